# Every target sets up what it needs: a virtual environment in .venv with the locked dependencies, nothing global.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/ready
GOLD   ?= corpus/annotations

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint types unit evaluate snapshot soak bench compare docs notebooks screenshots schemas lock names-report press-report train-names train model-report clean

help:  ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# The stamp depends on the lock, so that a changed lock is installed and an unchanged one costs nothing.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; ok = (3, 11) <= sys.version_info[:2] <= (3, 13); ok or sys.exit("ruammit needs Python 3.11 to 3.13, and $(PYTHON) is " + sys.version.split()[0] + ". Name another one: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

setup: $(READY)  ## make .venv with the locked dependencies

demo: $(READY)  ## extract corpus/articles and show the reference article's records
	rm -rf build/demo
	$(BIN)/ruammit extract corpus/articles -o build/demo
	$(BIN)/ruammit show corpus/articles/th-haiphong-antwerp.txt --records

test: lint types unit  ## lint, types and the whole test suite

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	PYTHONPATH=pipeline $(BIN)/lint-imports

types: $(READY)
	$(BIN)/mypy

unit: $(READY)
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not soak"

evaluate: $(READY)  ## accuracy on the annotated articles of GOLD
	$(BIN)/ruammit evaluate $(GOLD)

snapshot: $(READY)  ## write the reference article's snapshot again, to be read before it is committed
	$(BIN)/python -m pytest tests/test_reference.py --rewrite-snapshot
	git diff --stat -- tests/reference.json

train: $(READY)  ## train the record models again; CORPORA="DIR ..." holds the texts of corpus/standoff
	$(BIN)/python -m pip install --quiet "scikit-learn>=1.6"
	PYTHONHASHSEED=0 $(BIN)/python -m ruammit.training.records $(CORPORA)

model-report: $(READY)  ## the record models' card, every figure computed anew; CORPORA as for train
	$(BIN)/python -m pip install --quiet "scikit-learn>=1.6"
	PYTHONHASHSEED=0 $(BIN)/python -m ruammit.training.records --report $(CORPORA)

SEED ?= $(shell date +%Y%m%d)
soak: $(READY)  ## the long tests, and the property tests with the examples of SEED (the day, if not given)
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "soak or hypothesis" --hypothesis-profile=soak --hypothesis-seed=$(SEED)

bench: $(READY)  ## the benchmarks, as ratios in one run; PARTS="speed merge" for some of them
	$(BIN)/python -m tests.benchmarks $(PARTS)

compare: $(READY)  ## names and dates beside PyThaiNLP, underthesea, spaCy and dateparser; GOLD="DIR ..." for other annotated articles
	$(BIN)/python -m tests.benchmarks.compare $(GOLD)

docs: $(READY)  ## the documentation as HTML in build/docs; a warning is an error
	$(BIN)/python -m sphinx --fail-on-warning --keep-going --quiet --builder html docs build/docs

schemas: $(READY)  ## write schemas/ again from ruammit.schema
	$(BIN)/ruammit schema --output schemas

lock:  ## resolve requirements.lock again (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --all-extras --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --output-file requirements.lock

notebooks: $(READY)  ## run the notebooks and keep their outputs
	rm -rf notebooks/dataset*
	$(BIN)/jupyter nbconvert --to notebook --execute --inplace notebooks/*.ipynb

names-report: $(READY)  ## names found and missed, by press and type, on the annotated articles of GOLD; SENTENCES=thai-ner.conll
	$(BIN)/python -m ruammit.training.names.report $(GOLD) $(if $(SENTENCES),--sentences $(SENTENCES))

press-report: $(READY)  ## accuracy by press on the held-out articles of GOLD; CORPORA="DIR ..." also has the general articles
	$(BIN)/python -m ruammit.training.press $(GOLD) $(CORPORA)

train-names: $(READY)  ## train the Thai tagger again; CORPORA="DIR ..." holds the texts of corpus/standoff, SENTENCES=thai-ner.conll, TEXTS="DIR ..." for new clusters
	$(BIN)/python -m ruammit.training.names.train --lang th --corpora $(CORPORA) --sentences $(SENTENCES) --texts $(TEXTS)

screenshots: $(READY)  ## take README's pictures again (needs Chromium)
	rm -rf build/demo
	$(BIN)/ruammit extract corpus/articles -o build/demo
	$(BIN)/python tools/screenshots.py build/demo docs/images

clean:  ## remove what was made
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
