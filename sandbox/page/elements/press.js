// Using an element: the confirmation it asks for, the act, and the wait until the app has answered.

import { act } from "../core/act.js";
import { confirmed } from "./confirm.js";

/** `slot` is where the element stands: { surface, blockId, element }. Returns false where the person thought better of it. */
export async function press({ surface, blockId, element }, control, selected) {
  if (control.getAttribute("aria-busy") === "true") return false;
  if (element.confirm && !(await confirmed(element.confirm, surface.scene))) return false;
  control.setAttribute("aria-busy", "true");
  control.setAttribute("aria-disabled", "true");
  const deed = {
    user: surface.scene.viewer.id,
    do: "click",
    ...surface.address,
    action_id: element.action_id,
    block_id: blockId,
  };
  await act({ ...deed, selected, values: surface.typed?.() });
  control.removeAttribute("aria-busy");
  control.removeAttribute("aria-disabled");
  return true;
}
