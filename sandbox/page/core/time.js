// Instants as words in a person's zone. Instants are milliseconds since the Unix epoch.

const DAY = 86_400_000;
const formats = new Map();

function format(zone, options) {
  const key = zone + JSON.stringify(options);
  if (!formats.has(key))
    formats.set(key, new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", ...options }));
  return formats.get(key);
}

export const zoneOf = (person) => person?.tz || "UTC";
export const instantOf = (ts) => Number(ts) * 1000;

/** { year, month, day, hour, minute, second } as numbers on the wall of that zone. */
export function wall(instant, zone) {
  const options = {
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  };
  const parts = format(zone, options).formatToParts(instant);
  return Object.fromEntries(
    parts.filter(({ type }) => type !== "literal").map(({ type, value }) => [type, Number(value)]),
  );
}

/** The instant at which a wall clock of that zone shows "YYYY-MM-DDTHH:MM". */
export function instantAt(text, zone) {
  const asUtc = Date.parse(`${text}:00Z`);
  const offset = (instant) => asIfUtc(instant, zone) - Math.floor(instant / 1000) * 1000;
  const guess = asUtc - offset(asUtc);
  return asUtc - offset(guess);
}

function asIfUtc(instant, zone) {
  const { year, month, day, hour, minute, second } = wall(instant, zone);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

const two = (number) => String(number).padStart(2, "0");

export function isoDate(instant, zone) {
  const { year, month, day } = wall(instant, zone);
  return `${year}-${two(month)}-${two(day)}`;
}

export function clock(instant, zone) {
  const { hour, minute } = wall(instant, zone);
  return `${two(hour)}:${two(minute)}`;
}

export function clockWithSeconds(instant, zone) {
  return `${clock(instant, zone)}:${two(wall(instant, zone).second)}`;
}

export function words(instant, zone, options) {
  return format(zone, options).format(instant);
}

export function zoneName(instant, zone) {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeZoneName: "short" }).formatToParts(
    instant,
  );
  return parts.find(({ type }) => type === "timeZoneName").value;
}

export function daysApart(instant, now, zone) {
  const midnight = (moment) => Date.parse(`${isoDate(moment, zone)}T00:00:00Z`);
  return Math.round((midnight(instant) - midnight(now)) / DAY);
}

/** "today", "yesterday", "tomorrow", or null. */
export function nearDay(instant, now, zone) {
  return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[daysApart(instant, now, zone)] ?? null;
}

export function ordinal(day) {
  const ending = day % 100 >= 11 && day % 100 <= 13 ? "th" : (["th", "st", "nd", "rd"][day % 10] ?? "th");
  return `${day}${ending}`;
}

const STEPS = [
  ["second", 60],
  ["minute", 60],
  ["hour", 24],
  ["day", 30],
  ["month", 12],
  ["year", Infinity],
];

/** "5 minutes ago", "in 2 hours". */
export function ago(instant, now) {
  let amount = Math.round((now - instant) / 1000);
  if (Math.abs(amount) < 5) return "just now";
  for (const [unit, size] of STEPS) {
    if (Math.abs(amount) < size) return spoken(amount, unit);
    amount = Math.round(amount / size);
  }
  return "";
}

function spoken(amount, unit) {
  const count = Math.abs(amount);
  const span = `${count} ${unit}${count === 1 ? "" : "s"}`;
  return amount < 0 ? `in ${span}` : `${span} ago`;
}
