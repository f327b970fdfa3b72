"""The JSON of `/sandbox/faults`: what is to go wrong, checked, and then done."""

import math
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sandbox.acts.deed import outcome
from sandbox.errors import BadAct
from sandbox.faults import ANY, CALL_KINDS, DELIVERED, DELIVERY_KINDS, CallFault, DeliveryFault, Dice
from sandbox.methods import METHODS
from sandbox.policy import Policy
from sandbox.wire import Json

if TYPE_CHECKING:
    from sandbox.sandbox import Sandbox

GOODBYES = ("warning", "refresh_requested", "link_disabled", "too_many_websockets")


async def apply(sandbox: "Sandbox", given: Json) -> Json:
    """Does every deed named, in the order of DEEDS, and answers with all that is in force."""
    unknown = set(given) - set(DEEDS)
    if unknown:
        raise BadAct(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(DEEDS)}")
    done: Json = {}
    for name in (name for name in DEEDS if name in given):
        done |= await DEEDS[name](sandbox, given[name]) or {}
    sandbox.world.touch()
    return {**described(sandbox), **done}


def described(sandbox: "Sandbox") -> Json:
    """All that is in force, and what else could be: methods, kinds of failure, switches."""
    policy = sandbox.world.policy
    return {
        "ok": True,
        **in_force(sandbox),
        "policy": {one.name: as_json(getattr(policy, one.name)) for one in fields(policy)},
        "methods": sorted(METHODS),
    }


def in_force(sandbox: "Sandbox") -> Json:
    faults = sandbox.faults
    return {
        "calls": [shape(rule, "method", "seconds", "retry_after") for rule in faults.calls],
        "deliveries": [shape(rule, "of", "seconds") for rule in faults.deliveries],
        "rate_limits": faults.rate_limits,
        "outage": faults.outage,
        "sockets": sandbox.links.connected,
    }


def shape(rule: CallFault | DeliveryFault, *names: str) -> Json:
    dice = rule.dice
    chances = {"share": dice.share, "count": dice.count, "seed": dice.seed, "struck": dice.struck}
    return {"id": rule.id, "kind": rule.kind, **{name: getattr(rule, name) for name in names}, **chances}


def as_json(value: Any) -> Any:
    return sorted(value) if isinstance(value, set) else value


# Reading. ---------------------------------------------------------------------------------------------------


def call_fault(given: Any) -> CallFault:
    """One rule of `calls`; raises BadAct, saying what is possible."""
    rule = known(given, "kind", "method", "seconds", "retry_after", "share", "count", "seed")
    kind = one_of(rule, "kind", CALL_KINDS)
    retry_after = math.ceil(number(rule, "retry_after", 1))
    method = str(rule.get("method", ANY))
    return CallFault(kind, method, number(rule, "seconds", 0), retry_after, dice(rule))


def delivery_fault(given: Any) -> DeliveryFault:
    rule = known(given, "kind", "of", "seconds", "share", "count", "seed")
    of = one_of({"of": ANY, **rule}, "of", (ANY, *DELIVERED))
    return DeliveryFault(one_of(rule, "kind", DELIVERY_KINDS), of, number(rule, "seconds", 0), dice(rule))


def dice(rule: Json) -> Dice:
    count = None if rule.get("count") is None else int(number(rule, "count", 0))
    share = number(rule, "share", 1)
    if share > 1:
        raise BadAct("`share` is a part of 1, for example 0.3")
    return Dice(share, count, int(number(rule, "seed", 0)))


def known(given: Any, *names: str) -> Json:
    if not isinstance(given, dict) or not set(given) <= set(names):
        raise BadAct(f"a rule is an object with some of {', '.join(names)}")
    return given


def one_of(rule: Json, name: str, values: tuple[str, ...]) -> str:
    if rule.get(name) not in values:
        raise BadAct(f"`{name}` must be one of {', '.join(values)}")
    return str(rule[name])


def number(rule: Json, name: str, default: float) -> float:
    value = rule.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
        raise BadAct(f"`{name}` must be a number, 0 or more")
    return value


def claim(given: Any, name: str) -> bool:
    if not isinstance(given, bool):
        raise BadAct(f"`{name}` is true or false")
    return given


def listed(given: Any) -> list[Any]:
    return given if isinstance(given, list) else [given]


# Doing. -----------------------------------------------------------------------------------------------------


async def clear(sandbox: "Sandbox", given: Any) -> None:
    if claim(given, "clear"):
        sandbox.faults.clear()


async def forget(sandbox: "Sandbox", given: Any) -> None:
    """Takes single rules away, by their id."""
    unknown = set(map(str, listed(given))) - {rule.id for rule in sandbox.faults.rules()}
    if unknown:
        raise BadAct(f"there is no rule {', '.join(sorted(unknown))}; `GET /sandbox/faults` has their ids")
    sandbox.faults.forget(set(map(str, listed(given))))


async def rate_limits(sandbox: "Sandbox", given: Any) -> None:
    sandbox.faults.rate_limits = claim(given, "rate_limits")
    sandbox.rates.forget()


async def calls(sandbox: "Sandbox", given: Any) -> None:
    sandbox.faults.calls += [call_fault(rule) for rule in listed(given)]


async def deliveries(sandbox: "Sandbox", given: Any) -> None:
    sandbox.faults.deliveries += [delivery_fault(rule) for rule in listed(given)]


async def policy(sandbox: "Sandbox", given: Any) -> None:
    """Switches of the workspace, each of the type it has now."""
    switches = known(given, *(one.name for one in fields(Policy)))
    for name, value in switches.items():
        held = getattr(sandbox.world.policy, name)
        taken = set(map(str, value)) if isinstance(held, set) and isinstance(value, list) else value
        if type(taken) is not type(held):
            raise BadAct(f"`{name}` is {as_json(held)!r} now: give another of the same type")
        setattr(sandbox.world.policy, name, taken)


async def outage(sandbox: "Sandbox", given: Any) -> None:
    if claim(given, "outage"):
        sandbox.go_away()
    else:
        sandbox.come_back()


async def drop_sockets(sandbox: "Sandbox", given: Any) -> None:
    if claim(given, "drop_sockets"):
        sandbox.drop_sockets()


async def disconnect(sandbox: "Sandbox", given: Any) -> None:
    await sandbox.links.disconnect(one_of({"disconnect": given}, "disconnect", GOODBYES))


async def redeliver(sandbox: "Sandbox", given: Any) -> Json:
    count = int(number({"redeliver": given}, "redeliver", 1))
    return {"redelivered": [outcome(receipt) for receipt in await sandbox.deliveries.redeliver(count)]}


DEEDS: Mapping[str, Callable[["Sandbox", Any], Awaitable[Json | None]]] = {
    "clear": clear,
    "forget": forget,
    "rate_limits": rate_limits,
    "calls": calls,
    "deliveries": deliveries,
    "policy": policy,
    "outage": outage,
    "drop_sockets": drop_sockets,
    "disconnect": disconnect,
    "redeliver": redeliver,
}
