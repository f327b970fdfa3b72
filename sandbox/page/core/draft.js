// What a person has filled into an open form and not yet sent; it outlives every redraw of the form.

const drafts = new Map();

class Draft {
  #given = new Map();

  value(blockId, element) {
    const key = keyOf(blockId, element);
    return this.#given.has(key) ? this.#given.get(key) : initialValue(element);
  }

  set(blockId, element, value) {
    this.#given.set(keyOf(blockId, element), value);
  }
}

const keyOf = (blockId, element) => `${blockId}\n${element.action_id}\n${element.type}`;

export function draftOf(viewId) {
  if (!drafts.has(viewId)) drafts.set(viewId, new Draft());
  return drafts.get(viewId);
}

export function forgetDrafts(open) {
  for (const id of drafts.keys()) if (!open.has(id)) drafts.delete(id);
}

const values = (options) => (options ?? []).map((option) => option.value);

const INITIAL = {
  static_select: (element) => element.initial_option?.value ?? null,
  radio_buttons: (element) => element.initial_option?.value ?? null,
  multi_static_select: (element) => values(element.initial_options),
  checkboxes: (element) => values(element.initial_options),
  users_select: (element) => element.initial_user ?? null,
  multi_users_select: (element) => element.initial_users ?? [],
  conversations_select: (element) => element.initial_conversation ?? null,
  multi_conversations_select: (element) => element.initial_conversations ?? [],
  channels_select: (element) => element.initial_channel ?? null,
  multi_channels_select: (element) => element.initial_channels ?? [],
  datepicker: (element) => element.initial_date ?? null,
  timepicker: (element) => element.initial_time ?? null,
  datetimepicker: (element) => element.initial_date_time ?? null,
};

export function initialValue(element) {
  return INITIAL[element.type]?.(element) ?? element.initial_value ?? null;
}

export function isEmpty(value) {
  return (
    value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0)
  );
}
