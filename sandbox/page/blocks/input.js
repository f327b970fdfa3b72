// Input blocks: label, element, hint, and the error under it.

import { h } from "../core/dom.js";
import { drawElement } from "../elements/element.js";
import { plainText } from "../text/inline.js";
import { inputSlot } from "./slot.js";

const GROUPS = new Set(["checkboxes", "radio_buttons"]);
let drawn = 0;

export function input(block, surface) {
  const id = `input-${(drawn += 1)}`;
  const isGroup = GROUPS.has(block.element.type);
  const naming = { fieldId: id, labelledBy: `${id}-label`, describedBy: `${id}-error ${id}-hint` };
  const optional = block.optional && h("span", { class: "optional" }, " (optional)");
  return [
    h(
      isGroup ? "span" : "label",
      { class: "input-label", id: `${id}-label`, for: isGroup ? null : id },
      plainText(block.label.text),
      optional,
    ),
    drawElement(inputSlot(surface, block, naming)),
    h("div", { class: "input-error", id: `${id}-error`, role: "alert", hidden: true }),
    block.hint && h("div", { class: "input-hint", id: `${id}-hint` }, plainText(block.hint.text)),
  ];
}

/** Writes the errors (block id to text) under their fields, in a form that is already on the screen. */
export function showErrors(form, errors) {
  for (const block of form.querySelectorAll(".block.input")) {
    const words = errors[block.dataset.blockId] ?? "";
    const line = block.querySelector(".input-error");
    if (line.textContent !== words) line.textContent = words;
    line.hidden = !words;
    block.classList.toggle("has-error", Boolean(words));
    block.querySelector("[data-action-id]")?.setAttribute("aria-invalid", String(Boolean(words)));
  }
}
