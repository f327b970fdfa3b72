// Checkboxes and radio buttons.

import { h } from "../core/dom.js";
import { textObject } from "../text/mrkdwn.js";

let groups = 0;

export function checkboxes(slot) {
  const chosen = new Set(slot.value ?? []);
  return group(slot, "checkbox", chosen, (option, on) => {
    if (on) chosen.add(option.value);
    else chosen.delete(option.value);
    return slot.element.options.map((one) => one.value).filter((value) => chosen.has(value));
  });
}

export function radioButtons(slot) {
  return group(slot, "radio", new Set([slot.value]), (option) => option.value);
}

function group(slot, type, chosen, next) {
  const name = `choice-${(groups += 1)}`;
  const role = type === "radio" ? "radiogroup" : "group";
  const named = { role, "aria-labelledby": slot.labelledBy, "aria-describedby": slot.describedBy };
  const box = h("div", { class: "choices", "data-action-id": slot.element.action_id, ...named });
  const rows = slot.element.options.map((option) => {
    const changed = ({ target }) => slot.change(next(option, target.checked), box);
    const input = h("input", {
      type,
      name,
      value: option.value,
      checked: chosen.has(option.value),
      onchange: changed,
    });
    return h(
      "label",
      { class: "choice" },
      input,
      h("span", { class: "choice-words" }, words(option, slot.surface.scene)),
    );
  });
  box.append(...rows);
  return box;
}

function words(option, scene) {
  const hint =
    option.description && h("span", { class: "choice-hint" }, textObject(option.description, scene));
  return [h("span", {}, textObject(option.text, scene)), hint];
}
