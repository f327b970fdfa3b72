// The keyboard's place on the page outlives a redraw.

/** Runs `change` and gives the focus back to whatever stands now for the control that had it. */
export function keepFocus(root, change) {
  const held = document.activeElement;
  if (!root.contains(held)) return change();
  const addresses = addressesOf(held);
  const caret = caretOf(held);
  change();
  if (document.activeElement !== held) focusFirst(root, addresses, caret);
}

function focusFirst(root, addresses, caret) {
  const heir = addresses.map((address) => root.querySelector(address)).find(Boolean);
  heir?.focus({ preventScroll: true });
  if (caret && heir && caretOf(heir)) heir.setSelectionRange(...caret);
}

/** Selectors from the very control down to any button of the same block. */
function addressesOf(element) {
  const control = element.closest("[data-action-id]");
  if (!control) return [];
  const block = control.closest("[data-block-id]");
  const around = [part("data-ts", control.closest("[data-ts]")), part("data-block-id", block)].join(" ");
  const itself = `${around} ${part("data-action-id", control)}`;
  const inside = element === control ? "" : ` ${element.localName}`;
  return [
    `${itself}${part("data-value", control)}${inside}`,
    `${itself}${inside}`,
    block && `${around} button`,
  ].filter(Boolean);
}

function part(name, element) {
  return element?.hasAttribute(name) ? `[${name}="${CSS.escape(element.getAttribute(name))}"]` : "";
}

function caretOf(element) {
  return Number.isInteger(element.selectionStart) ? [element.selectionStart, element.selectionEnd] : null;
}
