// Date tokens of messages: {date_short_pretty} {time} and their like, in the reader's zone.

import * as time from "../core/time.js";

const TOKENS = {
  day_divider_pretty: (at) => at.near ?? long(at, yearIfOther(at)),
  date_num: ({ instant, zone }) => time.isoDate(instant, zone),
  date_slash: ({ instant, zone }) => time.isoDate(instant, zone).split("-").reverse().join("/"),
  date_long_full: (at) => time.words(at.instant, at.zone, { year: "numeric", month: "long", day: "numeric" }),
  date_long_pretty: (at) => at.near ?? long(at, true),
  date_long: (at) => long(at, true),
  date_short_pretty: (at) => at.near ?? short(at),
  date_short: (at) => short(at),
  date_pretty: (at) => at.near ?? plain(at),
  date: (at) => plain(at),
  time_secs: ({ instant, zone }) => time.clockWithSeconds(instant, zone),
  time: ({ instant, zone }) => time.clock(instant, zone),
  ago: ({ instant, now }) => time.ago(instant, now),
};

const HALF_A_YEAR = 183;

/** Fills the tokens of `format` for the Unix second `seconds`; null where nothing can be made of them. */
export function fillDate(seconds, format, { now, zone }) {
  const instant = Number(seconds) * 1000;
  if (!Number.isFinite(instant) || !/\{\w+\}/.test(format)) return null;
  const at = { instant, now, zone, near: time.nearDay(instant, now, zone) };
  const filled = format.replace(/\{(\w+)\}/g, (whole, token) => TOKENS[token]?.(at) ?? whole);
  return filled.replace(/^(today|yesterday|tomorrow)/, (word) => word[0].toUpperCase() + word.slice(1));
}

/** The whole instant for a tooltip. */
export function fullDate(seconds, zone) {
  const instant = Number(seconds) * 1000;
  const day = time.words(instant, zone, { weekday: "long", year: "numeric", month: "long", day: "numeric" });
  return `${day} at ${time.clockWithSeconds(instant, zone)} ${time.zoneName(instant, zone)}`;
}

function dayAndYear(at, withYear) {
  const { year, day } = time.wall(at.instant, at.zone);
  return `${time.words(at.instant, at.zone, { month: "long" })} ${time.ordinal(day)}${withYear ? `, ${year}` : ""}`;
}

function long(at, withYear) {
  return `${time.words(at.instant, at.zone, { weekday: "long" })}, ${dayAndYear(at, withYear)}`;
}

function plain(at) {
  return dayAndYear(at, isFar(at));
}

function short(at) {
  return time.words(at.instant, at.zone, {
    month: "short",
    day: "numeric",
    ...(isFar(at) && { year: "numeric" }),
  });
}

const isFar = ({ instant, now, zone }) => Math.abs(time.daysApart(instant, now, zone)) > HALF_A_YEAR;
const yearIfOther = ({ instant, now, zone }) => time.wall(instant, zone).year !== time.wall(now, zone).year;
