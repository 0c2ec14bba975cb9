# Evenhand. `make help` lists what can be done.
.DEFAULT_GOAL := help
.PHONY: help setup demo test check story docs bench words mutation
MAKEFLAGS += --no-print-directory
PORT ?= 8000
export PORT
BIN := .venv/bin
READY := .venv/.ready
WORDS := $(shell find src -name '*.po' 2>/dev/null)

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) $(WORDS:.po=.mo)  ## the environment in .venv/, translations compiled

demo: setup  ## a believable shop on PORT (8000), with both sides to play; state in var/
	@exec env EVENHAND_DEMO=1 $(BIN)/evenhand demo

test: setup  ## all tests (ARGS="tests/domain -k refund" for some)
	@.ci/chromium || true
	@$(BIN)/pytest -n $${WORKERS:-2} --dist loadfile $(ARGS)

check: setup  ## ruff, mypy, import contract, templates, migrations, house rules
	@.ci/check

story: setup  ## what follows from an event: make story EVENT=ReturnRequested
	@$(BIN)/python -m tests.house.story $(EVENT)

docs: setup  ## write the pages that are made from code: flows, requirements
	@$(BIN)/python -m tests.house.pages

mutation: setup  ## change each rule bit by bit: a test must notice (SAMPLE=160 for a drawn part)
	@$(BIN)/python -m tests.mutation

bench: setup  ## measurements, as tables (ARGS="pages" for some, BENCH_MATTERS=10000,100000,1000000)
	@$(BIN)/python -m bench $(ARGS)

words: setup  ## collect what is said into the translators' files
	@$(BIN)/python -m evenhand.faces.look.catalogue

# --- made once, and again only when what it is made from changes -------------------------------------
$(READY): requirements.lock pyproject.toml
	@.ci/environment
	@touch $@

%.mo: %.po $(READY)
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@
