// Through whose eyes the page looks: the rail of faces and the "acting as" menu.

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { keyed } from "../core/keyed.js";
import { openMenu } from "../core/menu.js";
import { lookAs } from "../core/place.js";
import { badges } from "../core/read.js";
import { actors, isQuiet, nameOf, standing } from "../core/scene.js";
import { clock, zoneOf } from "../core/time.js";
import { avatar } from "./avatar.js";
import { aboutPerson, presence, standingBadges } from "./standing.js";

export function drawRail(rail, scene) {
  const { state, viewer } = scene;
  const team = {
    key: "team",
    sign: state.team?.name,
    draw: () => h("div", { class: "workspace-tile", "aria-hidden": "true" }, (state.team?.name ?? "W")[0]),
  };
  const faces = actors(state).map((user) => {
    const waiting = badges(state, user.id);
    return {
      key: user.id,
      sign: `${waiting} ${user.id === viewer.id} ${isQuiet(user, scene.now)}`,
      draw: () => face(user, waiting, scene),
    };
  });
  keyed(rail, [team, ...faces]);
}

function face(user, waiting, scene) {
  const chosen = user.id === scene.viewer.id;
  const apart = standing(user).map((one) => one.words);
  const parts = [nameOf(user), user.title, ...apart, waiting && `${waiting} unread`];
  const words = parts.filter(Boolean).join(", ");
  return h(
    "button",
    {
      type: "button",
      class: `rail-face${chosen ? " chosen" : ""}`,
      "data-person": user.id,
      "aria-pressed": String(chosen),
      "aria-label": `Act as ${words}`,
      title: words,
      onclick: () => become(user, scene),
    },
    avatar(user, 36),
    isQuiet(user, scene.now) && h("span", { class: "rail-quiet" }, presence(user, scene)),
    waiting > 0 && h("span", { class: "badge" }, String(waiting)),
  );
}

/** Stays where it is if the other person can be there too. */
function become(user, scene) {
  const shared = scene.atApp ? "app" : scene.channel?.members.includes(user.id) ? scene.channel.id : null;
  lookAs(user.id, shared);
}

export function actingAs(scene) {
  const { viewer, state } = scene;
  const elsewhere = actors(state)
    .filter((user) => user.id !== viewer.id)
    .reduce((sum, user) => sum + badges(state, user.id), 0);
  return h(
    "button",
    {
      type: "button",
      class: "acting-as",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      title: "Look through somebody else’s eyes",
      onclick: (event) => choosePerson(event.currentTarget, scene),
    },
    avatar(viewer, 26),
    h(
      "span",
      { class: "acting-words" },
      h("span", { class: "acting-label" }, "Acting as "),
      h("strong", {}, nameOf(viewer)),
    ),
    elsewhere > 0 && h("span", { class: "badge", title: "Unread for the others" }, String(elsewhere)),
    icon("down", 16),
  );
}

function choosePerson(anchor, scene) {
  const { state, viewer, now } = scene;
  const items = actors(state).map((user) => {
    const waiting = badges(state, user.id);
    return {
      lead: avatar(user, 36),
      label: [
        nameOf(user),
        standingBadges(user),
        waiting > 0 && h("span", { class: "badge" }, String(waiting)),
      ],
      hint: aboutPerson(user, scene, user.is_admin && "admin", `${clock(now, zoneOf(user))} local time`),
      value: user.id,
      checked: user.id === viewer.id,
      choose: () => become(user, scene),
    };
  });
  openMenu(anchor, items, { label: "Act as", heading: "Act as … you see what they see" });
}
