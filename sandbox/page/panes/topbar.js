// The bar on top: story time, its speed, the jump to what is due next, and who is acting.

import { act } from "../core/act.js";
import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { redraw } from "../core/keyed.js";
import { storyNow } from "../core/state.js";
import * as time from "../core/time.js";
import { activeFaults } from "../core/trouble.js";
import { badges } from "../core/read.js";
import { actors } from "../core/scene.js";
import { actingAs } from "./people.js";
import { toggleDrawer } from "./drawer.js";
import { faultsButton } from "./faults.js";
import { toast } from "./toast.js";

const SPEEDS = [1, 60, 600];

export function drawTopbar(bar, scene) {
  const { state, viewer } = scene;
  const waiting = actors(state).map((user) => badges(state, user.id));
  redraw(
    bar,
    [
      viewer,
      state.speed,
      state.due,
      state.team,
      waiting,
      activeFaults(state),
      scene.place.panel,
      scene.peopleSign,
      time.daysApart(Date.parse(state.due ?? state.now), scene.now, time.zoneOf(viewer)),
    ],
    () => [
      h(
        "button",
        {
          type: "button",
          class: "drawer-button icon-plain",
          "aria-label": "Conversations",
          onclick: toggleDrawer,
        },
        icon("menu", 20),
      ),
      storyClock(scene),
      h("div", { class: "topbar-right" }, faultsButton(scene), actingAs(scene)),
    ],
  );
}

function storyClock(scene) {
  return h(
    "div",
    { class: "story", role: "group", "aria-label": "Story clock" },
    face(scene),
    speeds(scene),
    jump(scene),
  );
}

function face({ viewer }) {
  return h(
    "span",
    { class: "story-time", title: "Story time, in the zone of the person you act as" },
    icon("clock", 16),
    h("span", { class: "story-words", id: "story-words" }, ...reading(viewer)),
  );
}

function reading(viewer) {
  const zone = time.zoneOf(viewer);
  const now = storyNow();
  return [
    h(
      "span",
      { class: "story-day" },
      `${time.words(now, zone, { weekday: "short", day: "numeric", month: "short" })} `,
    ),
    h("span", { class: "story-hour" }, time.clockWithSeconds(now, zone)),
    h("span", { class: "story-zone" }, ` ${time.zoneName(now, zone)}`),
  ];
}

export function tickClock(viewer) {
  document.getElementById("story-words")?.replaceChildren(...reading(viewer));
}

function speeds({ state, viewer }) {
  const button = (speed) =>
    h(
      "button",
      {
        type: "button",
        class: "speed",
        "aria-pressed": String(state.speed === speed),
        "data-speed": speed,
        title: `${speed} × real time`,
        onclick: () => act({ user: viewer.id, do: "clock", speed }),
      },
      `×${speed}`,
    );
  return h("span", { class: "speeds", role: "group", "aria-label": "Speed" }, SPEEDS.map(button));
}

function jump({ state, viewer, now }) {
  const due = state.due ? dueWords(Date.parse(state.due), now, time.zoneOf(viewer)) : null;
  const skip = async () => {
    const jumped = await act({ user: viewer.id, do: "clock", jump: true });
    if (jumped) toast(`The clock stands at ${due.day}${due.date}${due.hour}`);
  };
  return h(
    "button",
    {
      type: "button",
      class: "jump",
      "data-jump": "due",
      disabled: !due,
      title: due ? "Jump to the next thing that is due" : "Nothing is due",
      onclick: skip,
    },
    icon("skip", 14),
    h(
      "span",
      {},
      due
        ? [
            h("span", { class: "jump-label" }, "Next due "),
            due.day,
            h("span", { class: "jump-label" }, due.date),
            due.hour,
          ]
        : h("span", { class: "jump-label" }, "Nothing due"),
    ),
  );
}

/** On a phone there is no room for the date. */
function dueWords(due, now, zone) {
  const hour = due % 60_000 === 0 ? time.clock(due, zone) : time.clockWithSeconds(due, zone);
  if (time.daysApart(due, now, zone) === 0) return { day: "", date: "", hour };
  const day = `${time.words(due, zone, { weekday: "short" })} `;
  return { day, date: `${time.words(due, zone, { day: "numeric", month: "short" })} `, hour };
}
