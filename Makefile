# Every target sets up what it needs; a second run finds it done. `make` alone says what there is.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PORT ?= 8321
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input

# Stamps lie in the environment, so that removing .venv forgets them too.
VENV := .venv/.made
SITE := .venv/.site
DEV := .venv/.dev
FUZZ := .venv/.fuzz
VENDOR := holdspace/web/static/vendor/manifest.json
BROWSER := .venv/.browser

# A file stays on one worker; files begin in the order of tests/conftest.py, long ones first.
TWO_WORKERS := -n 2 --dist loadfile --no-loadscope-reorder

# For each parser, when fuzzing.
SECONDS ?= 60

.PHONY: help demo serve prove test check format bench fuzz requirements clean

help:
	@echo 'make demo    a clinic with made-up people and a simulated monitor, on http://localhost:$(PORT)'
	@echo 'make serve   the site for a real clinic (read docs/how-to/run-it.md first)'
	@echo 'make prove   the crash tests on this machine, with a dated report'
	@echo 'make test    every test, with the browser they need'
	@echo 'make check   format, lint, types, imports, templates, JavaScript, then the fast tests'
	@echo 'make format  put code and templates in their one form'
	@echo 'make fuzz    every parser of foreign input, SECONDS=60 each, guided by the code it reaches'
	@echo 'make bench   how fast it is, beside a raw baseline'

demo: $(SITE) $(VENDOR)
	@exec $(BIN)/python -m holdspace demo --port $(PORT) $(if $(LAN),--lan $(LAN))

serve: $(SITE) $(VENDOR)
	@exec $(BIN)/python -m holdspace serve --port $(PORT)

prove: $(SITE) $(VENDOR)
	@exec $(BIN)/python -m holdspace prove

test: $(DEV) $(VENDOR) $(BROWSER)
	$(BIN)/python -m pytest $(TWO_WORKERS)

check: $(DEV) $(VENDOR)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy holdspace
	$(BIN)/djlint holdspace --check --quiet
	$(BIN)/djlint holdspace --lint --quiet
	find holdspace -name '*.html' -exec $(BIN)/djade --target-version 5.2 --check {} +
	$(BIN)/python tools/check_javascript.py
	$(BIN)/python -m pytest $(TWO_WORKERS) --ignore tests/journeys --ignore tests/faults

format: $(DEV)
	$(BIN)/ruff check --fix --select I .
	$(BIN)/ruff format .
	-$(BIN)/djlint holdspace --reformat --quiet
	find holdspace -name '*.html' -exec $(BIN)/djade --target-version 5.2 {} +

bench: $(DEV) $(VENDOR)
	$(BIN)/python -m benchmarks

fuzz: $(FUZZ)
	$(BIN)/python -m tests.fuzzing --seconds $(SECONDS)

# Versions and hashes only: no index address ends up in the files.
COMPILE = $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --upgrade --quiet \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
	--custom-compile-command 'make requirements'

requirements: $(VENV)
	$(INSTALL) uv
	$(COMPILE) --group build -o requirements/site.txt
	$(COMPILE) --group dev -c requirements/site.txt -o requirements/dev.txt
	$(subst pyproject.toml,,$(COMPILE)) --group fuzz -o requirements/fuzz.txt

clean:
	rm -rf .venv node_modules holdspace/web/static/vendor dist

$(VENV): tools/make_environment.sh
	@sh tools/make_environment.sh .venv
	@touch $@

$(SITE): $(VENV) requirements/site.txt pyproject.toml
	@echo 'Installing what the site needs ...'
	@$(INSTALL) --require-hashes -r requirements/site.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): $(SITE) requirements/dev.txt
	@echo 'Installing what checks and tests need ...'
	@$(INSTALL) --require-hashes -r requirements/dev.txt
	@touch $@

$(FUZZ): $(DEV) requirements/fuzz.txt
	@echo 'Installing what chooses the inputs ...'
	@$(INSTALL) --require-hashes -r requirements/fuzz.txt
	@touch $@

$(VENDOR): $(SITE) hatch_build.py package.json package-lock.json
	@$(BIN)/python hatch_build.py
	@touch $@

$(BROWSER): $(DEV) tools/install_browser.sh
	@sh tools/install_browser.sh $(BIN)
	@touch $@
