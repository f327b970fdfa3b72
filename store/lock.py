"""One process a database file: a second one would send again what the first is sending."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from sqlalchemy.engine import make_url

from store.db import Unavailable


@contextmanager
def held(url: str) -> Iterator[None]:
    """Raises Unavailable where another process holds it. A process that dies lets go.

    PostgreSQL is there to be shared: nothing is held.
    """
    if make_url(url).get_backend_name() != "sqlite":
        yield
        return
    path = Path(f"{make_url(url).database}.lock")
    with _locked(path) as file:
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def _locked(path: Path) -> TextIO:
    while True:
        file = _opened(path)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = path.read_text()
            file.close()
            raise Unavailable(
                f"Another Runsheet (process {holder}) uses {path.with_suffix('')}: stop it first."
            ) from None
        if _is(file, path):
            return file
        file.close()  # its holder removed it between our opening and our locking


def _opened(path: Path) -> TextIO:
    try:
        return path.open("a")
    except OSError as error:
        raise Unavailable(f"The database cannot be opened: {path.parent} ({error.strerror}).") from None


def _is(file: TextIO, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False
