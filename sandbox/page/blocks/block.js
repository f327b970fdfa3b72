// The closed table of blocks, and where their elements stand.

import { h } from "../core/dom.js";
import { markdown } from "../text/markdown.js";
import { textObject } from "../text/mrkdwn.js";
import { richText } from "../text/richtext.js";
import { input } from "./input.js";
import { slotOf } from "./slot.js";
import { table } from "./table.js";
import { drawElement } from "../elements/element.js";

const BLOCKS = {
  section,
  header: (block, { scene }) => h("h3", { class: "header" }, textObject(block.text, scene)),
  context,
  divider: () => h("hr"),
  actions: (block, surface) => block.elements.map((element) => drawElement(slotOf(surface, block, element))),
  rich_text: (block, { scene }) => richText(block, scene),
  image,
  input,
  markdown: (block) => markdown(block.text ?? ""),
  table,
  alert: (block, { scene }) =>
    h("div", { class: `alert ${block.level ?? "default"}`, role: "note" }, textObject(block.text, scene)),
};

/**
 * `surface`: { scene, address, draft, typed() }: whose eyes, how a click names the place, and where it is a view,
 * its draft and the values typed so far, which travel with every click.
 */
export function drawBlocks(blocks, surface) {
  return (blocks ?? []).map((block) => drawBlock(block, surface));
}

function drawBlock(block, surface) {
  const draw = BLOCKS[block.type] ?? unknown;
  return h("div", { class: `block ${block.type}`, "data-block-id": block.block_id }, draw(block, surface));
}

function unknown(block) {
  return h("span", { class: "unknown" }, `A “${block.type}” block is not drawn here`);
}

function section(block, surface) {
  const fields =
    block.fields &&
    h(
      "div",
      { class: "fields" },
      block.fields.map((field) => h("div", { class: "field-text" }, textObject(field, surface.scene))),
    );
  const words = h("div", { class: "section-words" }, textObject(block.text, surface.scene), fields);
  const accessory =
    block.accessory && h("div", { class: "accessory" }, drawElement(slotOf(surface, block, block.accessory)));
  return [words, accessory];
}

function context(block, { scene }) {
  return block.elements.map((element) =>
    element.type === "image"
      ? h("img", { class: "context-image", src: element.image_url, alt: element.alt_text ?? "" })
      : h("div", { class: "context-words" }, textObject(element, scene)),
  );
}

function image(block, { scene }) {
  const title = block.title && h("figcaption", {}, textObject(block.title, scene));
  return h(
    "figure",
    {},
    title,
    h("img", { src: block.image_url, alt: block.alt_text ?? "", loading: "lazy" }),
  );
}
