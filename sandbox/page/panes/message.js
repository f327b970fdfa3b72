// One message.

import { drawBlocks } from "../blocks/block.js";
import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { openThread } from "../core/place.js";
import { dismiss } from "../core/read.js";
import { inThread, isApp, isQuiet, nameOf, replies } from "../core/scene.js";
import { clock, instantOf, zoneOf } from "../core/time.js";
import { fullDate } from "../text/dates.js";
import { dateNode, emoji } from "../text/inline.js";
import { mrkdwn } from "../text/mrkdwn.js";
import { avatar } from "./avatar.js";
import { fileCards } from "./files.js";
import { react } from "./marks.js";
import { toolbar } from "./shortcuts.js";
import { presence, standingBadges } from "./standing.js";
import { warning } from "./warning.js";

/** `view`: { channel, compact, inPanel, pinned, redraw }. */
export function drawMessage(message, scene, view) {
  const ephemeral = Boolean(message.ephemeral_to);
  const classes = ["message", view.compact && "compact", ephemeral && "ephemeral", view.pinned && "pinned"];
  return h(
    "article",
    {
      class: classes.filter(Boolean).join(" "),
      "data-ts": message.ts,
      "aria-label": `${nameIn(message, scene)}, ${clock(instantOf(message.ts), zoneOf(scene.viewer))}`,
    },
    marks(message, view),
    h("div", { class: "gutter" }, view.compact ? time(message, scene) : face(message, scene)),
    h(
      "div",
      { class: "message-body" },
      !view.compact && byline(message, scene),
      contents(message, scene, view),
      foot(message, scene, view),
    ),
    !ephemeral && toolbar(message, scene, view),
  );
}

function marks(message, view) {
  if (message.ephemeral_to) return h("div", { class: "mark" }, icon("eye", 14), "Only visible to you");
  if (inThread(message) && !view.inPanel)
    return h(
      "button",
      { type: "button", class: "mark", onclick: () => openThread(message.thread_ts) },
      icon("reply", 14),
      "Replied to a thread",
    );
  return view.pinned && h("div", { class: "mark" }, icon("pin", 14), "Pinned");
}

function nameIn(message, scene) {
  return message.username || nameOf(scene.people.get(message.user));
}

function fromApp(message, scene) {
  return message.bot || isApp(scene, message.user);
}

function face(message, scene) {
  const author = scene.people.get(message.user) ?? { id: message.user, name: nameIn(message, scene) };
  return avatar(author, 36, { app: isApp(scene, message.user) });
}

function byline(message, scene) {
  return h(
    "div",
    { class: "byline" },
    h("span", { class: "author" }, nameIn(message, scene)),
    fromApp(message, scene) && h("span", { class: "app-badge" }, "APP"),
    standingBadges(scene.people.get(message.user)),
    isQuiet(scene.people.get(message.user), scene.now) && presence(scene.people.get(message.user), scene),
    time(message, scene),
  );
}

function time(message, { viewer }) {
  const zone = zoneOf(viewer);
  return h("time", { class: "stamp", title: fullDate(message.ts, zone) }, clock(instantOf(message.ts), zone));
}

function contents(message, scene, view) {
  return [said(message, scene, view), fileCards(message.files ?? [])];
}

function said(message, scene, view) {
  const surface = { scene, address: { channel: view.channel.id, ts: message.ts }, draft: null };
  const attached = (message.attachments ?? []).map((one) =>
    h("div", { class: "attachment" }, attachment(one, surface)),
  );
  const notice = message.subtype ? " notice" : "";
  if (message.blocks?.length)
    return h("div", { class: "contents blocks" }, drawBlocks(message.blocks, surface), attached);
  if (!message.text && message.files?.length) return null;
  const edited = message.edited && h("span", { class: "edited" }, "(edited)");
  return h("div", { class: `contents${notice}` }, mrkdwn(spoken(message), { scene }), edited, attached);
}

/** "<@U1> has joined the channel" stands under the name of U1 already. */
function spoken({ text, subtype, user }) {
  return subtype ? (text ?? "").replace(`<@${user}> has `, "") : (text ?? "");
}

function attachment(one, surface) {
  return one.blocks ? drawBlocks(one.blocks, surface) : mrkdwn(one.text ?? one.fallback ?? "", surface);
}

function foot(message, scene, view) {
  return [
    warning(message.warnings?.[scene.viewer.id]),
    reactions(message, scene, view),
    !view.inPanel && threadLink(message, scene, view),
    message.ephemeral_to && dismissal(message, view),
  ];
}

function reactions(message, scene, view) {
  const given = message.reactions ?? [];
  if (!given.length) return null;
  const { people, viewer } = scene;
  const pill = ({ name, users }) =>
    h(
      "button",
      {
        type: "button",
        class: `reaction${users.includes(viewer.id) ? " mine" : ""}`,
        "aria-pressed": String(users.includes(viewer.id)),
        title: `${users.map((id) => nameOf(people.get(id))).join(", ")} reacted with :${name}:`,
        onclick: () => react(message, scene, view, name),
      },
      emoji(name),
      ` ${users.length}`,
    );
  return h("div", { class: "reactions" }, given.map(pill));
}

function threadLink(message, scene, view) {
  const answers = replies(scene, view.channel, message.ts);
  if (!answers.length) return null;
  const authors = [...new Set(answers.map((answer) => answer.user))].slice(0, 4);
  return h(
    "button",
    {
      type: "button",
      class: "thread-link",
      "data-thread": message.ts,
      onclick: () => openThread(message.ts),
    },
    h(
      "span",
      { class: "faces" },
      authors.map((id) => avatar(scene.people.get(id), 24, { app: isApp(scene, id) })),
    ),
    h("span", { class: "thread-count" }, `${answers.length} ${answers.length === 1 ? "reply" : "replies"}`),
    h("span", { class: "thread-last" }, "Last reply ", dateNode(answers.at(-1).ts, "{ago}", null, "", scene)),
  );
}

function dismissal(message, view) {
  const away = () => {
    dismiss(message.ts);
    view.redraw();
  };
  return h("button", { type: "button", class: "dismiss", onclick: away }, "Dismiss message");
}
