// A scrolling list of messages that stays where the reader is: at the bottom, or at the message being read.

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { keyed } from "../core/keyed.js";

const NEAR = 40;

export class MessageList {
  #atBottom = true;
  #newest = null;

  constructor(label) {
    this.list = h("div", { class: "messages", role: "log", "aria-label": label });
    this.scroller = h("div", { class: "scroller", tabindex: "-1" }, this.list);
    this.more = h(
      "button",
      { type: "button", class: "more-below", hidden: true, onclick: () => this.toBottom() },
      icon("down", 14),
      "New messages",
    );
    this.element = h("div", { class: "list" }, this.scroller, this.more);
    this.scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    const settle = new ResizeObserver(() => this.#atBottom && this.toBottom());
    settle.observe(this.list);
    settle.observe(this.scroller);
  }

  /** `newest`: the ts of the last message; `from`: selectors, the first that is there is where a first draw begins. */
  draw(items, newest, from = []) {
    const held = this.#atBottom ? null : this.#topmost();
    keyed(this.list, items);
    if (held) this.#putBack(held);
    else if (this.#atBottom) this.toBottom();
    if (this.#newest === null) this.#begin(from);
    else if (newest !== this.#newest) this.more.hidden = this.#atBottom;
    this.#newest = newest ?? "";
  }

  #begin(from) {
    const row = from.map((selector) => this.list.querySelector(selector)).find(Boolean);
    row?.scrollIntoView({ block: "center" });
    if (row?.dataset.ts) row.classList.add("meant");
  }

  toBottom() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.#atBottom = true;
    this.more.hidden = true;
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.#atBottom = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.#atBottom) this.more.hidden = true;
  }

  /** The message to hold in place: the first that begins on the screen; one cut by the edge may change its height. */
  #topmost() {
    const { top: edge, bottom } = this.scroller.getBoundingClientRect();
    const rows = [...this.list.querySelectorAll("[data-ts]")].map((row) => ({
      ts: row.dataset.ts,
      ...sides(row),
    }));
    return rows.find(({ top }) => top >= edge && top < bottom) ?? rows.find((row) => row.bottom > edge);
  }

  #putBack({ ts, top }) {
    const row = this.list.querySelector(`[data-ts="${CSS.escape(ts)}"]`);
    if (row) this.scroller.scrollTop += row.getBoundingClientRect().top - top;
  }
}

function sides(row) {
  const { top, bottom } = row.getBoundingClientRect();
  return { top, bottom };
}
