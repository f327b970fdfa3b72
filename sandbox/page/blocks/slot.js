// Where an element stands, and what using it does there.

import { initialValue } from "../core/draft.js";
import { press } from "../elements/press.js";

/** An element outside an input block: every change is an action of its own. */
export function slotOf(surface, block, element) {
  const place = { surface, blockId: block.block_id, element };
  const keep = (value) => surface.draft?.set(block.block_id, element, value);
  return {
    ...place,
    value: surface.draft ? surface.draft.value(block.block_id, element) : initialValue(element),
    note: keep,
    change: (value, control) => {
      keep(value);
      press(place, control, value);
    },
    finish: (control) => press(place, control, control.value),
  };
}

/** An element of an input block: it fills the form, and is an action too only where the block says so. */
export function inputSlot(surface, block, naming) {
  const place = { surface, blockId: block.block_id, element: block.element };
  const keep = (value) => surface.draft?.set(block.block_id, block.element, value);
  const tell = (value, control) => block.dispatch_action && press(place, control, value);
  return {
    ...place,
    ...naming,
    value: surface.draft ? surface.draft.value(block.block_id, block.element) : initialValue(block.element),
    note: keep,
    change: (value, control) => {
      keep(value);
      tell(value, control);
    },
    finish: block.dispatch_action ? (control) => tell(control.value, control) : null,
  };
}
