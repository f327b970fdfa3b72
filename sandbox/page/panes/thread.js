// The side panel of one thread.

import { byId, h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { go } from "../core/place.js";
import { titleOf } from "../core/scene.js";
import { Composer } from "./composer.js";
import { threadItems } from "./conversation.js";
import { MessageList } from "./list.js";

let shown = null;

export function drawThread(scene, redraw) {
  const open = Boolean(scene.thread && scene.channel && scene.tab === "messages");
  byId("thread").hidden = !open;
  document.body.classList.toggle("thread-open", open);
  if (!open) {
    shown = null;
    return;
  }
  const key = [scene.viewer.id, scene.channel.id, scene.thread].join(" ");
  if (shown?.key !== key) shown = build(key, scene);
  const items = threadItems(scene, redraw);
  shown.list.draw(items, items.at(-1)?.key);
  shown.composer.draw(scene);
}

function build(key, scene) {
  const close = () => go({ thread: null, ts: null });
  const list = new MessageList("Thread");
  const composer = new Composer({ channel: scene.channel.id, thread_ts: scene.thread });
  const title = `${scene.channel.is_im ? "" : "#"}${titleOf(scene, scene.channel)}`;
  byId("thread").replaceChildren(
    h(
      "header",
      { class: "pane-head" },
      h("div", { class: "pane-title" }, h("h2", {}, "Thread"), h("p", { class: "topic" }, title)),
      h(
        "button",
        { type: "button", class: "icon-plain", "aria-label": "Close thread", onclick: close },
        icon("close"),
      ),
    ),
    list.element,
    composer.element,
  );
  return { key, list, composer };
}
