// Panels that float beside a control, in the browser's top layer so that no scrolling box cuts them off.

const GAP = 4;
const EDGE = 8;
const MENU = 540;
const LIST = 340;

/** Shows `panel` under `anchor` (above it where there is more room) and keeps it there until it closes. */
export function float(anchor, panel, { align = "start", wide = false } = {}) {
  (anchor.closest("dialog") ?? document.body).append(panel);
  panel.showPopover();
  const settle = () => settleBeside(anchor, panel, { align, wide });
  settle();
  addEventListener("resize", settle);
  document.addEventListener("scroll", settle, true);
  panel.addEventListener("toggle", ({ newState }) => {
    if (newState !== "closed") return;
    removeEventListener("resize", settle);
    document.removeEventListener("scroll", settle, true);
    panel.remove();
  });
}

function settleBeside(anchor, panel, { align, wide }) {
  const box = anchor.getBoundingClientRect();
  const below = innerHeight - box.bottom - GAP - EDGE;
  const above = box.top - GAP - EDGE;
  panel.style.maxHeight = "";
  if (wide) panel.style.width = `${box.width}px`;
  const upward = panel.offsetHeight > below && above > below;
  panel.style.maxHeight = `${Math.min(upward ? above : below, wide ? LIST : MENU)}px`;
  panel.style.top = `${upward ? box.top - GAP - panel.offsetHeight : box.bottom + GAP}px`;
  const left = align === "end" ? box.right - panel.offsetWidth : box.left;
  panel.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - panel.offsetWidth - EDGE))}px`;
}
