// The head of a conversation: its name, topic, members and pinned messages.

import { h, link } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { openMenu } from "../core/menu.js";
import { go } from "../core/place.js";
import { isApp, messagesIn, nameOf, otherPerson, otherTeams, titleOf } from "../core/scene.js";
import { clock, instantOf, zoneOf } from "../core/time.js";
import { emoji, plainText } from "../text/inline.js";
import { mrkdwn } from "../text/mrkdwn.js";
import { avatar } from "./avatar.js";
import { aboutPerson, standingBadges } from "./standing.js";

export function header(scene) {
  return scene.atApp ? appHeader(scene) : [channelHeader(scene), bookmarks(scene)].filter(Boolean);
}

function bookmarks({ channel }) {
  if (!channel.bookmarks.length) return null;
  const shown = ({ id, title, link: address, emoji: name }) =>
    h(
      "li",
      { "data-bookmark": id },
      link(
        address,
        name ? emoji(name.replaceAll(":", "")) : icon("link", 14),
        h("span", { class: "bookmark-title" }, plainText(title)),
      ),
    );
  return h("ul", { class: "bookmarks", "aria-label": "Bookmarks" }, channel.bookmarks.map(shown));
}

function shared(scene) {
  const teams = otherTeams(scene, scene.channel).join(", ") || "another workspace";
  const words = `Shared with ${teams}`;
  return h(
    "span",
    { class: "standing external", title: words },
    icon("shared", 12),
    h("span", { class: "shared-words" }, words),
  );
}

function appHeader(scene) {
  const tab = (name, title) =>
    h(
      "button",
      {
        type: "button",
        role: "tab",
        class: "tab",
        "data-tab": name,
        "aria-selected": String(scene.tab === name),
        onclick: () => go({ channel: "app", tab: name, thread: null }),
      },
      icon(name === "home" ? "home" : "message", 16),
      title,
    );
  return h(
    "header",
    { class: "pane-head with-tabs" },
    h(
      "div",
      { class: "pane-title" },
      avatar(null, 24, { app: true }),
      h("h1", {}, scene.state.app.name),
      h("span", { class: "app-badge" }, "APP"),
    ),
    h("div", { class: "tabs", role: "tablist" }, tab("home", "Home"), tab("messages", "Messages")),
  );
}

function channelHeader(scene) {
  const { channel } = scene;
  const lead = channel.is_im
    ? avatar(otherPerson(scene, channel), 24)
    : icon(channel.is_private ? "lock" : "hash", 18);
  return h(
    "header",
    { class: "pane-head" },
    h(
      "div",
      { class: "pane-title" },
      lead,
      h("h1", {}, titleOf(scene, channel)),
      channel.is_shared && shared(scene),
      channel.is_im && standingBadges(otherPerson(scene, channel)),
      h("p", { class: "topic", title: channel.topic }, channel.topic),
    ),
    h("div", { class: "pane-tools" }, pinned(scene), !channel.is_im && members(scene)),
  );
}

function members(scene) {
  const { channel, people } = scene;
  const present = channel.members.map((id) => people.get(id)).filter(Boolean);
  const show = (event) =>
    openMenu(
      event.currentTarget,
      present.map((user) => ({
        lead: avatar(user, 24, { app: isApp(scene, user.id) }),
        label: [nameOf(user), standingBadges(user)],
        hint: aboutPerson(user, scene),
        choose: () => {},
      })),
      { label: "Members", heading: `${present.length} members` },
    );
  return h(
    "button",
    {
      type: "button",
      class: "tool members",
      "aria-haspopup": "menu",
      "aria-label": `${present.length} members`,
      onclick: show,
    },
    h(
      "span",
      { class: "faces" },
      present.slice(0, 3).map((user) => avatar(user, 20, { app: isApp(scene, user.id) })),
    ),
    String(present.length),
  );
}

function pinned(scene) {
  const kept = scene.channel.pins
    .map((ts) => messagesIn(scene, scene.channel).find((message) => message.ts === ts))
    .filter(Boolean);
  if (!kept.length) return null;
  const show = (event) =>
    openMenu(
      event.currentTarget,
      kept.map((message) => pin(message, scene)),
      { label: "Pinned messages", heading: "Pinned messages" },
    );
  return h(
    "button",
    {
      type: "button",
      class: "tool",
      "aria-haspopup": "menu",
      "aria-label": `${kept.length} pinned`,
      onclick: show,
    },
    icon("pin", 16),
    String(kept.length),
    h("span", { class: "tool-words" }, " pinned"),
  );
}

function pin(message, scene) {
  const author = scene.people.get(message.user);
  return {
    lead: avatar(author, 24, { app: isApp(scene, message.user) }),
    label: [
      nameOf(author),
      " ",
      h("span", { class: "menu-hint" }, clock(instantOf(message.ts), zoneOf(scene.viewer))),
    ],
    hint: h("span", { class: "pin-words" }, mrkdwn(message.text ?? "", { scene, verbatim: true })),
    choose: () =>
      document
        .querySelector(`.messages [data-ts="${CSS.escape(message.ts)}"]`)
        ?.scrollIntoView({ block: "center" }),
  };
}
