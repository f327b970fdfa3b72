// The app's Home tab.

import { drawBlocks } from "../blocks/block.js";
import { draftOf } from "../core/draft.js";
import { h } from "../core/dom.js";
import { redraw } from "../core/keyed.js";
import { avatar } from "./avatar.js";
import { warning } from "./warning.js";

export function drawHome(region, scene) {
  const view = scene.state.home?.[scene.viewer.id];
  redraw(region, [scene.viewer.id, view?.blocks, view?.warning, scene.peopleSign], () =>
    view ? page(view, scene) : empty(scene),
  );
}

/** The key under which the Home of a person keeps what is being chosen on it. */
export const homeDraft = (person) => `home ${person}`;

function page(view, scene) {
  const surface = {
    scene,
    address: { view: "home" },
    draft: draftOf(homeDraft(scene.viewer.id)),
    typed: () => ({}),
  };
  return [
    h("div", { class: "home-warning" }, warning(view.warning)),
    h("div", { class: "home-page blocks" }, drawBlocks(view.blocks, surface)),
  ];
}

function empty({ state }) {
  return h(
    "div",
    { class: "home-empty" },
    avatar(null, 48, { app: true }),
    h("h2", {}, "Nothing here yet"),
    h("p", {}, `${state.app.name} has not drawn a Home for this person.`),
  );
}
