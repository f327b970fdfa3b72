// One person's view of the workspace: what is drawn is derived from here and from nowhere else.

export function look(state, place) {
  const people = new Map(state.users.map((user) => [user.id, user]));
  const viewer = people.get(place.as) ?? actors(state)[0];
  const scene = { state, people, viewer, place, now: Date.parse(state.now) };
  scene.peopleSign = JSON.stringify([
    state.users.map((user) => [user.id, nameOf(user), user.deleted, isQuiet(user, scene.now)]),
    state.groups,
  ]);
  scene.channels = new Map(state.channels.map((channel) => [channel.id, channel]));
  scene.channel = chosen(scene);
  scene.atApp = place.channel === "app" || isAppDm(scene, scene.channel);
  scene.tab = scene.atApp ? (place.tab ?? (place.ts ? "messages" : "home")) : "messages";
  scene.thread = place.thread ?? threadAround(scene);
  return scene;
}

/** The thread to open so that the message the address points at is on the screen. */
function threadAround({ state, channel, place }) {
  const meant = place.ts && channel && state.messages[channel.id]?.find((message) => message.ts === place.ts);
  return meant && inThread(meant) ? meant.thread_ts : null;
}

/** People one can act as: no bots, nobody deactivated. */
export function actors(state) {
  return state.users.filter((user) => !user.is_bot && !user.deleted);
}

export function visibleChannels({ state, viewer }) {
  return state.channels.filter(
    (channel) => !channel.is_im && !channel.is_archived && channel.members.includes(viewer.id),
  );
}

export function directMessages(scene) {
  const mine = scene.state.channels.filter(
    (channel) => channel.is_im && channel.members.includes(scene.viewer.id),
  );
  return mine.filter((channel) => !isAppDm(scene, channel));
}

export function appDm({ state, viewer }) {
  const bot = state.app?.user_id;
  return state.channels.find(
    (channel) => channel.is_im && [bot, viewer.id].every((id) => channel.members.includes(id)),
  );
}

function isAppDm({ state }, channel) {
  return Boolean(channel?.is_im && channel.members.includes(state.app?.user_id));
}

export function otherPerson({ people, viewer }, channel) {
  return people.get(channel.members.find((id) => id !== viewer.id) ?? channel.user);
}

function chosen(scene) {
  if (scene.place.channel === "app") return appDm(scene);
  const asked = scene.channels.get(scene.place.channel);
  return asked?.members.includes(scene.viewer.id) ? asked : landing(scene);
}

function landing(scene) {
  const open = visibleChannels(scene);
  return open.find((channel) => channel.members.includes(scene.state.app?.user_id)) ?? open[0];
}

/** Whether somebody has notifications paused at this moment of the story. */
export function isQuiet(user, now) {
  return Boolean(user?.quiet) && Date.parse(user.quiet.from) <= now && now < Date.parse(user.quiet.until);
}

/** What sets somebody apart from a full member who is here: { kind, words } in a fixed order. */
export function standing(user) {
  return [
    user?.is_stranger && { kind: "external", words: user.team_name ?? "External" },
    user?.is_restricted && { kind: "guest", words: "Guest" },
    user?.deleted && { kind: "deactivated", words: "Deactivated" },
  ].filter(Boolean);
}

/** The workspaces, other than this one, whose people are in a channel. */
export function otherTeams({ people }, channel) {
  const teams = channel.members.map((id) => people.get(id)?.team_name).filter(Boolean);
  return [...new Set(teams)];
}

export function groupNamed({ state }, id) {
  return (state.groups ?? []).find((group) => group.id === id);
}

export function nameOf(user) {
  return user?.real_name || user?.name || "Somebody";
}

export function titleOf(scene, channel) {
  return channel.is_im ? nameOf(otherPerson(scene, channel)) : channel.name;
}

/** The messages of a channel that the viewer can see, oldest first. */
export function messagesIn({ state, viewer }, channel) {
  const all = channel ? (state.messages[channel.id] ?? []) : [];
  return all.filter((message) => !message.ephemeral_to || message.ephemeral_to === viewer.id);
}

export const inThread = (message) => Boolean(message.thread_ts) && message.thread_ts !== message.ts;
export const isAloud = (message) => !inThread(message) || Boolean(message.broadcast);

export function replies(scene, channel, root) {
  return messagesIn(scene, channel).filter((message) => message.thread_ts === root && message.ts !== root);
}

export function isApp({ state, people }, userId) {
  return userId === state.app?.user_id || Boolean(people.get(userId)?.is_bot);
}
