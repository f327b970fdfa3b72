# Everything sets itself up: a machine needs python3 (3.11 or newer, with venv), make and git.

PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --require-hashes

.PHONY: demo run test test-long check format bench migration lock clean

demo: .venv/runtime  ## A local Slack in the browser, with the bot in it
	@exec $(BIN)/python -m bot demo $(ARGS)

run: .venv/runtime  ## The bot on your workspace; settings come from the environment
	@exec $(BIN)/python -m bot serve

test: .venv/dev  ## Two at a time, a file of tests each: make test ARGS="-n 0 -k sign" runs some of them in one process
	@$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

test-long: .venv/dev  ## With what takes long: every story on every database and transport, every race, every place to die (hours)
	@RUNSHEET_TEST_LONG=1 $(BIN)/python -m pytest $(ARGS)

check: .venv/dev
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest --quiet tests/test_architecture.py

format: .venv/dev
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .

bench: .venv/dev
	@$(BIN)/python -m benchmarks $(ARGS)

migration: .venv/dev  ## make migration m="what changed"
	@$(BIN)/python -m store.migrations "$(m)"
	@$(BIN)/ruff format --quiet store/migrations/versions

.venv:
	@test -n "$(PYTHON)" || { echo "Runsheet needs Python 3.11 or newer: install it first (Debian: apt install python3 python3-venv)."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing: install it first (Debian: apt install python3-venv)."; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/runtime: requirements.txt | .venv
	@echo "Installing what Runsheet needs into .venv ..."
	@$(PIP) -r requirements.txt
	@touch $@

.venv/dev: requirements-dev.txt | .venv
	@echo "Installing what the tests need into .venv ..."
	@$(PIP) -r requirements-dev.txt
	@touch $@ .venv/runtime

# Needs uv. The flags keep package addresses out of the files.
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet
lock:
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) pyproject.toml --group dev -o requirements-dev.txt

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis
