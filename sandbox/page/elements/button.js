// Buttons and overflow menus.

import { h, safeUrl } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { openMenu } from "../core/menu.js";
import { plainText } from "../text/inline.js";
import { textObject } from "../text/mrkdwn.js";
import { press } from "./press.js";

export function button(slot) {
  const { element, surface } = slot;
  const style = ["primary", "danger"].includes(element.style) ? ` ${element.style}` : "";
  return h(
    "button",
    {
      type: "button",
      class: `btn${style}`,
      "data-action-id": element.action_id,
      "data-value": element.value,
      "aria-label": element.accessibility_label,
      title: element.accessibility_label,
      onclick: (event) => pressed(slot, event.currentTarget),
    },
    h("span", { class: "btn-words" }, textObject(element.text, surface.scene)),
    element.url && icon("link", 14),
  );
}

async function pressed(slot, control) {
  const href = safeUrl(slot.element.url);
  if ((await press(slot, control)) && href) window.open(href, "_blank", "noopener");
}

export function overflow(slot) {
  const { element } = slot;
  return h(
    "button",
    {
      type: "button",
      class: "btn icon-btn",
      "data-action-id": element.action_id,
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "aria-label": element.accessibility_label ?? "More actions",
      onclick: (event) =>
        openMenu(event.currentTarget, offered(slot, event.currentTarget), { label: "More actions" }),
    },
    icon("more", 18),
  );
}

function offered(slot, control) {
  return slot.element.options.map((option) => ({
    label: plainText(option.text.text),
    hint: option.description && plainText(option.description.text),
    value: option.value,
    choose: async () => {
      const href = safeUrl(option.url);
      if ((await press(slot, control, option.value)) && href) window.open(href, "_blank", "noopener");
    },
  }));
}
