// The `markdown` block: the common part of Markdown, as nodes.

import { h, link } from "../core/dom.js";
import { plainText } from "./inline.js";

const KINDS = [
  { opens: /^```/, read: fence },
  { opens: /^(#{1,6})\s+/, read: heading },
  { opens: /^\s*(?:-{3,}|\*{3,}|_{3,})\s*$/, read: (lines) => [h("hr"), lines.slice(1)] },
  { opens: /^>\s?/, read: quote },
  { opens: /^\s*(?:[-*+]|\d+[.)])\s+/, read: list },
  { opens: /^\|.*\|\s*$/, read: table },
  { opens: /^\s*$/, read: (lines) => [null, lines.slice(1)] },
];

export function markdown(text) {
  const out = [];
  let lines = text.split("\n");
  while (lines.length) {
    const kind = KINDS.find(({ opens }) => opens.test(lines[0]));
    const [node, rest] = (kind?.read ?? paragraph)(lines);
    if (node) out.push(node);
    lines = rest;
  }
  return out;
}

function takeWhile(lines, test) {
  const end = lines.findIndex((line) => !test(line));
  return end === -1 ? [lines, []] : [lines.slice(0, end), lines.slice(end)];
}

function fence(lines) {
  const [inside, rest] = takeWhile(lines.slice(1), (line) => !line.startsWith("```"));
  return [h("pre", {}, inside.join("\n")), rest.slice(1)];
}

function heading(lines) {
  const [, marks, words] = lines[0].match(/^(#{1,6})\s+(.*?)\s*#*$/);
  return [
    h(
      "div",
      { class: `md-heading md-h${marks.length}`, role: "heading", "aria-level": marks.length + 2 },
      spans(words),
    ),
    lines.slice(1),
  ];
}

function quote(lines) {
  const [inside, rest] = takeWhile(lines, (line) => line.startsWith(">"));
  return [h("blockquote", {}, markdown(inside.map((line) => line.replace(/^>\s?/, "")).join("\n"))), rest];
}

const ITEM = /^(\s*)([-*+]|\d+[.)])\s+(?:\[([ xX])\]\s+)?(.*)$/;

function list(lines) {
  const [inside, rest] = takeWhile(lines, (line) => ITEM.test(line) || /^\s{2,}\S/.test(line));
  const ordered = /\d/.test(lines[0].match(ITEM)[2]);
  const items = [];
  for (const line of inside) {
    const found = line.match(ITEM);
    if (found) items.push(item(found));
    else items.at(-1).append(" ", ...spans(line.trim()));
  }
  return [h(ordered ? "ol" : "ul", { class: "rich-list" }, items), rest];
}

function item([, space, , box, words]) {
  const checked = box && h("input", { type: "checkbox", checked: box !== " ", disabled: true });
  return h(
    "li",
    { class: `indent-${Math.min(4, Math.floor(space.length / 2))}${box ? " task" : ""}` },
    checked,
    spans(words),
  );
}

function table(lines) {
  const [inside, rest] = takeWhile(lines, (line) => /^\|.*\|\s*$/.test(line));
  const rows = inside.map((line) =>
    line
      .trim()
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );
  const [head, ...body] = rows.filter((row) => !row.every((cell) => /^:?-+:?$/.test(cell)));
  const line = (row, tag) =>
    h(
      "tr",
      {},
      row.map((cell) => h(tag, {}, spans(cell))),
    );
  return [
    h(
      "div",
      { class: "table-scroll" },
      h(
        "table",
        {},
        h("thead", {}, line(head, "th")),
        h(
          "tbody",
          {},
          body.map((row) => line(row, "td")),
        ),
      ),
    ),
    rest,
  ];
}

function paragraph(lines) {
  const [inside, rest] = takeWhile(
    lines,
    (line) => line.trim() && !KINDS.some(({ opens }) => opens.test(line)),
  );
  return [h("p", {}, spans(inside.join("\n"))), rest];
}

const SPANS = [
  [/`([^`]+)`/, ([, code]) => h("code", {}, code)],
  [/\*\*(.+?)\*\*|__(.+?)__/, ([, stars, lines]) => h("strong", {}, spans(stars ?? lines))],
  [/~~(.+?)~~/, ([, words]) => h("s", {}, spans(words))],
  [/\*([^*\s][^*]*)\*|\b_([^_]+)_\b/, ([, star, line]) => h("em", {}, spans(star ?? line))],
  [/\[([^\]]+)\]\(([^)\s]+)\)/, ([, label, target]) => link(target, spans(label))],
  [/<?(https?:\/\/[^\s>)]+)>?/, ([, url]) => link(url, url)],
];

/** Nodes of one stretch of text: the earliest span, and what stands before and after it. */
function spans(text) {
  const found = SPANS.map(([pattern, draw]) => ({ match: text.match(pattern), draw })).filter(
    ({ match }) => match,
  );
  if (!found.length) return plainText(text);
  const { match, draw } = found.reduce((first, one) => (one.match.index < first.match.index ? one : first));
  const rest = text.slice(match.index + match[0].length);
  return [...plainText(text.slice(0, match.index)), draw(match), ...spans(rest)];
}
