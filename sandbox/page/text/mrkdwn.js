// Slack's mrkdwn as nodes: fences, quotes and lines; what stands inside a line is read by inline.js.

import { h } from "../core/dom.js";
import { inline, plainText, unescape } from "./inline.js";

/** A text object ({type, text, verbatim, emoji}) as nodes. */
export function textObject(object, scene) {
  if (!object) return [];
  if (typeof object === "string") return plainText(object);
  if (object.type === "plain_text") return plainText(object.text ?? "", object.emoji !== false);
  return mrkdwn(object.text ?? "", { scene, verbatim: object.verbatim });
}

export function mrkdwn(text, context) {
  return text.split(/```\n?/).flatMap((part, index, all) => {
    if (index % 2 === 0) return paragraphs(besideFences(part, index, all.length), context);
    if (index === all.length - 1) return paragraphs(`\`\`\`${part}`, context);
    return [h("pre", {}, unescape(part.replace(/\n$/, "")))];
  });
}

/** The line breaks that only set a fence apart are not lines of their own. */
function besideFences(part, index, count) {
  const after = index > 0 ? part.replace(/^\n/, "") : part;
  return index < count - 1 ? after.replace(/\n$/, "") : after;
}

const QUOTE = /^(?:>|&gt;) ?/;

function paragraphs(text, context) {
  const out = [];
  let quote = null;
  for (const line of text === "" ? [] : text.split("\n")) {
    if (!QUOTE.test(line)) {
      quote = null;
      out.push(lineOf(line, context));
      continue;
    }
    if (!quote) out.push((quote = h("blockquote", {})));
    quote.append(lineOf(line.replace(QUOTE, ""), context));
  }
  return out;
}

const BULLET = /^(\s*)((?:[•◦▪‣-]|\d{1,3}[.)])\s+)/;

/** Lines that begin with a bullet hang from it, so that wrapped text stays under text. */
function lineOf(line, context) {
  const bullet = line.match(BULLET);
  if (!bullet) return h("div", { class: "line" }, line === "" ? h("br") : inline(line, context));
  const rest = inline(line.slice(bullet[0].length), context);
  return h(
    "div",
    { class: `line bullet indent-${Math.min(3, Math.floor(bullet[1].length / 2))}` },
    h("span", { class: "bullet-mark" }, bullet[2].trim()),
    h("div", {}, rest),
  );
}
