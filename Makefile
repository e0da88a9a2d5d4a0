# GNU make. Every verb sets up .venv first where it is missing or out of date, so that each is the only command needed.

PYTHON ?= python3
# JOBS: how many reports are made at the same time; as many as the machine has cores where it is left out.

BIN := .venv/bin
INSTALLED := .venv/.installed
# Twice quiet: errors are shown, and not what a machine's own pip settings are warned of.
PIP_INSTALL := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check
# The same as the hook in .pre-commit-config.yaml.
STRIP := --keep-id --extra-keys "metadata.papermill cell.metadata.papermill cell.metadata.execution"
# What holds without reading data or drawing: seconds, where the whole of the tests takes minutes.
QUICK_TESTS := tests/notebooks/test_shape.py tests/unit/params/test_schemas.py tests/unit/test_translations.py tests/test_house.py tests/test_dependencies.py tests/test_unused.py tests/test_documents.py \
	tests/unit/params/test_sensitivity_faults.py tests/unit/disclosure/auditing/test_declared.py \
	tests/unit/presentation/test_kinds_of_figures.py

.PHONY: audit bench branches check commands coverage faults format fuzz gallery handbook help lab lock methods mutants release reports schemas setup test translations vulnerabilities wheel dependencies
.DEFAULT_GOAL := help

help: ## what each verb does
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' $(MAKEFILE_LIST)

setup: $(INSTALLED) ## arvio and what it needs into .venv/, and no reports yet

reports: $(INSTALLED) ## every report that params ask for, into reports/
	$(BIN)/arvio run $(if $(JOBS),--jobs $(JOBS))

test: $(INSTALLED) ## all tests
	$(BIN)/python -m pytest

check: $(INSTALLED) ## what takes seconds: lint, format, import order, notebooks, schemas, translations, the house
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy --platform win32 --cache-dir build/mypy-win32
	$(BIN)/lint-imports
	$(BIN)/nbstripout --verify $(STRIP) notebooks/*.ipynb
	$(BIN)/python -m pytest --quiet $(QUICK_TESTS)

audit: $(INSTALLED) ## what everything ever published gives away together: facts, protected numbers, leaks by organisation and reader
	$(BIN)/arvio audit

bench: $(INSTALLED) ## how fast batches are made, against plain tools and by size; how fast one is audited and read (30 min)
	@$(BIN)/python -m compileall -q src
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/audit.py
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/store.py
	$(BIN)/python benchmarks/batch.py
	$(BIN)/python benchmarks/identities.py
	$(BIN)/python benchmarks/scale.py
	$(BIN)/python benchmarks/load.py
	$(BIN)/python benchmarks/report_time.py

dependencies: $(INSTALLED) ## docs/dependencies.md: what arvio rests on, and under which licences
	$(BIN)/python docs/dependencies.py

commands: $(INSTALLED) ## docs/commands.md from the commands' own help
	$(BIN)/python docs/commands.py

# A process that makes a report is killed when its answer is there: tests/branches has it write down before what it ran.
# A test that fails ends the verb as failed when all is told. Absolute, since tests start processes in folders of their
# own; each step of coverage loads the plugin.
COUNTING := PYTHONPATH="$(CURDIR)/tests/branches" COVERAGE_FILE="$(CURDIR)/build/branches/data" $(BIN)/python -m coverage
branches: $(INSTALLED) ## all tests, and which branches of src/ none of them takes; fails under 95 %
	@rm -rf build/branches
	$(COUNTING) run -m pytest; failed=$$?; \
		$(COUNTING) combine --quiet && $(COUNTING) report --fail-under=95 && exit $$failed

coverage: $(INSTALLED) ## how often our intervals of 95 % hold the true value for few answers, and docs/methods.md with it
	$(BIN)/python benchmarks/coverage.py
	$(BIN)/python -m arvio.indicators.methods

faults: $(INSTALLED) ## every stage of every command that writes killed, cut off, refused or without space (hours)
	ARVIO_FAULTS=all $(BIN)/python -m pytest tests/faults/test_stages.py tests/faults/test_surroundings.py \
		tests/faults/test_shared_folder.py tests/faults/test_new_project.py

format: $(INSTALLED) ## imports sorted, lines wrapped, notebooks without outputs: all that make check can mend by itself
	-$(BIN)/ruff check --quiet --fix .
	$(BIN)/ruff format --quiet .
	$(BIN)/nbstripout $(STRIP) notebooks/*.ipynb

fuzz: $(INSTALLED) ## all that is read, and the page, on EXAMPLES hostile inputs each (2000 if left out), others each time
	ARVIO_FUZZ_EXAMPLES=$(or $(EXAMPLES),2000) $(BIN)/python -m pytest tests/faults/test_arbitrary_*.py \
		tests/browser/test_arbitrary_markup.py

gallery: $(INSTALLED) ## docs/gallery anew: pictures of the reports in reports/ (needs Chromium and make reports)
	$(BIN)/python tests/browser/gallery.py reports

handbook: $(INSTALLED) ## the handbook in Finnish and English, as pages in build/handbook that open from the folder
	$(BIN)/python docs/handbook/build.py

lab: $(INSTALLED) ## a report in JupyterLab: asks which one
	$(BIN)/arvio open

lock: ## requirements.lock anew from pyproject.toml (needs uv on the path)
	uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --upgrade --output-file requirements.lock

methods: $(INSTALLED) ## docs/methods.md from the docstrings of the estimates
	$(BIN)/python -m arvio.indicators.methods

release: $(INSTALLED) ## a release: built twice, installed and used outside the checkout, into dist/ (docs/releasing.md)
	@test -z "$$(git status --porcelain)" || { echo "Commit first: what is released is a commit." >&2; exit 1; }
	$(BIN)/python -m pytest --quiet tests/end_to_end/test_wheel.py tests/test_house.py
	$(BIN)/python release/build.py dist

mutants: $(INSTALLED) ## how many of MUTANTS small mistakes (600 if left out; SEED: others) in protection and estimates the tests notice
	MUTANTS=$(MUTANTS) SEED=$(SEED) $(BIN)/python tests/mutants/mutants.py $(FILES)

schemas: $(INSTALLED) ## params/schema from the models
	$(BIN)/python -m arvio.params.schemas

translations: $(INSTALLED) ## the catalogues from the messages of sources, templates and notebooks
	$(BIN)/python -m arvio.translations.extract

# Each version is asked for by its name, so nothing is installed; strict, since a service that does not know a package
# would otherwise pass for one that knows of no weakness.
vulnerabilities: $(INSTALLED) ## whether weaknesses are known of what the lock names (asks a service: needs a network)
	$(BIN)/pip-audit --strict --requirement requirements.lock --disable-pip --require-hashes --progress-spinner off

wheel: $(INSTALLED) ## the sdist and the wheel into dist/, with the same bytes whenever a commit is built
	$(BIN)/python release/build.py dist

# Two steps, since pip refuses a package without a hash beside packages with one. pip compiles what it installs but not
# an editable package, which would be compiled again at each start where Python may not write beside the sources.
$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("arvio needs Python 3.11 or newer. If it has a name of its own, say so: make PYTHON=python3.13 reports")'
	$(PYTHON) -m venv .venv
	$(PIP_INSTALL) --require-hashes -r requirements.lock
	$(PIP_INSTALL) --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q src
	@touch $@
