# Everything that a fresh clone needs. Each target sets up .venv by itself; the second time is quick.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEV_READY := $(VENV)/.ready-dev

.DEFAULT_GOAL := help
.PHONY: help serve test test-fast lint eval peers bench scale model model-report calibrate pictures mutations clean

help: ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

serve: $(READY) ## set up, build the index and open the page on 127.0.0.1:7860
	$(BIN)/policy-assistant serve

test: $(DEV_READY) ## set up and run every test: two at a time, then by itself what measures time
	$(BIN)/python -m pytest -m "not alone" -n 2 --dist loadfile --no-loadscope-reorder
	$(BIN)/python -m pytest -m alone

test-fast: $(DEV_READY) ## the tests without the slow ones and the browser
	$(BIN)/python -m pytest -m "not slow and not browser and not alone" -n 2 --dist loadfile --no-loadscope-reorder
	$(BIN)/python -m pytest -m "alone and not slow and not browser"

lint: $(DEV_READY) ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

eval: $(READY) ## ask the question sets and print the measures
	$(BIN)/policy-assistant eval --curve

peers: $(DEV_READY) ## the question sets, and other projects' retrieval beside ours
	$(BIN)/policy-assistant eval --curve --peers --models built-in,none,lsa,minilm

bench: $(READY) ## how long things take on this machine
	$(BIN)/python -m eval.bench

scale: $(READY) ## search and answers among 100, 10,000 and 300,000 clauses; takes an hour
	$(BIN)/python -m eval.scale

model-report: $(DEV_READY) ## what training brings over no model, LSA and MiniLM, on questions and clauses it did not see
	$(BIN)/python -m index.train --report --beside $$($(BIN)/python -c "from eval.peers import minilm; print(minilm())")

model: $(DEV_READY) ## make the built-in embedding model anew from the data in the repository
	$(BIN)/python -m index.train

calibrate: $(DEV_READY) ## fit to the question sets when to answer and when to refuse
	$(BIN)/python -m eval.calibrate

pictures: $(DEV_READY) ## take the pictures of the README anew
	$(BIN)/python docs/pictures.py

mutations: $(READY) ## wrong sentences that the guard catches, right ones that it blocks
	$(BIN)/python -m eval.mutations

clean: ## remove the environment and what tools left behind
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .hypothesis artefacts

# torch first and pinned: a later, unpinned install of it would bring CUDA along.
$(READY): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --progress-bar off torch==2.13.0
	$(BIN)/python -m pip install --quiet --progress-bar off --constraint constraints.txt --editable .
	touch $@

$(DEV_READY): $(READY)
	$(BIN)/python -m pip install --quiet --progress-bar off --constraint constraints.txt --group dev
	touch $@
