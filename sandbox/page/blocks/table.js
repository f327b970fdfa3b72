// Table blocks.

import { h } from "../core/dom.js";
import { richText } from "../text/richtext.js";

export function table(block, { scene }) {
  const [head, ...body] = block.rows;
  const row = (cells, tag) =>
    h(
      "tr",
      {},
      cells.map((cell, at) => h(tag, { class: style(block.column_settings?.[at]) }, contents(cell, scene))),
    );
  return h(
    "div",
    { class: "table-scroll", tabindex: "0", role: "region", "aria-label": "Table" },
    h(
      "table",
      {},
      h("thead", {}, row(head, "th")),
      h(
        "tbody",
        {},
        body.map((cells) => row(cells, "td")),
      ),
    ),
  );
}

function style(setting) {
  return `align-${setting?.align ?? "left"}${setting?.is_wrapped ? "" : " nowrap"}`;
}

function contents(cell, scene) {
  return cell.type === "rich_text" ? richText(cell, scene) : String(cell.text ?? cell.value ?? "");
}
