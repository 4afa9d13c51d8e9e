# Two commands: `make run` and `make test`. Both work with python3 (3.11 or later) and make alone.
SHELL := /bin/sh
PORT ?= 8000
PYTHON3 := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
PY := .venv/bin/python
WORKERS ?= 2
# What Python compiles is kept: it would be compiled again for each of the many processes of a test run.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test lint format lock bench clean

run: export DEMO ?= on
run: export PORT := $(PORT)
run: .venv/site staticfiles/staticfiles.json
	@$(PY) manage.py serve

test: .venv/dev lint staticfiles/staticfiles.json
	@echo "Running the tests …"
	@$(PY) -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

lint: .venv/dev
	@echo "Checking style and structure …"
	@.venv/bin/ruff check --quiet .
	@.venv/bin/ruff format --check --quiet .
	@.venv/bin/djlint --quiet --lint templates
	@.venv/bin/lint-imports --no-cache >/dev/null || .venv/bin/lint-imports --no-cache
	@DEBUG=on $(PY) manage.py makemigrations --check --dry-run >/dev/null || \
	  { echo "The models have changed: run manage.py makemigrations."; exit 1; }

format: .venv/dev
	@.venv/bin/ruff check --fix-only --quiet .
	@.venv/bin/ruff format --quiet .

bench: .venv/dev staticfiles/staticfiles.json
	@$(PY) -m benchmarks

lock: .venv/dev
	@command -v uv >/dev/null || { echo "Locking needs uv (pip install uv)."; exit 1; }
	@for name in requirements requirements-dev; do uv pip compile -q --universal --python-version 3.11 \
	  --generate-hashes --no-annotate --no-emit-index-url --no-header $(ARGS) $$name.in -o $$name.txt; done

clean:
	@rm -rf .venv staticfiles db.sqlite3* test.sqlite3*

.venv/made:
	@test -n "$(PYTHON3)" || { echo "Career Paths needs Python 3.11 or later as python3; none was found."; exit 1; }
	@echo "Making .venv with $(PYTHON3) …"
	@$(PYTHON3) -m venv .venv || { rm -rf .venv; \
	  echo "python3 cannot make virtual environments here. On Debian: apt install python3-venv"; exit 1; }
	@touch $@

.venv/site: .venv/made requirements.txt
	@echo "Installing what the site needs …"
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	@touch $@

.venv/dev: .venv/made requirements-dev.txt
	@echo "Installing what the tests need …"
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.txt
	@touch $@ .venv/site

STATIC_SOURCES := $(shell find static -type f 2>/dev/null)
staticfiles/staticfiles.json: .venv/site $(STATIC_SOURCES)
	@echo "Collecting style sheets and scripts …"
	@DEBUG=on $(PY) manage.py collectstatic --noinput --clear --verbosity 0
	@touch $@
