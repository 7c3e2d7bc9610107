# Two commands on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check setup browser postgres clean

demo: .venv/installed          ## set up, run the main job on the bundled sample, say where the report is
	@mkdir -p build
	$(BIN)/onrecord trace sample/pages/* --records sample/records --format html -o build/report.html
	$(BIN)/onrecord trace sample/pages/* --records sample/records
	$(BIN)/onrecord records add sample/records --ledger build/demo.ledger
	$(BIN)/onrecord add sample/pages/* --ledger build/demo.ledger
	@echo
	@echo "The report: build/report.html (open it in a browser)"
	@echo "The same in the web app: $(BIN)/onrecord serve --ledger build/demo.ledger"
	@echo "For a bare onrecord in this shell: . $(BIN)/activate"

test: .venv/developed browser postgres  ## set up, run the tests
	$(BIN)/pytest

check: .venv/developed         ## lint, types, import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

setup: .venv/developed

.venv/installed: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/pip install --quiet --constraint constraints.txt --editable .
	@touch $@

.venv/developed: .venv/installed
	$(BIN)/pip install --quiet --constraint constraints.txt --group dev
	@touch $@

# What is shown is tested in a real browser, the ledger on a real server as well as in a file. Debian's packages
# are taken where there is none; the tests start the server themselves.
browser:
	@command -v chromium >/dev/null || $(call debian,chromium)

postgres:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || $(call debian,postgresql)

debian = { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(1) >/dev/null; } || \
  { echo "make test needs $(1): install it with your system's packages" >&2; exit 1; }

clean:
	rm -rf .venv build dist
