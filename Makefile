# On a fresh clone:  make demo   and   make test   (needed: Python 3.11, pip, make; no compiler, no root).
PYTHON ?= $(shell command -v python3.11 || command -v python3)
.DEFAULT_GOAL := help
BIN := .venv/bin
PIP := $(PYTHON) -m pip --python $(BIN)/python --quiet --disable-pip-version-check

demo: .venv/run  ## set up, then scan the sample leaks (status 3 only says that some evidence is damaged, as it is)
	$(BIN)/triage scan sample_leaks || test $$? -eq 3

test: .venv/dev  ## set up, then run every test; ARGS="-k cnic" chooses
	$(BIN)/python -m pytest --numprocesses auto $(ARGS)

check: .venv/dev  ## lint, format, types, dead code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/vulture

fix: .venv/dev  ## let ruff repair and format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: .venv/run  ## install this folder, then write the generated documents again
	$(BIN)/python docs/reference.py
	$(BIN)/python docs/architecture.py

bench: .venv/dev  ## speed, detection and genuineness, beside named peers; NAME=scan chooses
	for each in $(or $(NAME:%=benchmarks/%.py),$(wildcard benchmarks/*.py)); do $(BIN)/python $$each || exit 1; done

profile: .venv/dev  ## where the time of a scan goes, stage by stage; NAME=scan, start or small_files
	$(BIN)/python benchmarks/stages.py $(or $(NAME),scan)

lock: .venv/dev  ## choose newer dependencies
	$(LOCK) --extra build --output-file locks/run.lock pyproject.toml
	$(LOCK) --extra dev --constraints locks/run.lock --output-file locks/dev.lock pyproject.toml
LOCK = $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --only-binary :all: \
	--generate-hashes --no-header --no-annotate --no-emit-package leak-triage

# Wheels only, each held by its hash, and nothing that the lock does not name: a resolver that looks for itself finds
# releases newer than the lock. Our own package is built by what the lock has installed.
.venv/run .venv/dev: .venv/%: locks/%.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv --without-pip .venv
	$(PIP) install --no-deps --only-binary :all: --require-hashes --requirement $<
	$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	touch $@

help:  ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 10

.PHONY: demo test check fix docs bench profile lock help
