// Brings a container's children in line with a list, replacing only what changed.

import { keepFocus } from "./focus.js";

const drawn = new WeakMap();

/** `items`: [{ key, sign, draw }]; a child is drawn again only when its `sign` is not the one it was drawn with. */
export function keyed(container, items) {
  const before = drawn.get(container) ?? new Map();
  const after = new Map();
  for (const item of items) after.set(item.key, reuse(before.get(item.key), item));
  for (const [key, old] of before) if (!after.has(key)) old.node.remove();
  keepFocus(container, () => place(container, items, before, after));
  drawn.set(container, after);
}

function reuse(old, item) {
  return old?.sign === item.sign ? old : { sign: item.sign, node: item.draw() };
}

function place(container, items, before, after) {
  for (const { key } of items) {
    const old = before.get(key);
    if (old && old !== after.get(key)) old.node.replaceWith(after.get(key).node);
  }
  let cursor = container.firstChild;
  for (const { key } of items) {
    const { node } = after.get(key);
    if (node === cursor) cursor = cursor.nextSibling;
    else container.insertBefore(node, cursor);
  }
}

const signs = new WeakMap();

/** Draws a whole region again only when what it is drawn from has changed. */
export function redraw(region, from, draw) {
  const sign = JSON.stringify(from);
  if (signs.get(region) === sign) return;
  signs.set(region, sign);
  keepFocus(region, () => region.replaceChildren(...[draw()].flat()));
}
