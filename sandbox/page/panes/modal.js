// The form on top of a person's stack of open ones.

import { drawBlocks } from "../blocks/block.js";
import { complaint } from "../blocks/check.js";
import { showErrors } from "../blocks/input.js";
import { act } from "../core/act.js";
import { h } from "../core/dom.js";
import { draftOf, forgetDrafts } from "../core/draft.js";
import { keepFocus } from "../core/focus.js";
import { icon } from "../core/icons.js";
import { actors } from "../core/scene.js";
import { plainText } from "../text/inline.js";
import { homeDraft } from "./home.js";
import { warning } from "./warning.js";

let shown = null;

export function drawModal(scene) {
  const stack = scene.state.views?.[scene.viewer.id] ?? [];
  forgetClosed(scene.state);
  if (stack.length) drawTop(stack, scene);
  else leave();
}

function drawTop(stack, scene) {
  const view = stack.at(-1);
  const sign = JSON.stringify([
    view.title,
    view.submit,
    view.close,
    view.blocks,
    stack.length,
    scene.peopleSign,
  ]);
  if (shown?.id !== view.id || shown.person !== scene.viewer.id) open(view, scene);
  if (shown.sign !== sign) redrawForm(view, stack, scene, sign);
  if (!shown.dialog.open) begin();
  const told = JSON.stringify(view.errors);
  if (shown.told !== told) tell(view.errors, told);
  warn(view.warning);
}

function forgetClosed(state) {
  const views = Object.values(state.views ?? {})
    .flat()
    .map((view) => view.id);
  forgetDrafts(new Set([...views, ...actors(state).map((user) => homeDraft(user.id))]));
}

function leave() {
  shown?.dialog.close();
  shown?.dialog.remove();
  shown = null;
}

function open(view, scene) {
  leave();
  const dialog = h("dialog", {
    class: "modal",
    role: "dialog",
    "aria-modal": "true",
    "aria-labelledby": "modal-title",
    "data-view": view.id,
  });
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  document.body.append(dialog);
  shown = { id: view.id, person: scene.viewer.id, dialog, sign: null, told: "{}" };
}

function redrawForm(view, stack, scene, sign) {
  const surface = {
    scene,
    address: { view: view.id },
    draft: draftOf(view.id),
    typed: () => filled(view).values,
  };
  const form = h(
    "form",
    { class: "modal-form", novalidate: true, onsubmit: (event) => submit(event, view) },
    head(view, stack),
    h("div", { class: "modal-body blocks" }, drawBlocks(view.blocks, surface)),
    h("div", { class: "modal-warning" }),
    foot(view),
  );
  keepFocus(shown.dialog, () => (shown.form ? shown.form.replaceWith(form) : shown.dialog.append(form)));
  Object.assign(shown, { form, sign, told: "{}" });
}

function begin() {
  const { dialog, form } = shown;
  dialog.showModal();
  const first =
    form.querySelector("[autofocus]") ?? form.querySelector(".modal-body input, .modal-body textarea");
  (first ?? form.querySelector(".modal-foot button"))?.focus({ preventScroll: true });
}

function head(view, stack) {
  const back =
    stack.length > 1 &&
    h(
      "button",
      { type: "button", class: "icon-plain back", "aria-label": "Back", onclick: close },
      icon("right"),
    );
  return h(
    "header",
    { class: "modal-head" },
    back,
    h("h2", { id: "modal-title" }, plainText(view.title?.text ?? "")),
    h(
      "button",
      { type: "button", class: "icon-plain", "aria-label": "Close", onclick: close },
      icon("close"),
    ),
  );
}

function foot(view) {
  const cancel = h(
    "button",
    { type: "button", class: "btn", onclick: close },
    plainText(view.close?.text ?? "Close"),
  );
  const send =
    view.submit &&
    h(
      "button",
      { type: "submit", class: "btn primary" },
      h("span", { class: "btn-words" }, plainText(view.submit.text)),
    );
  return h("footer", { class: "modal-foot" }, cancel, send);
}

function close() {
  return act({ user: shown.person, do: "close", view: shown.id });
}

async function submit(event, view) {
  event.preventDefault();
  const button = event.currentTarget.querySelector("[type=submit]");
  if (!button || button.getAttribute("aria-busy") === "true") return;
  const { values, complaints } = filled(view);
  if (Object.keys(complaints).length) return tell(complaints, shown.told);
  tell({}, "{}");
  button.setAttribute("aria-busy", "true");
  await act({ user: shown.person, do: "submit", view: view.id, values });
  button.removeAttribute("aria-busy");
}

function filled(view) {
  const draft = draftOf(view.id);
  const values = {};
  const complaints = {};
  for (const block of view.blocks.filter(({ type }) => type === "input")) {
    const value = draft.value(block.block_id, block.element);
    const wrong = complaint(block, value);
    values[block.block_id] = { [block.element.action_id]: value };
    if (wrong) complaints[block.block_id] = wrong;
  }
  return { values, complaints };
}

function warn(words) {
  const place = shown.form.querySelector(".modal-warning");
  if (place.textContent !== (words ?? "")) place.replaceChildren(...[warning(words)].filter(Boolean));
}

/** Shows the errors and leads to the first of them. */
function tell(errors, told) {
  showErrors(shown.dialog, errors);
  shown.told = told;
  const first = shown.dialog.querySelector(".has-error");
  first?.scrollIntoView({ block: "nearest" });
  first?.querySelector("input, textarea")?.focus();
}
