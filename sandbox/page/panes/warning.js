// What Slack says where the app did not acknowledge a press or a form in time.

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";

export function warning(words) {
  return words && h("div", { class: "warning", role: "alert" }, icon("warn", 16), h("span", {}, words));
}
