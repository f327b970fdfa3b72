// Short notices in the corner, read out to screen readers.

import { byId, h } from "../core/dom.js";
import { icon } from "../core/icons.js";

const LASTS_MS = 7000;

export function toast(words, kind = "info") {
  const shelf = openShelf();
  const close = h(
    "button",
    { type: "button", class: "icon-plain", "aria-label": "Dismiss", onclick: () => note.remove() },
    icon("close", 14),
  );
  const note = h(
    "div",
    { class: `toast ${kind}` },
    icon(kind === "error" ? "warn" : "check", 18),
    h("span", {}, words),
    close,
  );
  for (const old of shelf.children) if (old.textContent === note.textContent) old.remove();
  shelf.append(note);
  setTimeout(() => note.remove(), LASTS_MS);
}

/** Inside the form that is open, if one is: everything outside of it is out of reach meanwhile. */
function openShelf() {
  const dialog = [...document.querySelectorAll("dialog[open]")].at(-1);
  if (!dialog) return byId("toasts");
  const own = dialog.querySelector(":scope > .toasts");
  if (own) return own;
  const shelf = h("div", { class: "toasts", role: "status", "aria-live": "polite" });
  dialog.append(shelf);
  return shelf;
}
