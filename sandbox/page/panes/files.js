// Files in a message: pictures as pictures, everything else as a card to open or download.

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";

const UNITS = ["bytes", "KB", "MB", "GB"];

export function fileCards(files) {
  return files.length > 0 && h("div", { class: "files" }, files.map(fileCard));
}

function fileCard(file) {
  return isPicture(file) ? picture(file) : card(file);
}

const isPicture = ({ mimetype }) => /^image[/](png|jpeg|gif|webp)$/.test(mimetype);

function picture(file) {
  return h(
    "figure",
    { class: "file-picture", "data-file": file.id },
    h("figcaption", {}, file.title, download(file)),
    h(
      "a",
      { href: pathOf(file), target: "_blank", rel: "noopener" },
      h("img", { src: pathOf(file), alt: file.alt_txt || file.title, loading: "lazy" }),
    ),
  );
}

function card(file) {
  return h(
    "div",
    { class: "file-card", "data-file": file.id },
    h("span", { class: "file-kind" }, icon("file", 20), h("span", {}, kindOf(file))),
    h(
      "a",
      { class: "file-words", href: pathOf(file), target: "_blank", rel: "noopener" },
      h("span", { class: "file-title" }, file.title),
      h("span", { class: "file-about" }, aboutFile(file)),
    ),
    download(file),
  );
}

function download(file) {
  const words = `Download ${file.name}`;
  return h(
    "a",
    { class: "icon-plain", href: pathOf(file), download: file.name, "aria-label": words, title: words },
    icon("download"),
  );
}

/** The page is signed in to the workspace; without that the address leads to the sign-in page. */
const pathOf = ({ permalink }) => new URL(permalink).pathname;

const kindOf = ({ filetype }) => (filetype.length > 5 ? "file" : filetype).toUpperCase();

export function aboutFile(file) {
  const named = file.title === file.name ? "" : `${file.name} · `;
  return `${named}${sizeWords(file.size)}`;
}

export function sizeWords(bytes) {
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log(bytes) / Math.log(1024)), UNITS.length - 1);
  const amount = bytes / 1024 ** step;
  return `${step && amount < 10 ? amount.toFixed(1) : Math.round(amount)} ${UNITS[step]}`;
}
