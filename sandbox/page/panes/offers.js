// The list of suggestions over the composer.

import { h } from "../core/dom.js";

export class Offers {
  #shown = null;
  #at = 0;

  /** `field` keeps the focus; `take(offer, from)` is told which suggestion replaces the text from where. */
  constructor(id, field, take) {
    Object.assign(this, { id, field, take });
    this.element = h("div", {
      class: "offers",
      role: "listbox",
      id,
      "aria-label": "Suggestions",
      hidden: true,
    });
  }

  get isOpen() {
    return this.#shown !== null;
  }

  get current() {
    return this.#shown.items[this.#at];
  }

  show(offers) {
    this.#shown = offers;
    this.element.hidden = !offers;
    this.field.setAttribute("aria-expanded", String(Boolean(offers)));
    this.element.replaceChildren(...(offers?.items ?? []).map((item, at) => this.#row(item, at)));
    this.#point(0);
  }

  move(step) {
    this.#point(this.#at + step);
  }

  takeCurrent() {
    this.take(this.current, this.#shown.from);
  }

  #row(item, at) {
    const taken = (event) => {
      event.preventDefault();
      this.#at = at;
      this.takeCurrent();
    };
    const hint = item.hint && h("span", { class: "menu-hint" }, item.hint);
    const words = h("span", { class: "menu-words" }, h("span", {}, item.words), hint);
    return h(
      "div",
      { class: "option", role: "option", id: `${this.id}-${at}`, onmousedown: taken },
      item.lead,
      words,
    );
  }

  #point(at) {
    const rows = [...this.element.children];
    this.#at = rows.length ? (at + rows.length) % rows.length : 0;
    rows.forEach((row, index) => row.setAttribute("aria-selected", String(index === this.#at)));
    rows[this.#at]?.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", rows[this.#at]?.id ?? "");
  }
}
