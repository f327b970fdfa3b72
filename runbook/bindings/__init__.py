"""The side file of a runbook: where and who, so that one document serves production and staging."""

from runbook.bindings.load import Invalid, Problem, read
from runbook.bindings.model import Bindings, digest

__all__ = ["Bindings", "Invalid", "Problem", "digest", "read"]
