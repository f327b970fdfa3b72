// The closed table of block elements.

import { h } from "../core/dom.js";
import { button, overflow } from "./button.js";
import { checkboxes, radioButtons } from "./choice.js";
import { fileInput } from "./file.js";
import { select } from "./select.js";
import { datePicker, dateTimePicker, textInput, timePicker } from "./typed.js";

const ELEMENTS = {
  button,
  workflow_button: button,
  overflow,
  checkboxes,
  radio_buttons: radioButtons,
  static_select: select,
  multi_static_select: select,
  users_select: select,
  multi_users_select: select,
  conversations_select: select,
  multi_conversations_select: select,
  channels_select: select,
  multi_channels_select: select,
  plain_text_input: textInput,
  email_text_input: textInput,
  url_text_input: textInput,
  number_input: textInput,
  datepicker: datePicker,
  timepicker: timePicker,
  datetimepicker: dateTimePicker,
  file_input: fileInput,
  image: ({ element }) =>
    h("img", { class: "thumb", src: element.image_url, alt: element.alt_text ?? "", loading: "lazy" }),
};

/**
 * `slot` is where an element stands:
 * { surface, blockId, element, value, change(value, control), note(value), finish(control), fieldId, labelledBy, describedBy }
 */
export function drawElement(slot) {
  const draw = ELEMENTS[slot.element.type];
  return draw
    ? draw(slot)
    : h("span", { class: "unknown" }, `Element “${slot.element.type}” is not drawn here`);
}
