// What the composer offers while a word is being typed: commands, people, channels, emoji.

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { actors, isApp, nameOf, standing, visibleChannels } from "../core/scene.js";
import { emojiStartingWith } from "../text/emoji.js";
import { avatar } from "./avatar.js";
import { aboutPerson } from "./standing.js";

const MOST = 8;

const SOURCES = [
  { when: /^\/(\S*)$/, whole: true, offer: commands },
  { when: /(?:^|\s)@([\w.-]*)$/, offer: mentions },
  { when: /(?:^|\s)#([\w-]*)$/, offer: channels },
  { when: /(?:^|\s):([a-z0-9_+-]{2,})$/, offer: emoji },
];

/** Offers for the word before the caret: { items: [{ insert, words, hint, lead }], from } or null. */
export function offersFor(text, caret, scene, { inThread }) {
  const before = text.slice(0, caret);
  for (const { when, whole, offer } of SOURCES) {
    const found = before.match(when);
    if (!found || (whole && inThread)) continue;
    const items = offer(found[1].toLowerCase(), scene).slice(0, MOST);
    return items.length ? { items, from: caret - found[1].length - 1 } : null;
  }
  return null;
}

function commands(typed, { state }) {
  const known = (state.app?.commands ?? []).filter(({ command }) => command.slice(1).startsWith(typed));
  return known.map(({ command, usage_hint, description }) => ({
    insert: command,
    words: [h("strong", {}, command), usage_hint && h("span", { class: "usage" }, ` ${usage_hint}`)],
    hint: description,
    lead: avatar(null, 36, { app: true }),
  }));
}

function mentions(typed, scene) {
  const everybody = [
    ...actors(scene.state),
    ...scene.state.users.filter((user) => isApp(scene, user.id) && !user.deleted),
  ];
  const known = everybody.filter((user) =>
    [user.name, ...nameOf(user).split(" ")].some((word) => word.toLowerCase().startsWith(typed)),
  );
  const groups = (scene.state.groups ?? []).filter((group) => group.handle.startsWith(typed));
  const words = ["here", "channel"].filter((word) => typed && word.startsWith(typed));
  return [
    ...known.map((user) => ({
      insert: `@${user.name}`,
      words: [h("strong", {}, nameOf(user)), ` ${user.name}`],
      hint: aboutPerson(user, scene, ...standing(user).map((one) => one.words)),
      lead: avatar(user, 24, { app: isApp(scene, user.id) }),
    })),
    ...groups.map((group) => ({
      insert: `@${group.handle}`,
      words: [h("strong", {}, `@${group.handle}`), ` ${group.name}`],
      hint: group.users.map((id) => nameOf(scene.people.get(id))).join(", "),
      lead: h("span", { class: "option-lead group-lead" }, icon("people", 16)),
    })),
    ...words.map((word) => ({
      insert: `@${word}`,
      words: h("strong", {}, `@${word}`),
      hint: "Notify everybody here",
    })),
  ];
}

function channels(typed, scene) {
  const known = visibleChannels(scene).filter(({ name }) => name.startsWith(typed));
  return known.map(({ name }) => ({
    insert: `#${name}`,
    words: name,
    lead: h("span", { class: "option-lead" }, icon("hash", 16)),
  }));
}

function emoji(typed) {
  return emojiStartingWith(typed).map(([name, character]) => ({
    insert: `:${name}:`,
    words: `:${name}:`,
    lead: h("span", { class: "emoji" }, character),
  }));
}

/** What a person typed in a message, with names as ids: `@ana` becomes `<@UANA>`. */
export function withIds(text, { state }) {
  const people = text.replace(/(^|[\s(])@([\w.-]*\w)/g, (whole, before, name) => {
    if (["here", "channel", "everyone"].includes(name)) return `${before}<!${name}>`;
    const user = state.users.find((one) => one.name === name.toLowerCase());
    if (user) return `${before}<@${user.id}>`;
    const group = (state.groups ?? []).find((one) => one.handle === name.toLowerCase());
    return group ? `${before}<!subteam^${group.id}>` : whole;
  });
  return people.replace(/(^|[\s(])#([\w-]+)/g, (whole, before, name) => {
    const channel = state.channels.find((one) => !one.is_im && one.name === name);
    return channel ? `${before}<#${channel.id}|${name}>` : whole;
  });
}
