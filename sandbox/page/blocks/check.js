// What a form asks of its fields before the app hears of them.

import { isEmpty } from "../core/draft.js";

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

const CHECKS = {
  number_input: number,
  email_text_input: (_, value) => (ADDRESS.test(value) ? null : "Please enter a valid email address."),
  url_text_input: (_, value) => (URL.canParse(value) ? null : "Please enter a valid URL."),
  plain_text_input: ({ min_length: least = 0 }, value) =>
    value.length < least ? `Please enter at least ${least} characters.` : null,
};

/** The error to show under an input block, or null. */
export function complaint({ element, optional }, value) {
  if (isEmpty(value)) return optional ? null : "Please complete this required field.";
  return CHECKS[element.type]?.(element, value) ?? null;
}

function number({ is_decimal_allowed: decimal, min_value: least, max_value: most }, value) {
  if (!(decimal ? /^-?\d+([.]\d+)?$/ : /^-?\d+$/).test(value))
    return decimal ? "Please enter a number." : "Please enter a whole number.";
  if (least !== undefined && Number(value) < Number(least)) return `Please enter ${least} or more.`;
  if (most !== undefined && Number(value) > Number(most)) return `Please enter ${most} or less.`;
  return null;
}
