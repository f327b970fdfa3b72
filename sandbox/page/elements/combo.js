// A searchable list to choose one or several from, as one input with a floating list of options.

import { h } from "../core/dom.js";
import { float } from "../core/float.js";
import { icon } from "../core/icons.js";

let made = 0;

/** `choices`: [{ value, words, lead, hint, group }]; `onchange` is told the value, or where `multi` the values. */
export class Combo {
  #list = null;
  #at = 0;

  constructor({
    choices,
    chosen,
    multi,
    max = Infinity,
    placeholder = "Select an option",
    naming,
    onchange,
  }) {
    Object.assign(this, { choices, multi, max, placeholder, onchange });
    this.chosen = chosen.filter((value) => this.#choice(value));
    this.listId = `options-${(made += 1)}`;
    this.input = this.#makeInput(naming);
    this.box = h("div", { class: `combo${multi ? " multi" : ""}` });
    this.box.addEventListener("mousedown", (event) => this.#pointed(event));
    this.#draw();
  }

  #makeInput(naming) {
    return h("input", {
      ...naming,
      class: "combo-input",
      role: "combobox",
      type: "text",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.listId,
      oninput: () => this.#open(),
      onkeydown: (event) => this.#keyed(event),
      onblur: () => this.#left(),
    });
  }

  #choice(value) {
    return this.choices.find((choice) => choice.value === value);
  }

  #draw() {
    const chips = this.multi ? this.chosen.map((value) => this.#chip(this.#choice(value))) : [];
    this.input.value = this.#words();
    this.input.placeholder = this.chosen.length ? "" : this.placeholder;
    if (!this.box.contains(this.input)) this.box.append(this.input, icon("down", 16));
    for (const old of this.box.querySelectorAll(".chip")) old.remove();
    this.box.prepend(...chips);
  }

  /** What the input reads while nothing is being searched. */
  #words() {
    const chosen = this.#choice(this.chosen[0]);
    return chosen && !this.multi ? chosen.words : "";
  }

  #chip(choice) {
    const remove = h(
      "button",
      {
        type: "button",
        class: "chip-remove",
        "aria-label": `Remove ${choice.words}`,
        onclick: () => this.#toggle(choice),
      },
      icon("close", 12),
    );
    return h(
      "span",
      { class: "chip" },
      choice.lead?.(),
      h("span", { class: "chip-words" }, choice.words),
      remove,
    );
  }

  #pointed(event) {
    if (event.target.closest(".chip, .options")) return;
    if (event.target !== this.input) event.preventDefault();
    this.input.focus();
    if (this.#list) this.#close();
    else this.#open("");
  }

  #open(search = this.input.value) {
    if (!this.multi && search === "") this.input.select();
    const wanted = search.trim().toLowerCase();
    this.found = this.choices.filter((choice) => choice.words.toLowerCase().includes(wanted));
    const rows = this.found.length
      ? this.#rows(this.found)
      : [h("div", { class: "options-empty" }, "No match")];
    if (!this.#list) this.#unfold();
    this.#list.replaceChildren(...rows);
    this.#point(
      Math.max(
        0,
        this.found.findIndex((choice) => this.chosen.includes(choice.value)),
      ),
    );
  }

  #unfold() {
    const several = this.multi ? "true" : null;
    const look = { class: "options", role: "listbox", popover: "manual", "aria-multiselectable": several };
    this.#list = h("div", { ...look, id: this.listId });
    float(this.box, this.#list, { wide: true });
    this.input.setAttribute("aria-expanded", "true");
  }

  #rows(found) {
    let group;
    return found.flatMap((choice) => {
      const heading =
        choice.group && choice.group !== group ? [h("div", { class: "options-group" }, choice.group)] : [];
      group = choice.group;
      return [...heading, this.#row(choice)];
    });
  }

  #row(choice) {
    const selected = this.chosen.includes(choice.value);
    const take = (event) => {
      event.preventDefault();
      this.#toggle(choice);
    };
    const words = h(
      "span",
      { class: "menu-words" },
      h("span", {}, choice.words),
      choice.hint && h("span", { class: "menu-hint" }, choice.hint),
    );
    const attributes = {
      class: "option",
      role: "option",
      id: `${this.listId}-${this.choices.indexOf(choice)}`,
      "data-value": choice.value,
      "aria-selected": String(selected),
      onmousedown: take,
    };
    return h("div", attributes, choice.lead?.(), words, selected && icon("check", 16));
  }

  #point(at) {
    const rows = [...this.#list.querySelectorAll(".option")];
    this.#at = rows.length ? (at + rows.length) % rows.length : 0;
    rows.forEach((row, index) => row.classList.toggle("pointed", index === this.#at));
    rows[this.#at]?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", rows[this.#at]?.id ?? "");
  }

  #keyed(event) {
    const taken = {
      ArrowDown: () => this.#step(1),
      ArrowUp: () => this.#step(-1),
      Enter: () => this.#takePointed(),
      Escape: () => this.#close(),
      Backspace: () => this.#takeBack(),
    }[event.key]?.();
    if (!taken) return;
    event.preventDefault();
    event.stopPropagation();
  }

  // Each of the keys answers whether it had something to do here.

  #step(by) {
    if (this.#list) this.#point(this.#at + by);
    else this.#open("");
    return true;
  }

  #takePointed() {
    if (!this.#list) return false;
    if (this.found[this.#at]) this.#toggle(this.found[this.#at]);
    return true;
  }

  #takeBack() {
    if (!this.multi || this.input.value || !this.chosen.length) return false;
    this.#toggle(this.#choice(this.chosen.at(-1)));
    return true;
  }

  #toggle(choice) {
    const has = this.chosen.includes(choice.value);
    if (!this.multi) this.chosen = [choice.value];
    else if (has) this.chosen = this.chosen.filter((value) => value !== choice.value);
    else if (this.chosen.length < this.max) this.chosen = [...this.chosen, choice.value];
    this.#draw();
    if (this.multi && this.#list) this.#open("");
    else this.#close();
    this.#tell();
  }

  #tell() {
    this.onchange(this.multi ? this.chosen : (this.chosen[0] ?? null), this.input);
  }

  /** Leaving with the text emptied takes the choice back; leaving with half a word restores it. */
  #left() {
    const emptied = !this.multi && this.chosen.length > 0 && this.input.value === "";
    this.#close();
    if (emptied) this.chosen = [];
    this.#draw();
    if (emptied) this.#tell();
  }

  #close() {
    if (!this.#list) return false;
    this.#list.hidePopover();
    this.#list = null;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    return true;
  }
}
