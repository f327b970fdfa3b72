// A file input: a real file picker, whose files are in the workspace before the form is sent.

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { upload } from "../core/upload.js";
import { fileChip } from "../panes/attached.js";
import { toast } from "../panes/toast.js";

const MOST = 10;

export function fileInput(slot) {
  const { element } = slot;
  const most = element.max_files ?? MOST;
  let held = slot.value ?? [];
  const list = h("ul", { class: "chosen-files" });
  const picker = h("input", {
    id: slot.fieldId,
    class: "file-picker",
    type: "file",
    "data-action-id": element.action_id,
    "aria-describedby": slot.describedBy,
    accept: element.filetypes?.map((kind) => `.${kind}`).join(","),
    onchange: () => take([...picker.files]),
  });
  picker.multiple = most > 1;
  const box = h(
    "div",
    { class: "file-input" },
    list,
    h("label", { class: "btn", for: slot.fieldId }, icon("paperclip", 16), words(most)),
    picker,
    h("span", { class: "file-limits" }, limits(element, most)),
  );

  async function take(files) {
    picker.value = "";
    box.setAttribute("aria-busy", "true");
    for (const file of files) await takeOne(file);
    box.removeAttribute("aria-busy");
    draw();
  }

  async function takeOne(file) {
    const kinds = element.filetypes ?? [];
    if (held.length >= most) return toast(`At most ${count(most)} can be attached here.`, "error");
    if (kinds.length && !kinds.includes(file.name.split(".").at(-1).toLowerCase()))
      return toast(`${file.name} cannot be attached here: choose ${kinds.join(", ")}.`, "error");
    const id = await upload(slot.surface.scene.viewer.id, file, (why) => toast(why, "error"));
    if (id) change([...held, id]);
  }

  function change(files) {
    held = files;
    slot.change(held, picker);
    draw();
  }

  function draw() {
    const chips = held.map((id) => fileChip(id, () => change(held.filter((one) => one !== id))));
    list.replaceChildren(...chips);
    list.hidden = !chips.length;
    box.classList.toggle("full", held.length >= most);
  }

  draw();
  return box;
}

const words = (most) => (most > 1 ? "Choose files" : "Choose a file");
const count = (most) => (most === 1 ? "one file" : `${most} files`);

function limits({ filetypes }, most) {
  const kinds = filetypes?.length ? `${filetypes.join(", ")} · ` : "";
  return `${kinds}${count(most)} at most`;
}
