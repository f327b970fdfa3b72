// Menus of options, people and conversations, single and multiple.

import { avatar } from "../panes/avatar.js";
import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { actors, nameOf, standing, titleOf, visibleChannels } from "../core/scene.js";
import { Combo } from "./combo.js";

const CHOICES = {
  static_select: ({ element }) => staticChoices(element),
  users_select: ({ surface }) => actors(surface.scene.state).map(person),
  conversations_select: ({ surface }) => conversations(surface.scene),
  channels_select: ({ surface }) => visibleChannels(surface.scene).map((one) => channel(one, surface.scene)),
};

export function select(slot) {
  const { element } = slot;
  const multi = element.type.startsWith("multi_");
  const combo = new Combo({
    choices: CHOICES[element.type.replace("multi_", "")](slot),
    chosen: [slot.value ?? []].flat(),
    multi,
    max: element.max_selected_items,
    placeholder: element.placeholder?.text,
    naming: {
      id: slot.fieldId,
      "data-action-id": element.action_id,
      "aria-describedby": slot.describedBy,
      "aria-label": slot.labelledBy ? null : (element.placeholder?.text ?? "Select"),
    },
    onchange: (value, control) => slot.change(value, control),
  });
  return combo.box;
}

function staticChoices(element) {
  const groups = element.option_groups ?? [{ options: element.options ?? [] }];
  return groups.flatMap((group) =>
    group.options.map((option) => ({
      value: option.value,
      words: option.text.text,
      hint: option.description?.text,
      group: group.label?.text,
    })),
  );
}

function person(user) {
  const apart = standing(user).map((one) => one.words);
  const hint = [user.title, ...apart].filter(Boolean).join(" · ");
  return { value: user.id, words: nameOf(user), hint, lead: () => avatar(user, 20) };
}

function channel(one, scene) {
  const lead = one.is_im
    ? null
    : () => h("span", { class: "option-lead" }, icon(one.is_private ? "lock" : "hash", 16));
  return { value: one.id, words: titleOf(scene, one), lead };
}

function conversations(scene) {
  const direct = scene.state.channels.filter((one) => one.is_im && one.members.includes(scene.viewer.id));
  return [...visibleChannels(scene), ...direct].map((one) => channel(one, scene));
}
