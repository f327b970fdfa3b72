// What is to go wrong, told to the server; its answer says all that is in force.

import { toast } from "../panes/toast.js";
import { refresh } from "./state.js";

const ADDRESS = "/sandbox/faults";

/** The server's answer, or null where it refused or was out of reach (the person has been told). */
export async function trouble(wanted) {
  const answer = await ask({
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(wanted),
  });
  if (answer) await refresh();
  return answer;
}

/** Every Web API method that a fault can be for. */
export async function methods() {
  return (await ask({}))?.methods ?? [];
}

async function ask(request) {
  try {
    const answer = await (await fetch(ADDRESS, request)).json();
    if (answer.ok !== false) return answer;
    toast(answer.error, "error");
  } catch {
    toast("The workspace cannot be reached. Is it still running?", "error");
  }
  return null;
}

/** How many faults can still strike. */
export function activeFaults({ faults }) {
  if (!faults) return 0;
  const rules = [...faults.calls, ...faults.deliveries].filter((rule) => !isSpent(rule));
  return rules.length + Number(faults.outage) + Number(faults.rate_limits);
}

export const isSpent = ({ count, struck }) => count !== null && struck >= count;
