"""The databases that the suite runs on, each fresh and empty."""

from pathlib import Path

DATABASES = ("sqlite",)


def fresh(kind: str, folder: Path) -> str:
    """A database URL of that kind; the database is empty and goes with the folder."""
    return {"sqlite": f"sqlite+aiosqlite:///{folder / 'runsheet.db'}"}[kind]
