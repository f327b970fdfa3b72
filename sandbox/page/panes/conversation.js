// What a conversation lists: its beginning, days, the "New" line, and messages grouped by author.

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { isDismissed, readUpTo } from "../core/read.js";
import { isAloud, messagesIn, nameOf, otherPerson, replies, titleOf } from "../core/scene.js";
import { daysApart, instantOf, isoDate, nearDay, ordinal, wall, words, zoneOf } from "../core/time.js";
import { avatar } from "./avatar.js";
import { drawMessage } from "./message.js";

const TOGETHER_MS = 5 * 60_000;
const MARKED_NOTHING = "0";

export function conversationItems(scene, redraw) {
  const shown = messagesIn(scene, scene.channel).filter(
    (message) => isAloud(message) && !isDismissed(message.ts),
  );
  const from = readUpTo(scene);
  const items = [
    {
      key: "beginning",
      sign: JSON.stringify([scene.viewer.id, scene.channel.topic, scene.channel.purpose]),
      draw: () => beginning(scene),
    },
  ];
  let line = from === MARKED_NOTHING;
  shown.forEach((message, at) => {
    const before = shown[at - 1];
    if (!sameDay(before, message, scene)) items.push(day(message, scene));
    const isNew = !line && message.ts > from && message.user !== scene.viewer.id;
    if (isNew)
      items.push({
        key: "new",
        sign: "",
        draw: () => h("div", { class: "new-line", role: "separator" }, h("span", {}, "New")),
      });
    line ||= isNew;
    items.push(item(message, scene, { compact: !isNew && together(before, message, scene), redraw }));
  });
  return items;
}

export function threadItems(scene, redraw) {
  const visible = messagesIn(scene, scene.channel).filter((message) => !isDismissed(message.ts));
  const root = visible.find((message) => message.ts === scene.thread);
  const answers = visible.filter(
    (message) => message.thread_ts === scene.thread && message.ts !== scene.thread,
  );
  const count = {
    key: "count",
    sign: String(answers.length),
    draw: () =>
      h(
        "div",
        { class: "thread-divider" },
        h("span", {}, `${answers.length} ${answers.length === 1 ? "reply" : "replies"}`),
      ),
  };
  const drawn = answers.map((message, at) =>
    item(message, scene, { compact: together(answers[at - 1], message, scene), inPanel: true, redraw }),
  );
  return [root && item(root, scene, { inPanel: true, redraw }), answers.length && count, ...drawn].filter(
    Boolean,
  );
}

function item(message, scene, view) {
  const pinned = scene.channel.pins.includes(message.ts);
  const answers = view.inPanel ? [] : replies(scene, scene.channel, message.ts);
  const from = [
    message,
    scene.viewer,
    scene.peopleSign,
    view.compact,
    pinned,
    answers.length,
    answers.at(-1)?.ts,
    day(message, scene).sign,
  ];
  return {
    key: message.ts,
    sign: JSON.stringify(from),
    draw: () => drawMessage(message, scene, { ...view, channel: scene.channel, pinned }),
  };
}

function sameDay(before, message, { viewer }) {
  const zone = zoneOf(viewer);
  return before && isoDate(instantOf(before.ts), zone) === isoDate(instantOf(message.ts), zone);
}

function together(before, message, scene) {
  if (!before || !sameDay(before, message, scene)) return false;
  const plain = [before, message].every((one) => !one.ephemeral_to && !one.subtype);
  const sameAuthor = before.user === message.user && before.username === message.username;
  const unmarked = !scene.channel.pins.includes(message.ts);
  return plain && sameAuthor && unmarked && instantOf(message.ts) - instantOf(before.ts) < TOGETHER_MS;
}

function day(message, { viewer, now }) {
  const label = dayWords(instantOf(message.ts), now, zoneOf(viewer));
  return {
    key: `day-${isoDate(instantOf(message.ts), zoneOf(viewer))}`,
    sign: label,
    draw: () => h("div", { class: "day", role: "separator" }, h("span", {}, label)),
  };
}

function dayWords(instant, now, zone) {
  const near = nearDay(instant, now, zone);
  if (near) return near[0].toUpperCase() + near.slice(1);
  const { day: date, year } = wall(instant, zone);
  const far = Math.abs(daysApart(instant, now, zone)) > 300 ? `, ${year}` : "";
  return `${words(instant, zone, { weekday: "long" })}, ${words(instant, zone, { month: "long" })} ${ordinal(date)}${far}`;
}

function beginning(scene) {
  const { channel } = scene;
  if (scene.atApp)
    return opening(
      avatar(null, 48, { app: true }),
      scene.state.app.name,
      "What this app has to tell you alone arrives here.",
    );
  if (channel.is_im)
    return opening(
      avatar(otherPerson(scene, channel), 48),
      nameOf(otherPerson(scene, channel)),
      "This conversation is just between the two of you.",
    );
  const about = channel.purpose || "This is the very beginning of the channel.";
  return opening(
    h("span", { class: "big-hash" }, icon(channel.is_private ? "lock" : "hash", 28)),
    titleOf(scene, channel),
    about,
  );
}

function opening(lead, title, about) {
  return h("div", { class: "beginning" }, lead, h("h2", {}, title), h("p", {}, about));
}
