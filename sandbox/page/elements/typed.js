// Elements one types into: text, number, address, date, time, date and time.

import { h } from "../core/dom.js";
import { clock, instantAt, isoDate, zoneName, zoneOf } from "../core/time.js";

const TYPES = { email_text_input: "email", url_text_input: "url" };

export function textInput(slot) {
  const { element } = slot;
  return h(element.multiline ? "textarea" : "input", {
    ...naming(slot),
    ...(element.multiline
      ? { rows: 4 }
      : { type: TYPES[element.type] ?? "text", inputmode: keyboard(element) }),
    class: "field",
    value: slot.value ?? "",
    placeholder: element.placeholder?.text,
    maxlength: element.max_length,
    autocomplete: "off",
    autofocus: element.focus_on_load,
    oninput: ({ target }) => slot.note(target.value),
    onkeydown: (event) => finishOnEnter(event, slot),
  });
}

function keyboard({ type, is_decimal_allowed: decimal }) {
  if (type !== "number_input") return null;
  return decimal ? "decimal" : "numeric";
}

/** A field that is an action of its own takes Enter for itself; any other leaves it to the form. */
function finishOnEnter(event, { element, finish }) {
  if (event.key !== "Enter" || element.multiline || !finish) return;
  event.preventDefault();
  finish(event.currentTarget);
}

function naming({ element, fieldId, describedBy }) {
  return { id: fieldId, "data-action-id": element.action_id, "aria-describedby": describedBy };
}

function picker(slot, type, shown, read) {
  const changed = ({ target }) => slot.change(target.value ? read(target.value) : null, target);
  const label = slot.labelledBy ? null : (slot.element.placeholder?.text ?? type);
  return h("input", {
    ...naming(slot),
    class: "field picker",
    type,
    value: shown ?? "",
    "aria-label": label,
    onchange: changed,
  });
}

export const datePicker = (slot) => picker(slot, "date", slot.value, String);
export const timePicker = (slot) => picker(slot, "time", slot.value, String);

/** Wall time of the viewer's zone on the screen, Unix seconds in the value. */
export function dateTimePicker(slot) {
  const zone = zoneOf(slot.surface.scene.viewer);
  const instant = slot.value ? slot.value * 1000 : null;
  const shown = instant && `${isoDate(instant, zone)}T${clock(instant, zone)}`;
  const field = picker(slot, "datetime-local", shown, (text) => instantAt(text, zone) / 1000);
  return h(
    "span",
    { class: "with-zone" },
    field,
    h("span", { class: "zone" }, zoneName(instant ?? slot.surface.scene.now, zone)),
  );
}
