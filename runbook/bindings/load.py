"""YAML to `Bindings`; whatever is wrong is named with its line and with what to write instead."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from runbook.bindings.model import Bindings
from runbook.bindings.values import SECRET

MAX_BYTES = 200_000

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """`message` says what is wrong and what to do."""

    line: int
    message: str


class Invalid(Exception):
    """The side file cannot be used. `str()` has a line for each problem, as `NAME:LINE: what`."""

    def __init__(self, name: str, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(f"{name}:{problem.line}: {problem.message}" for problem in problems))
        self.problems = problems


class _Wrong(Exception):
    def __init__(self, line: int, message: str) -> None:
        self.problem = Problem(line, message)


def read(raw: bytes, name: str, environment: Mapping[str, str] | None = None) -> Bindings:
    """Bindings from a file. Raises Invalid.

    `${NAME}` is replaced from `environment`, where a name that is missing is a problem; without an
    environment it stays as written, for whoever only looks at the file.
    """
    try:
        root = _composed(raw)
        lines = dict(_lines(root, ()))
        written = _value(root)
        bindings = Bindings.model_validate(written)
        if environment is None:
            return bindings
        return Bindings.model_validate(_resolved(written, lines, environment), context={"resolved": True})
    except _Wrong as wrong:
        raise Invalid(name, (wrong.problem,)) from None
    except ValidationError as error:
        raise Invalid(name, tuple(_problems(error, lines))) from None


# YAML, by hand where its own loader would keep quiet. -------------------------------------------------------


class _Loader(yaml.SafeLoader):
    def compose_node(self, parent: Node | None, index: Any) -> Node | None:
        if self.check_event(yaml.AliasEvent):  # a few of them can stand for a billion values
            raise _Wrong(self.line + 1, "aliases are not followed: write the values out.")
        return super().compose_node(parent, index)


def _composed(raw: bytes) -> Node:
    if len(raw) > MAX_BYTES:
        raise _Wrong(1, f"the file is larger than {MAX_BYTES // 1000} kB: bindings are a page or two.")
    try:
        root = yaml.compose(raw.decode("utf-8-sig"), Loader=_Loader)
    except UnicodeDecodeError:
        raise _Wrong(1, "this is not a text file: write the bindings as YAML in UTF-8.") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _Wrong(mark.line + 1 if mark else 1, f"this is no YAML: {error.problem}.") from None
    except yaml.YAMLError:
        raise _Wrong(1, "this is no YAML: it has characters that no text has.") from None
    except RecursionError:
        raise _Wrong(1, "this is nested too deeply for bindings.") from None
    if root is None:
        return MappingNode("tag:yaml.org,2002:map", [])
    if not isinstance(root, MappingNode):
        raise _Wrong(1, "bindings are names with values, such as `zone: Europe/Madrid`.")
    return root


def _value(node: Node) -> Any:
    if isinstance(node, MappingNode):
        values = {key: _value(value) for key, value in _pairs(node)}
        return {key: value for key, value in values.items() if value is not None}  # left empty, not bound
    if isinstance(node, SequenceNode):
        return [_value(each) for each in node.value]
    try:
        return _Loader("").construct_object(node)
    except (yaml.YAMLError, ValueError):
        raise _Wrong(node.start_mark.line + 1, f"`{node.value}` is no value: put it in quotes.") from None


def _pairs(node: MappingNode) -> Iterator[tuple[str, Node]]:
    seen: set[str] = set()
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, ScalarNode) or key.value == "<<":
            raise _Wrong(line, "a name is expected here, such as `zone:`.")
        if key.value in seen:
            raise _Wrong(line, f"`{key.value}` is given twice: keep one of them.")
        seen.add(key.value)
        yield key.value, value


def _lines(node: Node, path: Path) -> Iterator[tuple[Path, int]]:
    if node.start_mark is not None:
        yield path, node.start_mark.line + 1
    if isinstance(node, MappingNode):
        for key, value in _pairs(node):
            yield from _lines(value, (*path, key))
    elif isinstance(node, SequenceNode):
        for index, value in enumerate(node.value):
            yield from _lines(value, (*path, index))


# What pydantic found, in words. -----------------------------------------------------------------------------


def _problems(error: ValidationError, lines: Mapping[Path, int]) -> Iterator[Problem]:
    said: set[tuple[int, str]] = set()
    for found in error.errors():
        path = _in_file(found["loc"], lines)
        problem = Problem(lines.get(path, 1), _sentence(path, dict(found)))
        if (problem.line, problem.message) not in said:
            said.add((problem.line, problem.message))
            yield problem


def _in_file(loc: Path, lines: Mapping[Path, int]) -> Path:
    """The longest way that the file has: pydantic adds the alternatives of a union to it."""
    path: Path = ()
    for step in loc:
        if (*path, step) in lines:
            path = (*path, step)
    return path


_KINDS = {
    "list_type": "a list, such as [one, two]",
    "dict_type": "names with values",
    "model_type": "names with values",
    "string_type": "text: put it in quotes",
    "float_parsing": "a number",
    "float_type": "a number",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
}


def _sentence(path: Path, found: Mapping[str, Any]) -> str:
    where = ".".join(map(str, path)) or "the file"
    if found["type"] == "wrong":
        return f"`{where}` {found['msg']}."
    if found["type"] == "extra_forbidden":
        return f"`{where}` is not known here{_nearest(str(found['loc'][-1]), found['loc'][:-1])}"
    if found["type"] in _KINDS:
        return f"`{where}` has to be {_KINDS[found['type']]}."
    if found["type"] == "missing":
        return f"`{where}` needs `{found['loc'][-1]}`."
    if found["type"] == "literal_error":
        return f"`{where}` is one of {found['ctx']['expected']}."
    return f"`{where}` is wrong: {found['msg'][:1].lower()}{found['msg'][1:]}."


def _nearest(key: str, above: Path) -> str:
    model: Any = Bindings
    for step in above:
        model = _within(model, step)
    known = (
        [field.alias or name for name, field in model.model_fields.items()]
        if isinstance(model, type) and issubclass(model, BaseModel)
        else []
    )
    near = get_close_matches(key, known, n=1)
    return f": did you mean `{near[0]}`?" if near else f": there are {', '.join(known)}." if known else "."


def _within(model: Any, step: str | int) -> Any:
    if isinstance(model, type) and issubclass(model, BaseModel) and step in model.model_fields:
        return model.model_fields[str(step)].annotation
    return next((arg for arg in getattr(model, "__args__", ()) if arg is not str), None)


# Secrets. ---------------------------------------------------------------------------------------------------


def _resolved(value: Any, lines: Mapping[Path, int], environment: Mapping[str, str], path: Path = ()) -> Any:
    if isinstance(value, dict):
        return {key: _resolved(each, lines, environment, (*path, key)) for key, each in value.items()}
    if isinstance(value, list):
        return [_resolved(each, lines, environment, (*path, index)) for index, each in enumerate(value)]
    if not isinstance(value, str):
        return value
    for name in SECRET.findall(value):
        if not environment.get(name):
            raise _Wrong(
                lines[path], f"`{'.'.join(map(str, path))}` takes {name}, which the environment lacks."
            )
    return SECRET.sub(lambda found: environment[found[1]], value)
