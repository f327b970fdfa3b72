// One line of mrkdwn as nodes: bold, italic, strike, code, mentions, links, dates, emoji.

import { h, link } from "../core/dom.js";
import { groupNamed, nameOf } from "../core/scene.js";
import { zoneOf } from "../core/time.js";
import { fillDate, fullDate } from "./dates.js";
import { EMOJI, SHORTCODE } from "./emoji.js";

const RULES = {
  "<": angle,
  "`": code,
  "*": styled("*", "strong"),
  _: styled("_", "em"),
  "~": styled("~", "s"),
  ":": shortcode,
  h: bareUrl,
  "@": bareMention,
};

/** Nodes of `text`; `context` is { scene, verbatim }. */
export function inline(text, context) {
  const out = [];
  let plain = "";
  for (let at = 0; at < text.length;) {
    const found = RULES[text[at]]?.(text, at, context);
    if (found) {
      out.push(unescape(plain), found.node);
      plain = "";
      at = found.end;
    } else plain += text[at++];
  }
  return [...out, unescape(plain)].filter((node) => node !== "");
}

export function unescape(text) {
  return text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
}

/** Plain text with nothing parsed but emoji. */
export function plainText(text, withEmoji = true) {
  if (!withEmoji) return [text];
  const out = [];
  let rest = text;
  for (let found = rest.match(SHORTCODE); found; found = rest.match(SHORTCODE)) {
    out.push(rest.slice(0, found.index), EMOJI.has(found[1]) ? emoji(found[1]) : found[0]);
    rest = rest.slice(found.index + found[0].length);
  }
  return [...out, rest].filter((node) => node !== "");
}

export function emoji(name) {
  const character = EMOJI.get(name);
  return character
    ? h("span", { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " ") }, character)
    : `:${name}:`;
}

const isWord = (character) => character !== undefined && /[\p{L}\p{N}]/u.test(character);

function styled(mark, tag) {
  return (text, at, context) => {
    if (isWord(text[at - 1]) || text[at - 1] === mark || /[\s]|^$/.test(text[at + 1] ?? "")) return null;
    const end = closing(text, at, mark);
    return end === -1 ? null : { node: h(tag, {}, inline(text.slice(at + 1, end), context)), end: end + 1 };
  };
}

function closing(text, at, mark) {
  for (let end = text.indexOf(mark, at + 2); end !== -1; end = text.indexOf(mark, end + 1)) {
    if (!/\s/.test(text[end - 1]) && !isWord(text[end + 1]) && text[end - 1] !== mark) return end;
  }
  return -1;
}

function code(text, at) {
  const end = text.indexOf("`", at + 1);
  if (end <= at + 1) return null;
  const inside = text
    .slice(at + 1, end)
    .replace(/<([^|>]*)\|?([^>]*)>/g, (_, target, label) => label || target);
  return { node: h("code", {}, unescape(inside)), end: end + 1 };
}

function shortcode(text, at) {
  const found = text.slice(at, at + 90).match(SHORTCODE);
  if (!found || found.index !== 0 || !EMOJI.has(found[1])) return null;
  return { node: emoji(found[1]), end: at + found[0].length };
}

function bareUrl(text, at, { verbatim }) {
  if (verbatim || isWord(text[at - 1])) return null;
  const url = text.slice(at).match(/^https?:\/\/[^\s<>|`*]+[^\s<>|`*.,;:!?)'"]/)?.[0];
  return url ? { node: link(unescape(url), unescape(url)), end: at + url.length } : null;
}

function bareMention(text, at, { verbatim }) {
  const word = !verbatim && !isWord(text[at - 1]) && text.slice(at).match(/^@(here|channel|everyone)\b/);
  return word ? { node: mention(word[0], true), end: at + word[0].length } : null;
}

function angle(text, at, context) {
  const end = text.indexOf(">", at);
  if (end === -1) return null;
  const inside = text.slice(at + 1, end);
  const [target, ...labels] = inside.split("|");
  const node = meaning(target, labels.join("|"), context);
  return node ? { node, end: end + 1 } : null;
}

const MEANINGS = [
  [/^@(.+)/, ([, id], label, scene) => userMention(id, scene)],
  [/^#(.+)/, ([, id], label, scene) => channelMention(id, scene, label)],
  [/^!date\^(.+)/, ([, rest], label, scene) => date(rest, label, scene)],
  [/^!subteam\^(.+)/, ([, id], label, scene) => groupMention(id, scene, label)],
  [/^!(here|channel|everyone)$/, ([, group]) => mention(`@${group}`, true)],
  [/^!/, ({ input }, label) => h("span", {}, unescape(label || input))],
  [/^(https?:|mailto:|tel:)/i, ({ input }, label) => address(unescape(input), unescape(label))],
];

/** The node for `<target|label>`, or null where it means nothing and is text. */
function meaning(target, label, { scene }) {
  const [pattern, draw] = MEANINGS.find(([known]) => known.test(target)) ?? [];
  return pattern ? draw(target.match(pattern), label, scene) : null;
}

function address(url, label) {
  return link(url, label || url.replace(/^(mailto|tel):/, ""));
}

export function mention(words, toSelf = false) {
  return h("span", { class: toSelf ? "mention mention-self" : "mention" }, words);
}

export function userMention(id, { people, viewer }) {
  return mention(`@${people.has(id) ? nameOf(people.get(id)) : id}`, id === viewer.id);
}

export function groupMention(id, scene, label = "") {
  const group = groupNamed(scene, id);
  if (!group) return mention(label || `@${id}`);
  const shown = mention(`@${group.handle}`, group.users.includes(scene.viewer.id));
  const names = group.users.map((user) => nameOf(scene.people.get(user)));
  shown.title = `${group.name}: ${names.join(", ")}`;
  return shown;
}

export function channelMention(id, { channels }, label = "") {
  const name = channels.get(id)?.name ?? (label || "private channel");
  return h(
    "a",
    { class: "mention", href: `?channel=${encodeURIComponent(id)}`, "data-goto": id },
    `#${name}`,
  );
}

function date(rest, label, scene) {
  const [seconds, format, url] = rest.split("^");
  return dateNode(seconds, unescape(format ?? ""), url && unescape(url), unescape(label), scene);
}

/** A point in time in the viewer's zone; the fallback where the format cannot be filled. */
export function dateNode(seconds, format, url, fallback, scene) {
  const zone = zoneOf(scene.viewer);
  const filled = fillDate(seconds, format, { now: scene.now, zone });
  if (filled === null) return h("span", {}, fallback);
  const shown = h(
    "time",
    { title: fullDate(seconds, zone), "data-seconds": seconds, "data-format": format },
    filled,
  );
  return url ? link(url, shown) : shown;
}

/** Words such as "today" and "3 minutes ago" move on while the message stands still. */
export function refreshDates(root, { now, viewer }) {
  for (const shown of root.querySelectorAll("time[data-format]")) {
    const words = fillDate(shown.dataset.seconds, shown.dataset.format, { now, zone: zoneOf(viewer) });
    if (shown.textContent !== words) shown.textContent = words;
  }
}
