# Check My OGP: everything one does with a checkout. `make` alone lists it.

HOST ?= 127.0.0.1
PORT ?= 8000
VENV ?= .venv
# Further words for pytest, for example ARGS="tests/unit -k median".
ARGS ?=

BIN := $(VENV)/bin
# A stamp carries the checksum of the lock it was installed from: another lock, another stamp.
RUN_STAMP := $(VENV)/installed-run-$(shell cksum < requirements/run.txt | cut -d ' ' -f 1)
DEV_STAMP := $(VENV)/installed-dev-$(shell cksum < requirements/dev.txt | cut -d ' ' -f 1)
CATALOGUES := $(wildcard translations/*/LC_MESSAGES/messages.po)
COMPILED := $(CATALOGUES:.po=.mo)
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header

# The application is run from the checkout, not installed: there is then no second copy to go stale.
export PYTHONPATH := $(CURDIR)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run setup test prove bench lint format types contracts look lock translations migration chromium clean

help: ## List what can be made.
	@echo "Check My OGP. What can be made:"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1#\2/p' $(firstword $(MAKEFILE_LIST)) | awk -F '#' '{ printf "%-20s %s\n", $$1, $$2 }'

run: setup ## Install, set up the database, load the plans and serve them (HOST, PORT).
	@$(BIN)/python -c "$$CHECK_ADDRESS" "$(HOST)" "$(PORT)"
	@echo "Serving: open http://$(HOST):$(PORT)/ in a browser. Ctrl-C stops it; nothing is lost."
	@exec $(BIN)/flask --app checkmyogp serve --host "$(HOST)" --port "$(PORT)"

setup: $(RUN_STAMP) $(COMPILED) ## Do all that `run` does, short of serving.
	@echo "Setting up the database, the country pack and the demonstration round, where they are not there yet."
	@$(BIN)/flask --app checkmyogp setup --demonstration

# All of them are shared out to one process for each core and one more, since a browser or a server is often waited for;
# for a few, starting those would take longer than they do.
test: $(DEV_STAMP) $(COMPILED) chromium ## Run every test (ARGS for pytest); says at the end what it could not test.
	@echo "Running the tests."
	@$(BIN)/python -m pytest $(or $(ARGS),--numprocesses "$$($(BIN)/python -c 'import os; print((os.cpu_count() or 1) + 1)')")

prove: $(DEV_STAMP) $(COMPILED) chromium ## Attack it as trust in it needs, at full weight, and print what was tried and found.
	@$(BIN)/python -m pytest tests/trust --prove $(ARGS)

bench: $(DEV_STAMP) $(COMPILED) ## Measure what should be fast, as ratios within this run, and print them.
	@$(BIN)/python -m tests.bench

lint: $(DEV_STAMP) ## Check the style of code and templates.
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@if [ -d templates ]; then $(BIN)/djlint --lint --quiet templates; fi

format: $(DEV_STAMP) ## Put the code into the form that `lint` asks for.
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

types: $(DEV_STAMP) ## Check the types, strictly.
	@$(BIN)/pyright --pythonpath $(BIN)/python

contracts: $(DEV_STAMP) ## Check which package may look at which.
	@$(BIN)/lint-imports --no-cache

look: $(DEV_STAMP) $(COMPILED) chromium ## Photograph every page and state, with an index page to look through.
	@$(BIN)/python -m tests.look

lock: $(DEV_STAMP) ## Renew the locked versions (UPGRADE=1 takes the newest allowed).
	@$(LOCK) $(if $(UPGRADE),--upgrade) pyproject.toml -o requirements/run.txt > /dev/null
	@$(LOCK) $(if $(UPGRADE),--upgrade) --extra dev -c requirements/run.txt pyproject.toml -o requirements/dev.txt > /dev/null
	@echo "Locked: look through the difference of requirements/ before committing it."

translations: $(DEV_STAMP) ## Bring every catalogue up to date with code and templates, then compile it.
	@$(BIN)/pybabel --quiet extract -F babel.cfg -k lazy_gettext -k lazy_ngettext:1,2 --no-location --sort-output \
		--no-wrap --project "Check My OGP" -o translations/messages.pot .
	@for folder in translations/*/; do \
		$(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap \
			-i translations/messages.pot -o "$${folder}LC_MESSAGES/messages.po" -l "$$(basename "$$folder")"; done
	@rm -f translations/messages.pot
	@$(MAKE) --no-print-directory $(COMPILED)
	@echo "Catalogues updated: translate what is still empty."

migration: $(DEV_STAMP) ## Write a migration from the models: make migration NAME="what it changes".
	@test -n "$(NAME)" || { echo 'Say what it changes: make migration NAME="add the table of replies"'; exit 2; }
	@$(BIN)/flask --app checkmyogp db revision --autogenerate -m "$(NAME)"
	@echo "Autogenerate does not see CHECK constraints: add those by hand, then run the tests."

clean: ## Remove what was made, except the database in instance/.
	@rm -rf $(VENV) build dist .pytest_cache .ruff_cache .hypothesis .coverage look
	@rm -f $(COMPILED)
	@find checkmyogp tests migrations -name __pycache__ -type d -prune -exec rm -rf {} + 2> /dev/null || true

# ----------------------------------------------------------------------------- how it is installed

# The newest name first; `python3` may be older than what is asked for.
$(BIN)/python:
	@for python in python3 python3.14 python3.13 python3.12 python3.11; do \
		if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then \
			echo "Making a virtual environment in $(VENV) with $$("$$python" --version)."; \
			"$$python" -m venv --clear $(VENV) && exit 0; \
			echo "Python could not make a virtual environment. On Debian and Ubuntu: apt install python3-venv" >&2; \
			rm -rf $(VENV); exit 1; \
		fi; \
	done; \
	echo "Check My OGP needs Python 3.11 or later, and found none under the names python3, python3.11 to python3.14." >&2; exit 1

$(RUN_STAMP): | $(BIN)/python
	@echo "Installing what the application needs, as locked in requirements/run.txt."
	@$(call install,requirements/run.txt)
	@rm -f $(VENV)/installed-run-* && touch $@

$(DEV_STAMP): | $(BIN)/python
	@echo "Installing what the tests and linters need, as locked in requirements/dev.txt."
	@$(call install,requirements/dev.txt)
	@rm -f $(VENV)/installed-dev-* && touch $@

# uv is the faster of the two where it is at hand; both refuse a file whose hash is not in the lock.
define install
if command -v uv > /dev/null; then uv pip install --quiet --python $(BIN)/python --require-hashes -r $(1); \
else $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1); fi
endef

%.mo: %.po | $(RUN_STAMP)
	@echo "Compiling the translation $<."
	@$(BIN)/pybabel --quiet compile -i $< -o $@

# Tests that need a browser are skipped by name where none of these ways leads to one.
chromium: $(DEV_STAMP)
	@for name in chromium chromium-browser google-chrome google-chrome-stable; do \
		command -v $$name > /dev/null && exit 0; \
	done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
		echo "Installing Chromium from the system's packages, for the tests in a browser."; \
		{ apt-get -qq -o DPkg::Lock::Timeout=300 update && \
		DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 install -y chromium; } > /dev/null || \
		echo "Chromium could not be installed; going on without it."; \
	else \
		echo "Installing Chromium for the tests in a browser."; \
		$(BIN)/playwright install chromium || echo "Chromium could not be installed; going on without it."; \
	fi

# Granian would say "Address already in use" in the middle of a traceback.
define CHECK_ADDRESS
import socket, sys
host, port = sys.argv[1:]
if not port.isdecimal() or not 0 < int(port) < 65536:
    sys.exit(f"PORT must be a number from 1 to 65535, not {port!r}.")
try:
    family, kind, protocol, _, address = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
except OSError as error:
    sys.exit(f"Cannot listen on {host} port {port} ({error.strerror}). Choose another: make run PORT=8001")
endef
export CHECK_ADDRESS
