// rich_text blocks: sections, lists, quotes, preformatted text and the elements inside them.

import { h, link } from "../core/dom.js";
import { channelMention, dateNode, emoji, groupMention, mention, userMention } from "./inline.js";

const PARTS = {
  rich_text_section: (part, scene) => h("div", { class: "line" }, elements(part, scene)),
  rich_text_quote: (part, scene) => h("blockquote", {}, h("div", { class: "line" }, elements(part, scene))),
  rich_text_preformatted: (part, scene) => h("pre", {}, elements(part, scene)),
  rich_text_list: list,
};

export function richText(block, scene) {
  return (block.elements ?? []).map((part) => PARTS[part.type]?.(part, scene));
}

function list(part, scene) {
  const indent = Math.min(part.indent ?? 0, 8);
  const tag = part.style === "ordered" ? "ol" : "ul";
  const items = part.elements.map((item) => h("li", {}, elements(item, scene)));
  const start = part.style === "ordered" && part.offset ? part.offset + 1 : null;
  return h(tag, { class: `rich-list indent-${indent} depth-${indent % 3}`, start }, items);
}

const ELEMENTS = {
  text: (element) => element.text,
  emoji: (element) => emoji(element.name),
  link: (element) => link(element.url, element.text || element.url),
  user: (element, scene) => userMention(element.user_id, scene),
  channel: (element, scene) => channelMention(element.channel_id, scene),
  usergroup: (element, scene) => groupMention(element.usergroup_id, scene),
  broadcast: (element) => mention(`@${element.range}`, true),
  date: (element, scene) =>
    dateNode(element.timestamp, element.format, element.url, element.fallback ?? "", scene),
  color: (element) => element.value,
};

function elements(part, scene) {
  return (part.elements ?? []).map((element) =>
    dressed(ELEMENTS[element.type]?.(element, scene) ?? "", element.style),
  );
}

const STYLES = { bold: "strong", italic: "em", strike: "s", underline: "u", code: "code" };

function dressed(node, style = {}) {
  const worn = Object.keys(STYLES).filter((name) => style[name]);
  return worn.reduce((inner, name) => h(STYLES[name], {}, inner), node);
}
