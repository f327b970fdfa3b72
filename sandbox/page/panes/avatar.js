// Faces: initials on a colour of their own, a drawing for the app.

import { h, svg } from "../core/dom.js";
import { nameOf } from "../core/scene.js";

export function avatar(user, size, { app = false } = {}) {
  const look = app ? "app" : `tint-${user?.tint ?? 9}`;
  const gone = user?.deleted ? " gone" : "";
  return h(
    "span",
    { class: `avatar size-${size} ${look}${gone}`, "aria-hidden": "true" },
    app ? mark() : initials(nameOf(user)),
    user?.is_stranger && size >= 24 && h("span", { class: "avatar-team" }, (user.team_name ?? "?")[0]),
  );
}

function initials(name) {
  const words = name.trim().split(/\s+/);
  return (words[0][0] + (words.length > 1 ? words.at(-1)[0] : "")).toUpperCase();
}

function mark() {
  const line = {
    fill: "none",
    stroke: "currentColor",
    "stroke-width": 2.6,
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
  };
  return svg(
    "svg",
    { viewBox: "0 0 32 32" },
    svg("path", { ...line, d: "M8.5 11l2 2 3.5-4M8.5 21l2 2 3.5-4M18 11.5h6M18 21.5h6" }),
  );
}
