// The workspace as the server tells it: fetched whole, again after every change it announces.

const APART_MS = 80;
const TINTS = 10;

const listeners = new Set();
let state = null;
let received = 0;
let reachable = true;
let fetching = false;
let wanted = false;

export function current() {
  return state;
}

export function isReachable() {
  return reachable;
}

/** Milliseconds since the Unix epoch of the story, run on locally between two refreshes. */
export function storyNow() {
  if (!state) return 0;
  return Date.parse(state.now) + (performance.now() - received) * state.speed;
}

export function onChange(listener) {
  listeners.add(listener);
}

/** Asks for the newest state; calls made while one is on its way are answered by one more. */
export async function refresh() {
  wanted = true;
  if (fetching) return;
  fetching = true;
  while (wanted) {
    wanted = false;
    await take();
    await new Promise((resume) => setTimeout(resume, APART_MS));
  }
  fetching = false;
}

async function take() {
  try {
    const response = await fetch("/sandbox/state");
    state = coloured(await response.json());
    received = performance.now();
    reachable = true;
  } catch {
    reachable = false;
  }
  if (state) for (const listener of listeners) listener();
}

/** Everybody gets a colour by their place in the list, so that neighbours differ. */
function coloured(given) {
  given.users.forEach((user, place) => Object.assign(user, { tint: place % TINTS }));
  return given;
}

export function follow() {
  const stream = new EventSource("/sandbox/stream");
  stream.onopen = refresh;
  stream.onmessage = refresh;
  stream.onerror = () => {
    reachable = false;
    if (state) for (const listener of listeners) listener();
  };
}
