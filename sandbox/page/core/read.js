// What each person has read on this machine, and what is therefore unread.

import { inThread, isAloud } from "./scene.js";

const ALL = "everybody";
const dismissed = new Set();
const mentioned = new WeakMap();
let opened = { key: null, from: "0" };

const keyOf = (person, channel) => `read:${person}:${channel}`;

/** A mark later than the story's present belongs to an earlier life of the workspace. */
function lastRead(state, person, channel) {
  const ts = localStorage.getItem(keyOf(person, channel)) ?? "0";
  return Number(ts) * 1000 > Date.parse(state.now) + 60_000 ? "0" : ts;
}

export function markRead({ state, viewer, channel }) {
  const newest = (state.messages[channel.id] ?? []).at(-1)?.ts;
  if (newest && newest > lastRead(state, viewer.id, channel.id)) {
    localStorage.setItem(keyOf(viewer.id, channel.id), newest);
  }
}

/** Where reading stopped before this channel was opened: the place of the "New" line. */
export function readUpTo({ state, viewer, channel }) {
  const key = keyOf(viewer.id, channel.id);
  if (opened.key !== key) opened = { key, from: lastRead(state, viewer.id, channel.id) };
  return opened.from;
}

export function unread(state, person, channel) {
  const from = lastRead(state, person, channel.id);
  return (state.messages[channel.id] ?? []).filter(
    (message) => message.ts > from && concerns(message, person, state),
  );
}

function concerns(message, person, state) {
  if (message.user === person || (message.ephemeral_to && message.ephemeral_to !== person)) return false;
  return isAloud(message) || (inThread(message) && mentions(message, person, state));
}

/** Unread messages that ask for this person: every direct message, and mentions elsewhere. */
export function badge(state, person, channel) {
  const fresh = unread(state, person, channel);
  return channel.is_im ? fresh.length : fresh.filter((message) => mentions(message, person, state)).length;
}

export function badges(state, person) {
  const theirs = state.channels.filter((channel) => channel.members.includes(person) && !channel.is_archived);
  return theirs.reduce((sum, channel) => sum + badge(state, person, channel), 0);
}

export function mentions(message, person, { groups = [] }) {
  if (!mentioned.has(message)) mentioned.set(message, everybodyIn(message));
  const named = mentioned.get(message);
  return (
    named.has(person) ||
    named.has(ALL) ||
    groups.some((group) => named.has(group.id) && group.users.includes(person))
  );
}

function everybodyIn({ text, blocks }) {
  const said = `${text ?? ""} ${JSON.stringify(blocks ?? [])}`;
  const found = said.matchAll(
    /<(?:@|!subteam\^)(\w+)[|>]|"(?:user|usergroup)_id":"(\w+)"|<!(?:here|channel|everyone)/g,
  );
  return new Set([...found].map(([, inText, inRichText]) => inText ?? inRichText ?? ALL));
}

export const dismiss = (ts) => dismissed.add(ts);
export const isDismissed = (ts) => dismissed.has(ts);
