# make serve    serve on 127.0.0.1:8080 (PORT=9000 for another port, HOST=0.0.0.0 for every interface)
# make test     every check: style, types, document, tests
# make everywhere  a part of the tests with the oldest libraries, and on every other Python that is here
# make contract schemathesis with every check on every operation, and every sweep whole; takes an hour or two (TOOL=rfi for one
#                Procore tool, without the sweeps)
# make docs     the documentation site, in build/docs; a running server shows it at /_mockcore/docs
# make dist     the wheel and the sdist, in dist/, and the sdist's own tests of style and documents
# make release  VERSION=1.2.3: version and changelog, as a commit and a tag that are not pushed yet
# make bench    the figures of benchmarks/README.md (needs wrk)
# Each creates .venv when there is none, and installs again only when pyproject.toml or the lock has changed.

PYTHON ?= python3
VENV ?= .venv
PORT ?= 8080
HOST ?= 127.0.0.1
JOBS ?= 2

BIN := $(VENV)/bin
LOCK := requirements/ci.lock
LOWEST := requirements/lowest.lock
SERVE_STAMP := $(VENV)/.installed-serve
TEST_STAMP := $(VENV)/.installed-test
CLIENTS := tests/clients
# Tests elsewhere of which `make test` makes a sample.
SWEEPS = $(shell grep -rl "tests import sweep\|tests.sweep import" --include="test_*.py" tests | grep -v ^tests/contract/)
SDIST_TESTS ?= tests/test_house.py tests/test_docs.py tests/test_readme.py tests/test_engine.py tests/verbs
# pip compiles what it installs, but not what it finds in place; the environment may keep Python from doing it.
COMPILED := $(BIN)/python -m compileall -q mockcore

.PHONY: help serve test everywhere docs dist release contract lint fix lock clean bench

help:
	@sed -n 's/^# //p' Makefile

serve: $(SERVE_STAMP)
	@exec $(BIN)/mockcore serve --host $(HOST) --port $(PORT)

test: $(TEST_STAMP) lint
	@BIN=$(BIN) JOBS=$(JOBS) sh scripts/run-tests.sh

everywhere: $(TEST_STAMP)
	@BIN=$(BIN) JOBS=$(JOBS) sh scripts/run-everywhere.sh

contract: $(TEST_STAMP)
	$(BIN)/python scripts/contract.py --jobs $(JOBS) $(if $(TOOL),--tool $(TOOL))
	$(if $(TOOL),,$(BIN)/python scripts/foreign_ids.py --jobs $(JOBS))
	$(if $(TOOL),,$(BIN)/python scripts/random_operations.py)
	$(if $(TOOL),,OVER_HTTP=1 $(BIN)/pytest -n $(JOBS) tests/tools)
	$(if $(TOOL),,WHOLE_SWEEPS=1 $(BIN)/pytest -n $(JOBS) -m "sweep or not sweep" tests/contract $(SWEEPS))

lint: $(TEST_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mockcore openapi check

fix: $(TEST_STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python scripts/reference_tables.py --write
	$(BIN)/python scripts/architecture.py --write
	$(BIN)/python scripts/coverage.py --write
	$(BIN)/python scripts/reference_pages.py --write
	$(BIN)/python scripts/seed_schema.py --write

# The locks are what pyproject.toml admits: the newest versions, and the oldest on the oldest Python, in a folder of its own.
lock:
	rm -rf .venv-lock && $(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet '.[test]'
	{ sed '/^[^#]/d' $(LOCK); .venv-lock/bin/python -m pip freeze --exclude mockcore; } > .venv-lock/newest
	.venv-lock/bin/python -m pip install --quiet uv
	{ sed '/^[^#]/d' $(LOWEST); .venv-lock/bin/uv pip compile --quiet --no-header --no-annotate --resolution lowest-direct \
		--python-version 3.11 --extra pytest --constraints requirements/lowest.in pyproject.toml; } > .venv-lock/lowest
	mv .venv-lock/newest $(LOCK) && mv .venv-lock/lowest $(LOWEST)
	rm -rf .venv-lock

docs: $(TEST_STAMP)
	@$(BIN)/python scripts/docs_site.py --strict

dist: $(TEST_STAMP)
	rm -rf dist .venv-dist && $(PYTHON) -m venv .venv-dist
	.venv-dist/bin/python -m pip install --quiet --disable-pip-version-check build
	.venv-dist/bin/python -m build --outdir dist .
	mkdir .venv-dist/sdist && tar -xzf dist/*.tar.gz -C .venv-dist/sdist --strip-components 1
	cd .venv-dist/sdist && $(abspath $(BIN))/python -m pytest -q -n $(JOBS) -p no:cacheprovider $(SDIST_TESTS)
	rm -rf .venv-dist

release: $(TEST_STAMP)
	$(BIN)/python scripts/release.py $(VERSION)

clean:
	rm -rf $(VENV) .venv-everywhere build dist .mypy_cache .ruff_cache .pytest_cache $(CLIENTS)/node_modules $(CLIENTS)/python_modules

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
