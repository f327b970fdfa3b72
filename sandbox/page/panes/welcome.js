// What somebody needs to know who sees this page for the first time.

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { nameOf } from "../core/scene.js";

const KEY = "welcomed";

export const isWelcomed = () => localStorage.getItem(KEY) === "yes";

export function welcome({ viewer, state }, draw) {
  const command = state.app?.commands?.[0]?.command;
  const away = () => {
    localStorage.setItem(KEY, "yes");
    draw();
  };
  return h(
    "aside",
    { class: "welcome", "aria-label": "First steps" },
    h(
      "div",
      {},
      h("strong", {}, "A workspace of your own, on this machine."),
      h(
        "ul",
        {},
        h("li", {}, `You see what ${nameOf(viewer)} sees. Pick another face to act as somebody else.`),
        command &&
          h(
            "li",
            {},
            "Type ",
            h("code", {}, command),
            " to begin, or ",
            h("code", {}, "/"),
            " for every command.",
          ),
        h("li", {}, "The clock on top runs faster, or jumps to what is due next."),
      ),
    ),
    h(
      "button",
      { type: "button", class: "icon-plain", "aria-label": "Got it", title: "Got it", onclick: away },
      icon("close", 16),
    ),
  );
}
