// "Are you sure?", as an element or an option asks for it.

import { h } from "../core/dom.js";
import { textObject } from "../text/mrkdwn.js";

let asked = 0;

/** Resolves to what the person answered. */
export function confirmed(wording, scene) {
  const id = `confirm-${(asked += 1)}`;
  const deny = h("button", { class: "btn", value: "deny" }, words(wording.deny, "No", scene));
  const agree = h(
    "button",
    { class: `btn ${wording.style === "danger" ? "danger" : "primary"}`, value: "agree" },
    words(wording.confirm, "Yes", scene),
  );
  const dialog = h(
    "dialog",
    {
      class: "modal confirm",
      role: "alertdialog",
      "aria-labelledby": `${id}-title`,
      "aria-describedby": `${id}-text`,
    },
    h(
      "form",
      { method: "dialog", class: "modal-form" },
      h(
        "header",
        { class: "modal-head" },
        h("h2", { id: `${id}-title` }, words(wording.title, "Are you sure?", scene)),
      ),
      h("div", { class: "modal-body", id: `${id}-text` }, textObject(wording.text, scene)),
      h("footer", { class: "modal-foot" }, deny, agree),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "agree");
    });
  });
}

function words(object, otherwise, scene) {
  return object ? textObject(object, scene) : otherwise;
}
