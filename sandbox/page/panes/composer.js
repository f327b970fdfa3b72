// Where a person writes: messages, slash commands, and the completion of both.

import { act } from "../core/act.js";
import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { titleOf } from "../core/scene.js";
import { upload } from "../core/upload.js";
import { fileChip } from "./attached.js";
import { offersFor, withIds } from "./complete.js";
import { Offers } from "./offers.js";
import { globalShortcuts } from "./shortcuts.js";
import { toast } from "./toast.js";

const HIGHEST = 240;
const unsent = new Map();
const attached = new Map();
let made = 0;

export class Composer {
  /** `target`: { channel, thread_ts } as acts name it. */
  constructor(target) {
    this.target = target;
    const offersId = `offers-${(made += 1)}`;
    this.text = this.#field(offersId);
    this.offers = new Offers(offersId, this.text, (offer, from) => this.#take(offer, from));
    this.usage = h("div", { class: "composer-usage", hidden: true });
    this.tools = h("div", { class: "composer-tools" });
    this.files = h("ul", { class: "chosen-files", hidden: true });
    this.picker = h("input", {
      class: "file-picker",
      type: "file",
      tabindex: "-1",
      "aria-label": "Files to attach",
      onchange: () => this.#picked([...this.picker.files]),
    });
    this.picker.multiple = true;
    const look = { type: "submit", class: "send", "aria-label": "Send", disabled: true };
    this.send = h("button", look, icon("send", 18));
    const foot = h("div", { class: "composer-foot" }, this.tools, tip(), this.send);
    const box = h("div", { class: "composer-box" }, this.usage, this.text, this.files, this.picker, foot);
    const submitted = (event) => this.#submitted(event);
    this.element = h("form", { class: "composer", onsubmit: submitted }, this.offers.element, box);
  }

  #field(offersId) {
    return h("textarea", {
      class: "composer-text",
      rows: 1,
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": offersId,
      oninput: () => this.#typed(),
      onkeydown: (event) => this.#keyed(event),
      onclick: () => this.#offer(),
      onblur: () => this.offers.show(null),
    });
  }

  draw(scene) {
    const first = !this.scene;
    this.scene = scene;
    if (first) this.#begin();
  }

  #begin() {
    const { scene, target } = this;
    const title = titleOf(scene, scene.channel);
    const words = target.thread_ts ? "Reply…" : `Message ${scene.channel.is_im ? title : `#${title}`}`;
    this.text.placeholder = words;
    this.text.setAttribute("aria-label", words);
    const command = !target.thread_ts && this.#starter("/", "Run a command");
    const tools = [this.#attach(), globalShortcuts(scene), this.#starter("@", "Mention somebody"), command];
    this.tools.replaceChildren(...tools.filter(Boolean));
    this.#fill(unsent.get(this.#key()) ?? "");
    this.#drawFiles();
  }

  #attach() {
    const look = { type: "button", class: "icon-plain", "aria-label": "Attach files", title: "Attach files" };
    return h("button", { ...look, onclick: () => this.picker.click() }, icon("paperclip"));
  }

  #attached() {
    return attached.get(this.#key()) ?? [];
  }

  async #picked(files) {
    this.picker.value = "";
    for (const file of files) {
      const id = await upload(this.scene.viewer.id, file, (why) => toast(why, "error"));
      if (id) this.#keepFiles([...this.#attached(), id]);
    }
    this.text.focus();
  }

  #keepFiles(ids) {
    attached.set(this.#key(), ids);
    this.#drawFiles();
    this.#typed();
  }

  #drawFiles() {
    const ids = this.#attached();
    const chip = (id) => fileChip(id, () => this.#keepFiles(ids.filter((one) => one !== id)));
    this.files.replaceChildren(...ids.map(chip));
    this.files.hidden = !ids.length;
  }

  #key() {
    return [this.scene.viewer.id, this.target.channel, this.target.thread_ts].join(" ");
  }

  #starter(character, label) {
    const start = () => {
      const before = character === "/" ? "" : this.text.value.replace(/(\S)$/, "$1 ");
      this.text.focus();
      this.#fill(before + character);
    };
    const look = { type: "button", class: "icon-plain glyph", "aria-label": label, title: label };
    return h("button", { ...look, onclick: start }, character);
  }

  #fill(text, caret = text.length) {
    this.text.value = text;
    this.text.setSelectionRange(caret, caret);
    this.#typed();
  }

  #typed() {
    const written = Boolean(this.text.value.trim());
    unsent.set(this.#key(), this.text.value);
    this.send.disabled = !written && !this.#attached().length;
    this.element.classList.toggle("has-text", written);
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight, HIGHEST)}px`;
    this.#showUsage();
    this.#offer();
  }

  #commands() {
    return this.scene.state.app?.commands ?? [];
  }

  #showUsage() {
    const command = this.text.value.match(/^(\/\S+)\s/)?.[1];
    const known = this.#commands().find((one) => one.command === command && one.usage_hint);
    this.usage.hidden = !known || Boolean(this.target.thread_ts);
    if (known) this.usage.replaceChildren(h("strong", {}, known.command), ` ${known.usage_hint}`);
  }

  #offer() {
    const { text, scene, target } = this;
    const focused = document.activeElement === text;
    const where = { inThread: Boolean(target.thread_ts) };
    this.offers.show(focused ? offersFor(text.value, text.selectionStart, scene, where) : null);
  }

  #take({ insert }, from) {
    const start = `${this.text.value.slice(0, from)}${insert} `;
    const rest = this.text.value.slice(this.text.selectionStart).replace(/^\s/, "");
    this.text.focus();
    this.#fill(start + rest, start.length);
  }

  #keyed(event) {
    if (event.isComposing) return;
    const taken = (this.offers.isOpen && this.#choosing(event)) || this.#sending(event);
    if (!taken) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Keys of the open list; true where it took this one. A command typed to its end is sent, not completed again. */
  #choosing({ key, shiftKey }) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    const whole = this.offers.current.insert === this.text.value;
    if (step) this.offers.move(step);
    else if (key === "Escape") this.offers.show(null);
    else if (key === "Tab" || (key === "Enter" && !shiftKey && !whole)) this.offers.takeCurrent();
    else return false;
    return true;
  }

  #sending({ key, shiftKey }) {
    if (key !== "Enter" || shiftKey) return false;
    this.element.requestSubmit();
    return true;
  }

  async #submitted(event) {
    event.preventDefault();
    const text = this.text.value.trim();
    const files = this.#attached();
    const deed = (text || files.length) && this.#deed(text);
    if (!deed) return;
    this.#fill("");
    if (deed.do === "say") this.#keepFiles([]);
    const answer = await act(deed);
    if (answer || this.text.value) return;
    this.#fill(text);
    this.#keepFiles(files);
  }

  /** What the text asks for, or null where it is no command that could be run here. */
  #deed(text) {
    const { scene, target } = this;
    const user = scene.viewer.id;
    const files = this.#attached();
    if (!/^\/\w/.test(text)) return { user, do: "say", ...target, text: withIds(text, scene), files };
    const [command, ...rest] = text.split(/\s/);
    if (target.thread_ts) return refused(`${command} is not supported in threads. Sorry!`);
    if (!this.#commands().some((one) => one.command === command))
      return refused(`${command} is not a valid command.`);
    return { user, do: "command", channel: target.channel, command, text: rest.join(" ").trim() };
  }
}

function tip() {
  const keys = [h("kbd", {}, "Shift"), " + ", h("kbd", {}, "Enter")];
  return h("span", { class: "composer-tip" }, keys, " for a new line");
}

function refused(words) {
  toast(words, "error");
  return null;
}
