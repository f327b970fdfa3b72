// The middle of the page: the head of the conversation, its messages or the app's Home, and the composer.

import { byId, h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { redraw } from "../core/keyed.js";
import { markRead } from "../core/read.js";
import { isAloud, messagesIn, titleOf } from "../core/scene.js";
import { Composer } from "./composer.js";
import { conversationItems } from "./conversation.js";
import { header } from "./header.js";
import { drawHome } from "./home.js";
import { MessageList } from "./list.js";
import { isWelcomed, welcome } from "./welcome.js";

let shown = null;

export function drawPane(scene, draw) {
  const { viewer, channel, atApp, tab, place } = scene;
  const key = [viewer.id, channel?.id, channel?.is_archived, atApp, tab, place.ts].join(" ");
  if (shown?.key !== key) shown = build(key, scene);
  redraw(shown.head, headSign(scene), () => header(scene));
  drawWelcome(scene, draw);
  if (shown.home) drawHome(shown.home, scene);
  if (shown.list && scene.channel) drawMessages(scene, draw);
  shown.composer?.draw(scene);
}

/** The first steps are for an empty conversation; in any other the app has something to say itself. */
function drawWelcome(scene, draw) {
  const isNews = Boolean(shown.list) && !isWelcomed() && messagesIn(scene, scene.channel).length === 0;
  redraw(shown.welcome, [scene.viewer.id, isNews], () => (isNews ? welcome(scene, draw) : []));
}

function drawMessages(scene, draw) {
  const newest = messagesIn(scene, scene.channel).filter(isAloud).at(-1)?.ts;
  const from = scene.place.ts ? [`[data-ts="${CSS.escape(scene.place.ts)}"]`] : [];
  shown.list.draw(conversationItems(scene, draw), newest, [...from, ".new-line"]);
  if (document.visibilityState === "visible") markRead(scene);
}

function headSign({ atApp, tab, channel, people, viewer, state, peopleSign }) {
  const pinned = channel?.pins.map(
    (ts) => (state.messages[channel.id] ?? []).find((message) => message.ts === ts)?.text,
  );
  return [viewer.id, atApp, tab, channel, pinned, people.size, peopleSign];
}

function build(key, scene) {
  const regions = {
    head: h("div", { class: "head-region" }),
    welcome: h("div", { class: "welcome-region" }),
  };
  const middle = scene.atApp && scene.tab === "home" ? homeTab() : talk(scene);
  const last = middle.composer?.element ?? middle.closed;
  const parts = [regions.head, middle.home, middle.list?.element, regions.welcome, last];
  byId("pane").replaceChildren(...parts.filter(Boolean));
  return { key, ...regions, ...middle };
}

function homeTab() {
  return { home: h("div", { class: "home", role: "tabpanel", "aria-label": "Home" }) };
}

function archived(scene) {
  return h(
    "div",
    { class: "closed-note", role: "note" },
    icon("archive", 16),
    `#${titleOf(scene, scene.channel)} is archived. It can be read, and nobody can write in it.`,
  );
}

/** The app's conversation may not have been opened yet; then there is nowhere to write. */
function talk(scene) {
  if (!scene.channel) return { list: new MessageList("Messages") };
  const list = new MessageList(titleOf(scene, scene.channel));
  if (scene.channel.is_archived) return { list, closed: archived(scene) };
  return { list, composer: new Composer({ channel: scene.channel.id }) };
}
