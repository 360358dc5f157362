# make run: set up, read the bundled samples, serve.  make test: set up, run the tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= var
PORT ?= 8000
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--custom-compile-command "make lock"
LOCK := $(COMPILE) pyproject.toml
# What is told of the dependencies themselves has an environment of its own.
SUPPLY := build/supply

.PHONY: run test opensearch eval report lint types e2e crash soak requests fuzz bench samples lock sbom audit clean

run: $(VENV)/run.stamp
	$(BIN)/ajsearch serve --demo --data $(DATA) --port $(PORT)

test: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -m "not e2e"

e2e: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -m e2e

# The jars of a real OpenSearch from Maven Central, for the tests of that engine.
opensearch: build/opensearch.stamp

build/opensearch.stamp: tests/opensearch/pom.xml
	rm -rf build/opensearch
	mvn -q -B -f $< dependency:copy-dependencies -DoutputDirectory=$(CURDIR)/build/opensearch
	touch $@

eval: $(VENV)/dev.stamp report
	$(BIN)/python -m pytest tests/eval

lint: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports

report: $(VENV)/dev.stamp
	$(BIN)/python -m tests.eval.report

types: $(VENV)/dev.stamp
	$(BIN)/mypy

POINTS ?= 200
crash: $(VENV)/dev.stamp
	$(BIN)/python -m tests.crash --points $(POINTS)

SOAK_MINUTES ?= 10
soak: $(VENV)/dev.stamp
	$(BIN)/python -m tests.soak --minutes $(SOAK_MINUTES)

REQUESTS ?= 100000
requests: $(VENV)/dev.stamp
	$(BIN)/python -m tests.hostile_requests --count $(REQUESTS)

MINUTES ?= 60
fuzz: $(VENV)/dev.stamp
	$(BIN)/python -m tests.fuzz --minutes $(MINUTES)

bench: $(VENV)/dev.stamp
	$(BIN)/python -m benchmarks

samples: $(VENV)/dev.stamp
	$(BIN)/python tests/eval/make_samples.py

lock: $(VENV)/dev.stamp
	$(LOCK) --extra build -o requirements.lock
	$(LOCK) --extra build --extra opensearch -c requirements.lock -o requirements-opensearch.lock
	$(LOCK) --extra dev --extra opensearch -c requirements.lock -o requirements-dev.lock
	$(COMPILE) --group supply -o requirements-supply.lock

# dist/sbom.json: all that an installation consists of, as CycloneDX.
sbom: $(SUPPLY)/stamp
	@mkdir -p dist
	$(SUPPLY)/bin/cyclonedx-py requirements requirements-opensearch.lock --pyproject pyproject.toml \
		--output-reproducible --of JSON -o dist/sbom.json

# Known holes in the dependencies; asks a service in the network (pypi or osv), so that no test calls it.
AUDIT_SERVICE ?= pypi
audit: $(SUPPLY)/stamp
	@told=$$($(SUPPLY)/bin/pip-audit --strict --disable-pip --require-hashes -s $(AUDIT_SERVICE) \
		-r requirements-opensearch.lock 2>&1) && echo "$$told" || { case "$$told" in \
		*Found*vulnerabilit*) echo "$$told" ;; \
		*) echo "Known holes could not be asked for: the service $(AUDIT_SERVICE) does not answer here." ;; \
		esac; exit 1; }

$(SUPPLY)/stamp: requirements-supply.lock
	$(PYTHON) -m venv $(SUPPLY)
	$(SUPPLY)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-supply.lock
	touch $@

clean:
	rm -rf $(VENV) var build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "ajsearch needs Python 3.11 or newer; name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@
