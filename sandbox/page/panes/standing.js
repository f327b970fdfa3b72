// What stands beside a name: of another workspace, a guest, deactivated, notifications paused.

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { isQuiet, standing } from "../core/scene.js";
import { clock, zoneOf } from "../core/time.js";

export function standingBadges(user) {
  return standing(user).map(({ kind, words }) => h("span", { class: `standing ${kind}` }, words));
}

/** A dot for who is here, a moon for who does not want to be disturbed. */
export function presence(user, { now, viewer }) {
  if (!isQuiet(user, now)) return h("span", { class: "presence" });
  const words = quietWords(user, viewer);
  return h("span", { class: "quiet", role: "img", "aria-label": words, title: words }, icon("moon", 12));
}

/** "Notifications paused until 07:00", on the clock of whoever looks. */
export function quietWords(user, viewer) {
  return `Notifications paused until ${clock(Date.parse(user.quiet.until), zoneOf(viewer))}`;
}

/** The line under a name in a list of people. */
export function aboutPerson(user, { now, viewer }, ...more) {
  const paused = isQuiet(user, now) && quietWords(user, viewer);
  return [user.title, ...more, paused].filter(Boolean).join(" · ");
}
