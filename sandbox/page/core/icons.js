// Line drawings of the page, on a 20 × 20 grid.

import { svg } from "./dom.js";

const PATHS = {
  hash: "M8 3 6 17M14 3l-2 14M3.5 7.5h14M2.5 12.5h14",
  lock: "M5 9h10v8H5zM7 9V6a3 3 0 0 1 6 0v3",
  close: "m5 5 10 10M15 5 5 15",
  down: "m5 8 5 5 5-5",
  right: "m8 5 5 5-5 5",
  menu: "M3 5h14M3 10h14M3 15h14",
  more: "M10 4.5v.01M10 10v.01M10 15.5v.01",
  pin: "M7 3h6l-.6 5 2.6 3H5l2.6-3zM10 11v6",
  people:
    "M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 17c0-3 2.4-5 5.5-5s5.5 2 5.5 5M13 4a3 3 0 0 1 0 5.6M15 12.4c1.8.7 3 2.4 3 4.6",
  reply: "M17 10c0 3.3-3.1 6-7 6-1 0-2-.2-2.9-.5L3 17l1.2-3.2A5.4 5.4 0 0 1 3 10c0-3.3 3.1-6 7-6s7 2.7 7 6z",
  send: "M3.5 16.5 17 10 3.5 3.5 5 10zM5 10h6",
  bolt: "M11 2.5 4.5 11.5H10l-1 6 6.5-9H10z",
  eye: "M2 10s3-5.5 8-5.5S18 10 18 10s-3 5.5-8 5.5S2 10 2 10zM10 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z",
  skip: "M4 4.5 11.5 10 4 15.5zM15.5 4.5v11",
  clock: "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM10 5.5V10l3 2",
  check: "m4 10.5 4 4 8-9",
  warn: "M10 3 2 17h16zM10 8v4M10 14.5v.01",
  home: "M3 9.5 10 3.5l7 6V17h-5v-4.5H8V17H3z",
  message: "M3 4h14v10H9l-4 3v-3H3z",
  moon: "M16.5 12.2A7 7 0 0 1 7.8 3.5a7 7 0 1 0 8.7 8.7z",
  shared: "M7 4.5 11.5 10 7 15.5 2.5 10zM13 4.5 17.5 10 13 15.5 11.2 13.3",
  paperclip: "M16 9.5 9.8 15.7a3.6 3.6 0 0 1-5.1-5.1l6.6-6.6a2.4 2.4 0 0 1 3.4 3.4L8.3 13.8a1.2 1.2 0 0 1-1.7-1.7L12 6.7",
  file: "M5 2.5h6.5L15.5 6.5v11H5zM11.5 2.5v4h4",
  download: "M10 3v9M6 8.5l4 4 4-4M3.5 16.5h13",
  smile: "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM7.5 8v.01M12.5 8v.01M6.8 12c.8 1.3 1.9 2 3.2 2s2.4-.7 3.2-2",
  trash: "M3.5 5.5h13M8 5.5v-2h4v2M5.5 5.5 6.3 17h7.4l.8-11.5M8.5 8.5v5.5M11.5 8.5v5.5",
  storm: "M6 12.5a3.5 3.5 0 0 1-.3-7 5 5 0 0 1 9.5 1 3 3 0 0 1-.4 6M10.8 9 8.5 12.6h3L9.2 16.5",
  plug: "M7 2.5v4M13 2.5v4M5 6.5h10v2.8a5 5 0 0 1-10 0zM10 14.3v3.2",
  archive: "M3 4h14v3.5H3zM4.2 7.5V16h11.6V7.5M8 10.5h4",
  link: "M8.5 11.5a3 3 0 0 0 4.2 0l3-3a3 3 0 0 0-4.2-4.2l-1 1M11.5 8.5a3 3 0 0 0-4.2 0l-3 3a3 3 0 0 0 4.2 4.2l1-1",
};

export function icon(name, size = 18) {
  const line = svg("path", {
    d: PATHS[name],
    fill: "none",
    stroke: "currentColor",
    "stroke-width": name === "more" ? 2.8 : 1.6,
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
  });
  return svg(
    "svg",
    { class: "icon", viewBox: "0 0 20 20", width: size, height: size, "aria-hidden": "true" },
    line,
  );
}
