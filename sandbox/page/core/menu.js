// A menu that opens from a button: arrow keys, Enter, Escape, and the focus back where it came from.

import { h } from "./dom.js";
import { float } from "./float.js";

/** `items`: [{ label, hint, lead, choose, value, checked }] or the word "divider"; `heading` is a line above them. */
export function openMenu(anchor, items, { label, heading, align = "end" } = {}) {
  const entries = items.map((item) =>
    item === "divider" ? h("div", { class: "menu-divider", role: "separator" }) : entry(item),
  );
  const panel = h(
    "div",
    { class: "menu", role: "menu", popover: "auto", "aria-label": label },
    heading && h("div", { class: "menu-heading" }, heading),
    entries,
  );
  panel.addEventListener("keydown", (event) => travel(event, panel));
  panel.addEventListener("toggle", ({ newState }) => {
    anchor.setAttribute("aria-expanded", String(newState === "open"));
    if (
      newState === "closed" &&
      (panel.contains(document.activeElement) || document.activeElement === document.body)
    )
      anchor.focus();
  });
  float(anchor, panel, { align });
  (panel.querySelector("[aria-checked=true]") ?? panel.querySelector(".menu-item"))?.focus();
  return panel;
}

function entry({ label, hint, lead, choose, value, checked }) {
  const chosen = (event) => {
    event.currentTarget.closest("[popover]").hidePopover();
    choose();
  };
  const role = checked === undefined ? "menuitem" : "menuitemradio";
  const words = h(
    "span",
    { class: "menu-words" },
    h("span", { class: "menu-label" }, label),
    hint && h("span", { class: "menu-hint" }, hint),
  );
  return h(
    "button",
    {
      class: "menu-item",
      type: "button",
      role,
      "aria-checked": checked === undefined ? null : String(checked),
      "data-value": value,
      onclick: chosen,
    },
    lead,
    words,
  );
}

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

function travel(event, panel) {
  const items = [...panel.querySelectorAll(".menu-item")];
  const at = items.indexOf(document.activeElement);
  const to =
    { Home: 0, End: items.length - 1 }[event.key] ??
    (STEPS[event.key] && (at + STEPS[event.key] + items.length) % items.length);
  if (to === undefined) return;
  event.preventDefault();
  items[to].focus();
}
