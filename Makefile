# make builds everything; make test runs the tests. Each sets up what it needs in .venv.
PYTHON ?= python3
RUN := .venv/bin/python

.PHONY: all test check serve bench pictures help clean
all: .venv/ready  ## build everything into site/
	@$(RUN) build.py

test: .venv/ready  ## run the tests
	@$(RUN) -m pytest -n auto

check: .venv/ready  ## look for mistakes in the words and measure every page
	@$(RUN) build.py check

serve: .venv/ready  ## see an edit in the browser at once
	@$(RUN) build.py serve

bench: .venv/ready  ## measure this program beside its peers
	@$(RUN) bench/bench.py

pictures: .venv/ready  ## take the pictures of the authors' README anew
	@PYTHONPATH=. $(RUN) tests/pictures.py

help:  ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' Makefile | expand -t 16
	@echo; echo "python build.py --help shows the finer commands."

clean:  ## delete what was built, but not .venv
	rm -rf site .build docs/guides docs/index.md

.venv/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; set PYTHON=/path/to/python3.11."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv is missing: install the package python3-venv."; exit 1; }
	@test -d .venv || $(PYTHON) -m venv .venv
	@echo "Setting up .venv (once; a minute or two)"
	@$(RUN) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	@touch .venv/ready
