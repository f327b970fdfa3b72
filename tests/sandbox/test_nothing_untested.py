"""Every error, method, act and fault that the sandbox knows stands in one of its tests."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import sandbox
from sandbox.acts import VERBS
from sandbox.faults import CALL_KINDS, DELIVERY_KINDS
from sandbox.methods import METHODS
from tests.sandbox.test_refusals import CASES

PACKAGE = Path(sandbox.__file__).parent
TESTS = "\n".join(
    path.read_text() for path in sorted(Path(__file__).parent.glob("*.py")) if path != Path(__file__)
)
REFUSERS = {"SlackError": 0, "Rule": 0, "own_message": 1, "structure": 1}
"""Who is given the name of an error, and as which argument it is the first one."""
PASSED_ON = {"own_message", "structure", "check", "invite"}
"""Functions that raise an error named by others."""
NAME = re.compile(r"[a-z]+(_[a-z]+)*")


def modules() -> Iterator[ast.Module]:
    return (ast.parse(path.read_text()) for path in sorted(PACKAGE.rglob("*.py")))


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def names(node: ast.expr | None) -> set[str]:
    """The names an expression can come to."""
    if isinstance(node, ast.IfExp):
        return names(node.body) | names(node.orelse)
    value = node.value if isinstance(node, ast.Constant) else None
    return {value} if isinstance(value, str) and NAME.fullmatch(value) else set()


def errors() -> set[str]:
    """What is raised by name, and the reasons of `conversations.invite`, which are returned."""
    found: set[str] = set()
    for node in (node for module in modules() for node in ast.walk(module)):
        if isinstance(node, ast.Call) and called(node) in REFUSERS:
            for argument in node.args[REFUSERS[called(node)] :][
                : 1 if called(node) == "SlackError" else None
            ]:
                found |= names(argument)
        elif isinstance(node, ast.FunctionDef) and node.name == "refusal":
            for returned in (one for one in ast.walk(node) if isinstance(one, ast.Return)):
                found |= names(returned.value)
    return found


def raising_by_variable() -> set[str]:
    """Functions whose error is not written where it is raised."""
    return {
        function.name
        for module in modules()
        for function in ast.walk(module)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and called(node) == "SlackError" and not names(node.args[0])
    }


def test_no_other_way_to_name_an_error() -> None:
    assert raising_by_variable() == PASSED_ON
    assert len(errors()) > 60


@pytest.mark.parametrize("error", sorted(errors()))
def test_every_error_has_a_test(error: str) -> None:
    assert error in {case[0] for case in CASES} or f'"{error}"' in TESTS


@pytest.mark.parametrize("method", sorted(METHODS))
def test_every_method_is_called(method: str) -> None:
    assert f'"{method}"' in TESTS or f"slack.{method.replace('.', '_')}(" in TESTS


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_act_is_done(verb: str) -> None:
    assert f'"do": "{verb}"' in TESTS or f'ana("{verb}"' in TESTS


@pytest.mark.parametrize("kind", sorted({*CALL_KINDS, *DELIVERY_KINDS}))
def test_every_fault_strikes(kind: str) -> None:
    assert f'"{kind}"' in TESTS
