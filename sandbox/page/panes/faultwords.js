// Faults in words: what each kind does, what it asks for, and a rule as one line.

/** `asks` is the number a kind needs: { name, label, value }. */
export const CALL_KINDS = {
  latency: { words: "Answered late", asks: { name: "seconds", label: "Seconds", value: 2 } },
  ratelimited: {
    words: "429, too many calls",
    asks: { name: "retry_after", label: "Retry after", value: 3 },
  },
  http_500: { words: "500, nothing done" },
  http_500_after: { words: "500, though done" },
  http_503_text: { words: "503 in plain text, nothing done" },
  non_json: { words: "HTML instead of JSON, nothing done" },
  non_json_after: { words: "HTML instead of JSON, though done" },
  reset_before: { words: "Connection cut, nothing done" },
  reset_after: { words: "Connection cut, though done" },
};

export const DELIVERY_KINDS = {
  duplicate: { words: "Delivered twice" },
  late: { words: "Delivered late", asks: { name: "seconds", label: "Seconds", value: 2 } },
  reorder: { words: "Delivered out of order", asks: { name: "seconds", label: "Within seconds", value: 2 } },
};

export const DELIVERED = {
  "*": "Everything",
  slash_commands: "Commands",
  interactive: "Presses and forms",
  events_api: "Events",
};

export function titleOf(rule) {
  const kind = CALL_KINDS[rule.kind] ?? DELIVERY_KINDS[rule.kind];
  const asked = kind.asks && ` · ${rule[kind.asks.name]} s`;
  return `${kind.words}${asked ?? ""}`;
}

export function scopeOf(rule) {
  const what = rule.of ? DELIVERED[rule.of] : rule.method === "*" ? "Every method" : rule.method;
  return `${what} · ${oftenOf(rule)}`;
}

function oftenOf({ share, count, struck }) {
  const chance = share < 1 ? `${Math.round(share * 100)} %` : count === null ? "every time" : "";
  const often = count === null ? struck > 0 && `${struck} so far` : `${struck} of ${count} so far`;
  return [chance, often].filter(Boolean).join(" · ");
}
