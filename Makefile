# make serve    serve on 127.0.0.1:8080 (PORT=9000 for another port, HOST=0.0.0.0 for every interface)
# make test     every check: style, types, document, tests
# make contract schemathesis with every check on every operation; takes an hour or so (TOOL=rfi for one Procore tool)
# make bench    the figures of benchmarks/README.md (needs wrk)
# Each creates .venv when there is none, and installs again only when pyproject.toml or the lock has changed.

PYTHON ?= python3
VENV ?= .venv
PORT ?= 8080
HOST ?= 127.0.0.1
JOBS ?= 2

BIN := $(VENV)/bin
LOCK := requirements/ci.lock
SERVE_STAMP := $(VENV)/.installed-serve
TEST_STAMP := $(VENV)/.installed-test
CLIENTS := tests/clients
# pip compiles what it installs, but not what it finds in place; the environment may keep Python from doing it.
COMPILED := $(BIN)/python -m compileall -q mockcore

.PHONY: help serve test contract lint fix lock clean bench

help:
	@sed -n 's/^# //p' Makefile

serve: $(SERVE_STAMP)
	@exec $(BIN)/mockcore serve --host $(HOST) --port $(PORT)

test: $(TEST_STAMP) lint
	@BIN=$(BIN) JOBS=$(JOBS) sh scripts/run-tests.sh

contract: $(TEST_STAMP)
	$(BIN)/python scripts/contract.py --jobs $(JOBS) $(if $(TOOL),--tool $(TOOL))
	$(if $(TOOL),,$(BIN)/python scripts/foreign_ids.py --jobs $(JOBS))

lint: $(TEST_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mockcore openapi check

fix: $(TEST_STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python scripts/readme.py --write
	$(BIN)/python scripts/architecture.py --write
	$(BIN)/python scripts/coverage.py --write

# The lock is what the newest versions that pyproject.toml admits resolve to, in a folder of its own.
lock:
	rm -rf .venv-lock && $(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet '.[test]'
	.venv-lock/bin/python -m pip freeze --exclude mockcore > $(LOCK)
	rm -rf .venv-lock

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache $(CLIENTS)/node_modules $(CLIENTS)/python_modules

# A test installation has all that a serving one needs: then there is nothing to do.
$(SERVE_STAMP): pyproject.toml $(LOCK) | $(BIN)/python
	@if [ ! -e $(TEST_STAMP) ] || [ -n "$$(find pyproject.toml $(LOCK) -newer $(TEST_STAMP))" ]; then \
		echo "Installing mockcore into $(VENV) (once)"; \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .; \
		$(COMPILED); \
	fi
	@touch $@

$(TEST_STAMP): pyproject.toml $(LOCK) | $(BIN)/python
	@echo "Installing mockcore and its checks into $(VENV) (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c $(LOCK) -e '.[test]'
	@$(COMPILED)
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "mockcore needs Python 3.11 or newer; name one with make PYTHON=/path/to/python3.13" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo "Python's venv module is missing (Debian, Ubuntu: install the package python3-venv)" >&2; exit 1; }

bench: $(TEST_STAMP)
	$(BIN)/python benchmarks/start.py
	$(BIN)/python benchmarks/requests.py
