// The form that makes a new fault.

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { methods, trouble } from "../core/trouble.js";
import { Combo } from "../elements/combo.js";
import { CALL_KINDS, DELIVERED, DELIVERY_KINDS } from "./faultwords.js";

const OFTEN = [
  { value: "always", words: "Every time" },
  { value: "count", words: "The next", unit: "times", start: 3 },
  { value: "share", words: "A share", unit: "%", start: 30, most: 100 },
];

export function faultForm() {
  const chosen = { kind: "latency", where: "*", often: "always", numbers: {} };
  const rest = h("div", { class: "fault-rest" });
  const kinds = new Combo({
    choices: kindChoices(),
    chosen: [chosen.kind],
    naming: { id: "fault-kind" },
    onchange: (kind) => kind && draw({ kind, where: "*" }),
  });
  const form = h(
    "form",
    { class: "fault-form", novalidate: true, onsubmit: (event) => add(event, chosen) },
    labelled("What goes wrong", "fault-kind", kinds.box),
    rest,
    h("button", { type: "submit", class: "btn primary" }, icon("storm", 16), "Add fault"),
  );
  function draw(change) {
    Object.assign(chosen, change);
    rest.replaceChildren(...[whereField(chosen), asked(chosen), often(chosen, draw)].filter(Boolean));
  }
  draw({});
  return form;
}

function kindChoices() {
  const of = (group, kinds) =>
    Object.entries(kinds).map(([value, { words }]) => ({ value, words, group }));
  return [...of("Calls of the app", CALL_KINDS), ...of("Deliveries to the app", DELIVERY_KINDS)];
}

function labelled(words, id, control, unit) {
  return h(
    "div",
    { class: "fault-field" },
    h("label", { class: "input-label", for: id }, words),
    h("span", { class: "with-unit" }, control, unit && h("span", { class: "unit" }, unit)),
  );
}

function whereField(chosen) {
  const isCall = chosen.kind in CALL_KINDS;
  const choices = isCall
    ? [{ value: "*", words: "Every method" }]
    : Object.entries(DELIVERED).map(([value, words]) => ({ value, words }));
  const combo = new Combo({
    choices,
    chosen: [chosen.where],
    naming: { id: "fault-where" },
    onchange: (value) => (chosen.where = value ?? "*"),
  });
  if (isCall) methods().then((names) => choices.push(...names.map((name) => ({ value: name, words: name }))));
  return labelled(isCall ? "Which calls" : "Which deliveries", "fault-where", combo.box);
}

const kindOf = (kind) => CALL_KINDS[kind] ?? DELIVERY_KINDS[kind];

function asked(chosen) {
  const { asks } = kindOf(chosen.kind);
  if (!asks) return null;
  const field = numberField("fault-number", chosen.numbers, asks.name, asks.value);
  return labelled(asks.label, "fault-number", field, "s");
}

/** What is typed is kept in `numbers`, so that drawing the rest of the form again does not lose it. */
function numberField(id, numbers, name, start, most) {
  numbers[name] ??= start;
  const note = ({ target }) => (numbers[name] = Number(target.value));
  const look = { class: "field number", type: "number", min: 0, max: most, step: "any" };
  return h("input", { id, ...look, value: numbers[name], oninput: note });
}

function often(chosen, draw) {
  const known = OFTEN.find(({ value }) => value === chosen.often);
  const one = ({ value, words }) =>
    h(
      "button",
      {
        type: "button",
        class: "segment",
        "aria-pressed": String(chosen.often === value),
        onclick: () => draw({ often: value }),
      },
      words,
    );
  const amount =
    known.unit &&
    h(
      "span",
      { class: "with-unit" },
      h("label", { class: "sr-only", for: "fault-often" }, known.words),
      numberField("fault-often", chosen.numbers, known.value, known.start, known.most),
      h("span", { class: "unit" }, known.unit),
    );
  return h(
    "div",
    { class: "fault-field" },
    h("span", { class: "input-label", id: "fault-often-label" }, "How often"),
    h(
      "div",
      { class: "fault-often" },
      h("div", { class: "segments", role: "group", "aria-labelledby": "fault-often-label" }, OFTEN.map(one)),
      amount,
    ),
  );
}

async function add(event, { kind, where, often: chance, numbers }) {
  event.preventDefault();
  const isCall = kind in CALL_KINDS;
  const { asks } = kindOf(kind);
  const rule = { kind, [isCall ? "method" : "of"]: where };
  if (asks) rule[asks.name] = numbers[asks.name];
  if (chance === "count") rule.count = Math.round(numbers.count);
  if (chance === "share") rule.share = numbers.share / 100;
  await trouble({ [isCall ? "calls" : "deliveries"]: [rule] });
}
