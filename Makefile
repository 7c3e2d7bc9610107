# Two commands on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check setup browser clean

demo: .venv/installed          ## set up, run the main job on the bundled sample, say where the report is
	@mkdir -p build
	$(BIN)/onrecord trace sample/pages/* --records sample/records --format html -o build/report.html
	$(BIN)/onrecord trace sample/pages/* --records sample/records
	@echo
	@echo "The report: build/report.html (open it in a browser)"

test: .venv/developed browser  ## set up, run the tests
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

# The report is tested in a real browser. Debian's packages are taken where there is none.
browser:
	@command -v chromium >/dev/null && command -v chromedriver >/dev/null || \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium chromium-driver >/dev/null; } || \
	  { echo "make test needs chromium and chromedriver: install them with your system's packages" >&2; exit 1; }

clean:
	rm -rf .venv build dist
