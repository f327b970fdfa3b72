"""Files that come with Runsheet, in a checkout as in an installed wheel."""

from pathlib import Path

_HERE = Path(__file__).parent
_ROOT = _HERE / "_shipped" if (_HERE / "_shipped").is_dir() else _HERE.parent

RUNBOOKS = _ROOT / "runbooks"
MANIFEST = _ROOT / "app_manifest.yml"
