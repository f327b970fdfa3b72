// What a person does, told to the server; what went wrong with it, told to the person.

import { refresh } from "./state.js";
import { toast } from "../panes/toast.js";

const UNANSWERED = {
  operation_timeout: "The app did not respond within 3 seconds.",
  dispatch_failed: "The app is not connected, so nothing happened.",
  nothing_due: "Nothing is due.",
};

/** Slack says nothing of events an app misses; of a command it speaks in the channel, of a press on the
 * message, of a form in the form. */
const TOLD_ELSEWHERE = {
  say: ["operation_timeout", "dispatch_failed"],
  home: ["operation_timeout", "dispatch_failed"],
  open_dm: ["operation_timeout", "dispatch_failed"],
  command: ["operation_timeout", "dispatch_failed"],
  click: ["operation_timeout", "dispatch_failed"],
  submit: ["missing_required", "operation_timeout", "dispatch_failed"],
};

/** The server's answer, or null where it refused or was out of reach (the person has been told). */
export async function act(deed) {
  const answer = await send(deed);
  if (answer) await refresh();
  return answer;
}

async function send(deed) {
  try {
    const response = await fetch("/sandbox/act", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(deed),
    });
    return read(deed, await response.json());
  } catch {
    toast("The workspace cannot be reached. Is it still running?", "error");
    return null;
  }
}

function read(deed, answer) {
  if (answer.ok === false) {
    toast(answer.error, "error");
    return null;
  }
  if (answer.error && !TOLD_ELSEWHERE[deed.do]?.includes(answer.error)) {
    toast(UNANSWERED[answer.error] ?? `Slack would refuse the app’s answer: ${answer.error}`, "error");
  }
  return answer;
}
