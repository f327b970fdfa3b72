// The panel of faults: what goes wrong now, what else could, and the app's connection.

import { act } from "../core/act.js";
import { byId, h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { redraw } from "../core/keyed.js";
import { go } from "../core/place.js";
import { activeFaults, isSpent, trouble } from "../core/trouble.js";
import { faultForm } from "./faultform.js";
import { scopeOf, titleOf } from "./faultwords.js";
import { toast } from "./toast.js";

const PANEL = "faults";
let shown = null;

export function drawFaults(scene) {
  const open = scene.place.panel === PANEL;
  byId("faults").hidden = !open;
  document.body.classList.toggle("faults-open", open);
  if (!open) {
    shown = null;
    return;
  }
  shown ??= build();
  const { faults } = scene.state;
  redraw(shown.inForce, faults, () => inForce(faults));
  redraw(shown.connection, [faults.outage, faults.rate_limits, faults.sockets], () => connection(faults));
}

/** The cloud in the bar on top, with how many faults there are. */
export function faultsButton(scene) {
  const count = activeFaults(scene.state);
  const open = scene.place.panel === PANEL;
  const words = count ? `Faults, ${count} in force` : "Faults";
  return h(
    "button",
    {
      type: "button",
      class: `faults-button${count ? " active" : ""}`,
      "aria-label": words,
      "aria-expanded": String(open),
      title: count ? words : "Let something go wrong",
      onclick: () => go({ panel: open ? null : PANEL }),
    },
    icon("storm", 20),
    count > 0 && h("span", { class: "badge" }, String(count)),
  );
}

function build() {
  const close = () => go({ panel: null });
  const regions = { inForce: h("div"), connection: h("div") };
  byId("faults").replaceChildren(
    h(
      "header",
      { class: "pane-head" },
      h(
        "div",
        { class: "pane-title" },
        h("h2", {}, "Faults"),
        h("p", { class: "topic" }, "What Slack does wrong"),
      ),
      h(
        "button",
        { type: "button", class: "icon-plain", "aria-label": "Close faults", onclick: close },
        icon("close"),
      ),
    ),
    h(
      "div",
      { class: "faults-body" },
      section("In force", regions.inForce),
      section("New fault", faultForm()),
      section("Connection", regions.connection),
    ),
  );
  return regions;
}

function section(title, content) {
  return h("section", { class: "faults-section" }, h("h3", {}, title), content);
}

// In force.

function inForce(faults) {
  const rules = [...faults.calls, ...faults.deliveries];
  const lines = [
    faults.outage && line("Outage", "Nothing passes between Slack and the app", { outage: false }),
    faults.rate_limits && line("Slack’s rate limits", "Every method has its budget", { rate_limits: false }),
    ...rules.map((rule) => line(titleOf(rule), scopeOf(rule), { forget: [rule.id] }, isSpent(rule))),
  ].filter(Boolean);
  if (!lines.length) return h("p", { class: "faults-none" }, icon("check", 16), "Nothing goes wrong.");
  const clear = () => trouble({ clear: true, rate_limits: false });
  return [
    h("ul", { class: "fault-lines" }, lines),
    h("button", { type: "button", class: "btn", onclick: clear }, "Clear all"),
  ];
}

function line(title, scope, ending, spent = false) {
  return h(
    "li",
    { class: `fault-line${spent ? " spent" : ""}` },
    h(
      "span",
      { class: "fault-words" },
      h("span", { class: "fault-title" }, title),
      h("span", { class: "fault-scope" }, spent ? `${scope} · over` : scope),
    ),
    h(
      "button",
      { type: "button", class: "icon-plain", "aria-label": `End: ${title}`, onclick: () => trouble(ending) },
      icon("close", 14),
    ),
  );
}

// The connection.

function connection({ outage, rate_limits: limits, sockets }) {
  const cut = async () => (await trouble({ drop_sockets: true })) && toast("Every socket was cut");
  const renew = async () =>
    (await trouble({ disconnect: "refresh_requested" })) && toast("Slack asked for new sockets");
  return [
    h("p", { class: "faults-sockets" }, icon("plug", 16), socketWords(sockets)),
    toggle("Outage", "Nothing passes, either way", outage, () => trouble({ outage: !outage })),
    toggle("Slack’s rate limits", "429 where a budget is spent", limits, () =>
      trouble({ rate_limits: !limits }),
    ),
    h(
      "div",
      { class: "faults-once" },
      h("button", { type: "button", class: "btn", disabled: !sockets, onclick: cut }, "Cut the sockets"),
      h("button", { type: "button", class: "btn", disabled: !sockets, onclick: renew }, "Ask for new ones"),
      h("button", { type: "button", class: "btn", onclick: again }, "Repeat the last delivery"),
    ),
  ];
}

async function again() {
  const answer = await act({ do: "redeliver" });
  if (answer?.acknowledged) toast("Delivered once more, and acknowledged");
}

function socketWords(sockets) {
  if (!sockets) return "The app has no socket open.";
  return `The app has ${sockets} ${sockets === 1 ? "socket" : "sockets"} open.`;
}

function toggle(title, hint, on, onclick) {
  return h(
    "button",
    {
      type: "button",
      class: "toggle",
      role: "switch",
      "aria-checked": String(on),
      "aria-label": title,
      onclick,
    },
    h("span", { class: "menu-words" }, h("span", {}, title), h("span", { class: "menu-hint" }, hint)),
    h("span", { class: "toggle-track" }, h("span", { class: "toggle-thumb" })),
  );
}
