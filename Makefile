# make app     serve the app (creates .venv first, when needed)
# make test    run every test (finds or installs a browser first)
# make fuzz    what takes long: thousands of damaged files, every shipped translation, whole trainings
# make lint    ruff
# make bench   timings as JSON lines     make load   many visitors at once, as JSON lines
# make clean   remove what these made
#
# PYTHON=python3.12 chooses the interpreter, PIP_ARGS="..." goes to pip install, PORT=8080 chooses the port.

PYTHON ?= python3
PIP_ARGS ?=
TESTS ?= tests
VENV := .venv
# Modules are compiled when they are first imported: most never are.
PIP_OPTIONS := --disable-pip-version-check --no-compile -q
export NUMBA_CACHE_DIR ?= $(CURDIR)/.cache/numba
BIN := $(VENV)/bin

.PHONY: app test fuzz lint bench load clean
.DELETE_ON_ERROR:

app: $(VENV)/.app
	$(if $(PORT),STREAMLIT_SERVER_PORT=$(PORT) )$(BIN)/python -m app

test: $(VENV)/.dev $(VENV)/.browser
	$(BIN)/python -m tests.lanes $(TESTS)

fuzz: $(VENV)/.dev
	$(BIN)/python -m pytest -m fuzz -rfE $(TESTS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

bench: $(VENV)/.dev $(VENV)/.browser
	$(BIN)/python -m tests.benchmarks.trace
	$(BIN)/python -m tests.benchmarks.speech
	$(BIN)/python -m tests.benchmarks.words
	$(BIN)/python -m tests.benchmarks.bias
	$(BIN)/python -m tests.benchmarks.points
	$(BIN)/python -m tests.benchmarks.maps
	$(BIN)/python -m tests.benchmarks.beam
	$(BIN)/python -m tests.benchmarks.browser
	$(BIN)/python -m tests.benchmarks.upload
	$(BIN)/python -m tests.benchmarks.translating
	$(BIN)/python -m tests.benchmarks.bleu
	$(BIN)/python -m tests.benchmarks.ctc
	$(BIN)/python -m tests.benchmarks.captions
	$(BIN)/python -m tests.benchmarks.language
	$(BIN)/python -m tests.benchmarks.sampling
	$(BIN)/python -m tests.benchmarks.shapes
	$(BIN)/python -m tests.benchmarks.gradients
	$(BIN)/python -m tests.benchmarks.both_ways
	$(BIN)/python -m tests.benchmarks.deep
	$(BIN)/python -m tests.benchmarks.word2vec
	$(BIN)/python -m tests.benchmarks.glove

load: $(VENV)/.dev
	$(BIN)/python -m tests.benchmarks.load
	$(BIN)/python -m tests.benchmarks.beside

clean:
	rm -rf $(VENV) .cache .pytest_cache .ruff_cache test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed."; exit 1; }
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "On Debian: apt-get install python3-venv"; exit 1; }

$(VENV)/.app: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install $(PIP_OPTIONS) $(PIP_ARGS) -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install $(PIP_OPTIONS) $(PIP_ARGS) -r requirements-dev.txt
	@touch $@ $(VENV)/.app

$(VENV)/.browser: | $(VENV)/.dev
	$(BIN)/python -m tests.browser.chromium
	@touch $@
