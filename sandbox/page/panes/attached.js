// A file that is chosen and not yet sent, as a chip with its name, its size and a way back.

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { fileOf } from "../core/upload.js";
import { sizeWords } from "./files.js";

export function fileChip(id, remove) {
  const file = fileOf(id);
  const name = file?.name ?? id;
  return h(
    "li",
    { class: "file-chip", "data-file": id },
    icon("file", 16),
    h("span", { class: "file-chip-name" }, name),
    file && h("span", { class: "file-chip-size" }, sizeWords(file.size)),
    h(
      "button",
      { type: "button", class: "chip-remove", "aria-label": `Remove ${name}`, onclick: remove },
      icon("close", 12),
    ),
  );
}
