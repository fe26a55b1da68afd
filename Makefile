# Proving Ground. `make help` says what there is.
SHELL := /bin/sh
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
ASSETS := webapp/static/vendor/.assets
ARGS ?=

.PHONY: help run setup test lint format bench bench-data bench-site scale hostile endurance drill cluster tamper pictures lock clean moved

help: ## Say what there is
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(RUNTIME) $(ASSETS) ## Set everything up and start the product; Ctrl-C stops all of it
	@exec $(BIN)/proving up

setup: $(RUNTIME) $(ASSETS) ## Set everything up and start nothing
	@$(BIN)/proving setup

test: $(DEV) $(ASSETS) ## Run every test, in real containers and a real browser; ARGS="-k name" goes to pytest
	@$(BIN)/python -m proving.setup.tests $(ARGS)

lint: $(DEV) ## Check style, types and the direction of imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(DEV) ## Put the code into shape
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

bench: $(DEV) $(ASSETS) ## Measure what isolation costs, side by side
	@$(BIN)/python -m proving.setup.with_engine $(BIN)/python benchmarks/sandbox_speed.py $(ARGS)

bench-data: $(DEV) ## Make stores of 1,000,000 and of 10,000 executions to measure the site on
	@$(BIN)/python -m benchmarks.site.data $(ARGS)

bench-site: $(DEV) $(ASSETS) ## Measure every page on both, and with fifty watchers while a batch writes
	@$(BIN)/python -m benchmarks.site.speed $(ARGS)

scale: $(DEV) ## Measure what a trial costs beside agent and sandbox, and where one writer ends
	@PYTHONPATH=. $(BIN)/python benchmarks/scale.py $(ARGS)

hostile: $(DEV) ## Run every attack, and say what became of it
	@$(BIN)/python -m proving.setup.with_engine $(BIN)/python -m tests.hostile.report

drill: $(DEV) ## Kill parts of the product at 200 moments, and say what became of it; ARGS="--seed 2 --moments 50"
	@$(BIN)/python -m proving.setup.with_engine $(BIN)/python -m tests.drills.report $(ARGS)

cluster: $(DEV) ## Lose a node, the network and the scheduler of a cluster while a batch runs; as root
	@$(BIN)/python -m proving.setup.with_engine $(BIN)/python -m tests.drills.cluster $(ARGS)

endurance: $(DEV) ## Run the attacks on end, eight at a time, and look for what they leave; ARGS="--runs 100"
	@$(BIN)/python -m proving.setup.with_engine $(BIN)/python -m tests.hostile.endurance $(ARGS)

tamper: $(DEV) ## Change a database in every way that is known, and say what the audit finds
	@$(BIN)/python -m tests.tampering.report

pictures: $(DEV) $(ASSETS) ## Take pictures of every page into docs/pictures
	@$(BIN)/python -m proving.setup.browser
	@rm -f .proving/pictures.db*
	@PROVING_DATABASE=.proving/pictures.db $(BIN)/proving train --repeats 2 --seed 1 --title "Every task, every strategy"
	@PROVING_DATABASE=.proving/pictures.db $(BIN)/proving train --tasks difficulty:easy --seed 2 --title "The easy ones again"
	@$(BIN)/python -m tests.e2e.pictures --database .proving/pictures.db

lock: ## Pin the newest versions that fit, with hashes
	@sh requirements/lock.sh

clean: ## Remove all that was made here: environment, assets, engine data
	@if [ -x $(BIN)/python ]; then $(BIN)/python -m proving.setup.clean; fi
	@rm -rf $(VENV) webapp/static/vendor webapp/assets/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis

# an environment does not survive being moved
ifneq ($(CURDIR),$(shell cat $(VENV)/.place 2>/dev/null))
$(RUNTIME): moved
moved:
endif

$(RUNTIME): requirements/runtime.lock pyproject.toml
	@sh requirements/install.sh $(PYTHON) $(VENV) requirements/runtime.lock
	@touch $@

$(DEV): requirements/dev.lock $(RUNTIME)
	@sh requirements/install.sh $(PYTHON) $(VENV) requirements/dev.lock
	@touch $@

$(ASSETS): webapp/assets/package-lock.json
	@sh webapp/assets/fetch.sh
	@touch $@
