# make demo needs git, make, python3 and python3-venv; nothing else. Every target uses .venv in this folder.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help demo test test-full lint format core test-tools benchmark reference picture constraints clean

BIN := .venv/bin
CODE := src tests benchmarks tools training

export PYTHONNOUSERSITE := 1
unexport PYTHONPATH PYTHONHOME

help:
	@echo "make demo         install the core and print the brief of the sample case"
	@echo "make test         everything CI checks: style, import contracts, types, tests (under ten minutes)"
	@echo "make test-full    the same with the long counts"
	@echo "make lint         style, import contracts and types alone"
	@echo "make benchmark    startup times"
	@echo "make reference    write docs/reference from the code again"
	@echo "make picture      take docs/brief.png of the sample case again"
	@echo "make format       put the code into its usual form"
	@echo "make constraints  choose and pin the packages anew (needs uv)"
	@echo "make clean        delete .venv and caches"

core:
	@tools/environment core

test-tools:
	@tools/environment test

demo: core
	@$(BIN)/gestae demo

# Every check runs, whatever the one before it said; pytest comes last so that its closing line does too.
test: test-tools
	@tools/chromium
	@tools/peers
	@tools/check

test-full: test-tools
	@tools/chromium
	@tools/peers
	@GESTAE_FULL=1 tools/check -m "full or not full"

lint: test-tools
	@tools/check --no-tests

format: test-tools
	@$(BIN)/ruff format $(CODE)
	@$(BIN)/ruff check --fix $(CODE)

benchmark: core
	@$(BIN)/python benchmarks/startup.py

reference: core
	@$(BIN)/python tools/make_reference.py

picture: test-tools
	@$(BIN)/python tools/make_picture.py

# Needs uv (https://docs.astral.sh/uv). The files hold names, versions and hashes; no address of any index.
UV := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate
constraints:
	$(UV) pyproject.toml --extra build -o constraints.txt
	$(UV) pyproject.toml --extra build --extra test --extra team --extra bulk -c constraints.txt -o constraints-test.txt

clean:
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist
	@find src tests benchmarks tools training -name __pycache__ -type d -prune -exec rm -rf {} +
