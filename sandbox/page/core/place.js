// Where the page stands and through whose eyes it looks, kept in the address.

const KEYS = ["as", "channel", "tab", "thread", "ts", "panel"];
const listeners = new Set();
let place = read();

function read() {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(KEYS.map((key) => [key, query.get(key)]));
}

export function currentPlace() {
  return place;
}

export function onMove(listener) {
  listeners.add(listener);
}

export function go(change) {
  place = { ...place, ...change };
  history.pushState(null, "", address(place));
  for (const listener of listeners) listener();
}

export const openChannel = (channel) => go({ channel, tab: null, thread: null, ts: null });
/** A thread and a panel stand in the same place. */
export const openThread = (thread) => go({ thread, ts: null, panel: thread ? null : place.panel });
export const lookAs = (person, channel) => go({ as: person, channel, thread: null, ts: null });
export const openMessage = (channel, ts) => go({ channel, tab: "messages", thread: null, ts });

export function address(of) {
  const query = new URLSearchParams(KEYS.filter((key) => of[key]).map((key) => [key, of[key]]));
  return `${location.pathname}?${query}`;
}

addEventListener("popstate", () => {
  place = read();
  for (const listener of listeners) listener();
});
