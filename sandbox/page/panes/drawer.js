// On a narrow screen the conversations are a drawer.

import { byId } from "../core/dom.js";

export function toggleDrawer() {
  setDrawer(!document.body.classList.contains("drawer-open"));
}

export function closeDrawer() {
  setDrawer(false);
}

function setDrawer(open) {
  document.body.classList.toggle("drawer-open", open);
  byId("drawer-shade").hidden = !open;
}

export function watchDrawer() {
  byId("drawer-shade").addEventListener("click", closeDrawer);
  addEventListener("keydown", (event) => event.key === "Escape" && closeDrawer());
}
