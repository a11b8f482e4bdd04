# Needs python3 (3.11 or newer), make and a network for packages; everything else lands in .venv.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
TEXTS ?= $(wildcard $(SHARED)/data/polnear/dev/text)
DOCUMENTS ?= 100000
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps
export PYTHONPATH := src:.

.DELETE_ON_ERROR:
.PHONY: help demo test lint types check eval bench bench-ledger docs lock wheel clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

demo: $(VENV)/.runtime ## install what is locked and read the demo report
	$(BIN)/onrecord demo

test: lint types ## all checks and tests
	$(BIN)/python -m pytest -q

lint: $(VENV)/.dev ## ruff and the import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache

types: $(VENV)/.dev ## mypy, strict
	$(BIN)/mypy

eval: $(VENV)/.dev ## measure quality and hold the floors (ARGS=--raise lifts them)
	$(BIN)/python -m evaluation.gate $(ARGS)

bench: $(VENV)/.bench ## words a second, memory and start-up beside a spaCy small-model pass
	$(BIN)/python -m benchmarks.read $(TEXTS)

bench-ledger: $(VENV)/.runtime ## add, search and verify 100,000 invented reports (DOCUMENTS=2000 for a short run)
	$(BIN)/python -m benchmarks.ledger --documents $(DOCUMENTS) $(ARGS)

docs: $(VENV)/.dev ## renew the generated part of the documentation
	$(BIN)/typer onrecord.cli utils docs --name onrecord --title "The command line" --output docs/cli.md

wheel: $(VENV)/.runtime ## build the wheel into dist/
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

lock: $(VENV)/.lock ## renew requirements/*.txt from pyproject.toml
	$(BIN)/python requirements/lock.py $(BIN)/uv

clean: ## remove what these targets made
	rm -rf $(VENV) onrecord-demo.html build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed (PYTHON=python3.12 make ...)")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements/runtime.txt requirements/build.txt pyproject.toml | $(VENV)/bin/python
	$(INSTALL) -r requirements/build.txt -r requirements/runtime.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.runtime
	$(INSTALL) -r requirements/dev.txt
	@touch $@

$(VENV)/.bench: requirements/bench.txt $(VENV)/.runtime
	$(INSTALL) -r requirements/bench.txt
	@touch $@

$(VENV)/.lock: | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.5'
	@touch $@
