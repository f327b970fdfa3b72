// Wires the state, the place and the panes: one function draws everything from both.

import { act } from "./core/act.js";
import { byId } from "./core/dom.js";
import { currentPlace, onMove, openChannel, openMessage, openThread } from "./core/place.js";
import { badges } from "./core/read.js";
import { isQuiet, look, titleOf } from "./core/scene.js";
import { current, follow, isReachable, onChange, refresh, storyNow } from "./core/state.js";
import { drawFaults } from "./panes/faults.js";
import { drawModal } from "./panes/modal.js";
import { drawPane } from "./panes/pane.js";
import { drawRail } from "./panes/people.js";
import { drawSidebar } from "./panes/sidebar.js";
import { drawThread } from "./panes/thread.js";
import { drawTopbar, tickClock } from "./panes/topbar.js";
import { watchDrawer } from "./panes/drawer.js";
import { refreshDates } from "./text/inline.js";

const TICK_MS = 250;
let announced = null;
let quiet = null;

function scene() {
  return look(current(), currentPlace());
}

function draw() {
  if (!current()) return;
  const seen = scene();
  document.body.classList.toggle("unreachable", !isReachable());
  drawPane(seen, draw);
  drawThread(seen, draw);
  drawFaults(seen);
  drawSidebar(byId("sidebar"), seen);
  drawRail(byId("rail"), seen);
  drawTopbar(byId("topbar"), seen);
  drawModal(seen);
  document.title = title(seen);
  announce(seen);
}

function title(seen) {
  const waiting = badges(seen.state, seen.viewer.id);
  const where = seen.atApp ? seen.state.app.name : seen.channel ? titleOf(seen, seen.channel) : "";
  return `${waiting ? `(${waiting}) ` : ""}${where} – ${seen.state.team?.name ?? "Workspace"}`;
}

/** Opening the app's Home or its messages is something the app may hear of. */
function announce({ atApp, tab, viewer }) {
  const opened = atApp ? `${viewer.id} ${tab}` : null;
  if (opened === announced) return;
  announced = opened;
  if (opened) act({ user: viewer.id, do: tab === "home" ? "home" : "open_dm" });
}

function tick() {
  if (!current()) return;
  const seen = { ...scene(), now: storyNow() };
  const resting = seen.state.users.filter((user) => isQuiet(user, seen.now)).length;
  if (resting !== quiet) redrawQuiet(resting);
  tickClock(seen.viewer);
  refreshDates(document.body, seen);
}

/** Quiet hours begin and end by the clock, without anything having happened. */
function redrawQuiet(resting) {
  quiet = resting;
  refresh();
}

/** Links to channels and messages of this very workspace stay on the page. */
function followLinks(event) {
  const anchor = event.target.closest("a[href]");
  const message = anchor?.href.match(/\/archives\/(\w+)\/p(\d+)(\d{6})(?:\?|$)/);
  if (!anchor?.dataset.goto && !message) return;
  event.preventDefault();
  if (message) openMessage(message[1], `${message[2]}.${message[3]}`);
  else openChannel(anchor.dataset.goto);
}

onChange(draw);
onMove(draw);
document.addEventListener("click", followLinks);
document.addEventListener("visibilitychange", draw);
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && currentPlace().thread && !event.defaultPrevented) openThread(null);
});
watchDrawer();
setInterval(tick, TICK_MS);
refresh();
follow();
