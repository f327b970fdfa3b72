// What one can do with a message, and the app's shortcuts.

import { act } from "../core/act.js";
import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { openMenu } from "../core/menu.js";
import { openThread } from "../core/place.js";
import { avatar } from "./avatar.js";
import { marking, offerReactions } from "./marks.js";
import { toast } from "./toast.js";

const offered = ({ state }, type) =>
  (state.app?.shortcuts ?? []).filter((shortcut) => shortcut.type === type);

export function toolbar(message, scene, view) {
  const root = message.thread_ts ?? message.ts;
  const more = (event) =>
    openMenu(event.currentTarget, choices(message, scene, view), { label: "More actions" });
  return h(
    "div",
    { class: "message-tools", role: "toolbar", "aria-label": "Message actions" },
    h(
      "button",
      {
        type: "button",
        class: "icon-plain",
        "aria-label": "Add reaction",
        title: "Add reaction",
        "aria-haspopup": "true",
        onclick: (event) => offerReactions(event.currentTarget, message, scene, view),
      },
      icon("smile"),
    ),
    !view.inPanel &&
      h(
        "button",
        {
          type: "button",
          class: "icon-plain",
          "aria-label": "Reply in thread",
          title: "Reply in thread",
          onclick: () => openThread(root),
        },
        icon("reply"),
      ),
    h(
      "button",
      {
        type: "button",
        class: "icon-plain",
        "aria-label": "More actions",
        title: "More actions",
        "aria-haspopup": "menu",
        onclick: more,
      },
      icon("more"),
    ),
  );
}

function choices(message, scene, view) {
  const shortcuts = offered(scene, "message").map((shortcut) =>
    entry(shortcut, scene, { channel: view.channel.id, ts: message.ts }),
  );
  const copy = {
    lead: icon("link"),
    label: "Copy link to message",
    choose: () => copyLink(message, view.channel),
  };
  const usual = [copy, ...marking(message, scene, view)];
  return shortcuts.length ? [...shortcuts, "divider", ...usual] : usual;
}

function entry({ name, description, callback_id }, { viewer }, target = {}) {
  return {
    lead: avatar(null, 24, { app: true }),
    label: name,
    hint: description,
    value: callback_id,
    choose: () => act({ user: viewer.id, do: "shortcut", callback_id, ...target }),
  };
}

async function copyLink(message, channel) {
  await navigator.clipboard.writeText(
    `${location.origin}/archives/${channel.id}/p${message.ts.replace(".", "")}`,
  );
  toast("Link copied");
}

/** The ⚡ of the composer; nothing where the app has no global shortcut. */
export function globalShortcuts(scene) {
  const items = offered(scene, "global").map((shortcut) => entry(shortcut, scene));
  if (!items.length) return null;
  const show = (event) =>
    openMenu(event.currentTarget, items, { label: "Shortcuts", heading: "Shortcuts", align: "start" });
  return h(
    "button",
    {
      type: "button",
      class: "icon-plain",
      "aria-label": "Shortcuts",
      title: "Shortcuts",
      "aria-haspopup": "menu",
      onclick: show,
    },
    icon("bolt"),
  );
}
