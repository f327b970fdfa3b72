// What people leave on a message: a reaction, a pin; and taking the message away.

import { act } from "../core/act.js";
import { h } from "../core/dom.js";
import { float } from "../core/float.js";
import { icon } from "../core/icons.js";
import { confirmed } from "../elements/confirm.js";
import { emoji } from "../text/inline.js";

const OFFERED = [
  ...["white_check_mark", "eyes", "+1", "raised_hands", "tada", "rocket"],
  ...["heart", "joy", "thinking_face", "warning", "x", "fire"],
];
const DELETE = {
  title: { type: "plain_text", text: "Delete message" },
  text: { type: "plain_text", text: "The message is gone for everybody. This cannot be undone." },
  confirm: { type: "plain_text", text: "Delete" },
  deny: { type: "plain_text", text: "Cancel" },
  style: "danger",
};

const at = (message, { viewer }, { channel }) => ({ user: viewer.id, channel: channel.id, ts: message.ts });

export function react(message, scene, view, name) {
  return act({ ...at(message, scene, view), do: "react", name });
}

export function offerReactions(anchor, message, scene, view) {
  const choose = (name) => {
    panel.hidePopover();
    react(message, scene, view, name);
  };
  const one = (name) =>
    h(
      "button",
      { type: "button", class: "emoji-choice", "aria-label": name, onclick: () => choose(name) },
      emoji(name),
    );
  const panel = h(
    "div",
    { class: "menu emoji-menu", role: "group", popover: "auto", "aria-label": "Reactions" },
    OFFERED.map(one),
  );
  panel.addEventListener("toggle", ({ newState }) =>
    anchor.setAttribute("aria-expanded", String(newState === "open")),
  );
  float(anchor, panel, { align: "end" });
  panel.querySelector("button").focus();
}

/** Entries of the message's menu. */
export function marking(message, scene, view) {
  const mine = message.user === scene.viewer.id || scene.viewer.is_admin;
  const pin = {
    lead: icon("pin"),
    label: view.pinned ? "Unpin from this conversation" : "Pin to this conversation",
    choose: () => act({ ...at(message, scene, view), do: "pin" }),
  };
  const remove = {
    lead: icon("trash"),
    label: "Delete message…",
    choose: async () => {
      if (await confirmed(DELETE, scene)) act({ ...at(message, scene, view), do: "delete" });
    },
  };
  return mine ? [pin, remove] : [pin];
}
