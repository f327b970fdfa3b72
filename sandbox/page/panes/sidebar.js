// The list of conversations of the person who is looking.

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { redraw } from "../core/keyed.js";
import { openChannel } from "../core/place.js";
import { badge, unread } from "../core/read.js";
import * as scenes from "../core/scene.js";
import { avatar } from "./avatar.js";
import { closeDrawer } from "./drawer.js";
import { presence, standingBadges } from "./standing.js";

export function drawSidebar(sidebar, scene) {
  const sections = [
    [
      "Channels",
      scenes
        .visibleChannels(scene)
        .sort(byName)
        .map((channel) => rowOf(scene, channel)),
    ],
    ["Direct messages", scenes.directMessages(scene).map((channel) => rowOf(scene, channel))],
    ["Apps", scene.state.app ? [appRow(scene)] : []],
  ].filter(([, rows]) => rows.length);
  const head = {
    team: scene.state.team?.name ?? "Workspace",
    name: scenes.nameOf(scene.viewer),
    quiet: scenes.isQuiet(scene.viewer, scene.now),
  };
  redraw(sidebar, [head, sections], () => [
    heading(head, scene),
    h("div", { class: "sidebar-scroll" }, sections.map(section)),
  ]);
}

const byName = (one, other) => one.name.localeCompare(other.name);

function heading({ team, name }, scene) {
  return h(
    "header",
    { class: "sidebar-head" },
    h("span", { class: "team" }, team),
    h("span", { class: "me" }, presence(scene.viewer, scene), name, standingBadges(scene.viewer)),
  );
}

function section([title, rows]) {
  return h(
    "section",
    { class: "sidebar-section" },
    h("h2", {}, title),
    h(
      "ul",
      {},
      rows.map((row) => h("li", {}, draw(row))),
    ),
  );
}

function rowOf(scene, channel) {
  const other = channel.is_im ? scenes.otherPerson(scene, channel) : null;
  return {
    go: channel.id,
    title: scenes.titleOf(scene, channel),
    person: other && { id: other.id, real_name: other.real_name, name: other.name },
    lock: channel.is_private,
    shared: channel.is_shared && `Shared with ${scenes.otherTeams(scene, channel).join(", ")}`,
    chosen: !scene.atApp && scene.channel?.id === channel.id,
    ...fresh(scene, channel),
  };
}

function fresh({ state, viewer }, channel) {
  return channel
    ? { unread: unread(state, viewer.id, channel).length > 0, badge: badge(state, viewer.id, channel) }
    : {};
}

function appRow(scene) {
  const channel = scenes.appDm(scene);
  return {
    go: "app",
    app: true,
    title: scene.state.app.name,
    chosen: scene.atApp,
    ...fresh(scene, channel),
  };
}

function draw(row) {
  const classes = ["row", row.chosen && "chosen", row.unread && "unread"].filter(Boolean).join(" ");
  return h(
    "button",
    {
      type: "button",
      class: classes,
      "data-channel": row.go,
      "aria-current": row.chosen ? "page" : null,
      onclick: () => open(row),
    },
    lead(row),
    h("span", { class: "row-title" }, row.title),
    row.shared && h("span", { class: "row-shared", title: row.shared }, icon("shared", 16)),
    row.unread && h("span", { class: "sr-only" }, " unread"),
    row.badge > 0 && h("span", { class: "badge" }, String(row.badge)),
  );
}

function lead({ app, person, lock }) {
  if (app) return avatar(null, 20, { app: true });
  if (person)
    return h("span", { class: "with-presence" }, avatar(person, 20), h("span", { class: "presence" }));
  return h("span", { class: "row-icon" }, icon(lock ? "lock" : "hash", 16));
}

function open({ go }) {
  closeDrawer();
  openChannel(go);
}
