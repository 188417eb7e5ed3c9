# The first command that needs something sets it up; every later one finds it there.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
TESTS ?= tests
AT_ONCE ?= $(if $(filter tests,$(TESTS)),3,0)
ROOMS := $(addprefix tests/,dev engine export languages proof scenes server text)
REACHING ?= $(ROOMS) $(wildcard tests/test_*.py) tests/browser/test_dev.py tests/browser/test_single.py
QUIET := env -u HOST -u PORT OPENBLAS_NUM_THREADS=1
export PYTHON

.PHONY: serve dev test test-engines test-oracle coverage mutate soak bench lint words lock sbom audit clean

serve: .films/made      ## read the chapter at http://HOST:PORT/
	@HOST=$(HOST) PORT=$(PORT) exec .venv/bin/python -m app

dev: .venv/writes .films/made  ## write on it: what is saved shows in the page at once
	@HOST=$(HOST) PORT=$(PORT) exec .venv/bin/python -m app dev

test: .venv/tests .films/made  ## every test but those that need PyTorch; in CI a browser is required
	@chromium=$$(tools/browser) || [ -z "$$CI" ] || exit 1; \
	nginx=$$(tools/nginx) || [ -z "$$CI" ] || exit 1; \
	$(QUIET) $${chromium:+"CHROMIUM=$$chromium"} $${nginx:+"NGINX=$$nginx"} .venv/bin/python -m pytest -n $(AT_ONCE) --dist loadgroup --no-loadscope-reorder $${CI:+--reruns 1 -rR} $(TESTS)

test-engines: .venv/tests .films/made  ## the chapter in Firefox and WebKit too; on Debian and Ubuntu it gets them first
	@chromium=$$(tools/browser) || exit 1; tools/engines && \
	$(QUIET) "CHROMIUM=$$chromium" .venv/bin/python -m pytest tests/engines -rs

test-oracle: .oracle/ready  ## our engine against PyTorch
	@$(QUIET) .oracle/bin/python -m pytest tests/oracle

coverage: .venv/tests .films/made  ## whether a test reaches every branch of app/, in servers, workers and commands too
	@rm -rf .coverage && mkdir .coverage
	@chromium=$$(tools/browser) || exit 1; \
	$(QUIET) "CHROMIUM=$$chromium" .venv/bin/python -m coverage run -m pytest $(REACHING)
	@.venv/bin/python -m coverage combine --quiet
	@.venv/bin/python -m coverage report

mutate: .venv/mutants   ## whether the tests notice small mistakes in the engine and the stream; MUTANTS=300 tries so many
	@$(QUIET) .venv/bin/python -m tests.mutants.run

soak: .venv/tests       ## ten minutes of a monkey at the page; MONKEY_SEED=7 sends another
	@$(QUIET) MONKEY_SECONDS=$${MONKEY_SECONDS:-600} .venv/bin/python -m pytest -s tests/browser/test_monkey.py

bench: .venv/tests .oracle/ready .films/made  ## how fast, as ratios within one run
	@env -u OPENBLAS_CORETYPE $(QUIET) .oracle/bin/python -m tests.bench steps map balls gradients start growth; engine=$$?; \
	$(QUIET) .venv/bin/python -m tests.bench serve stream cold nginx crowd films page && exit $$engine

words: .venv/serves     ## gather what there is to translate into app/languages/*.po
	@$(QUIET) .venv/bin/python -m app.languages.gather

lint: .venv/tests .films/made  ## what the proofreader, ruff and mypy have to say
	@$(QUIET) .venv/bin/python -m app check
	@.venv/bin/ruff check .
	@.venv/bin/mypy

lock: .supply/ready      ## write the lock files anew; UPGRADE=--upgrade takes the newest
	@PATH="$(CURDIR)/.supply/bin:$$PATH" .supply/bin/python tools/lock $(UPGRADE)

sbom: .supply/ready      ## what serving is made of, as CycloneDX, into sbom.json
	@PYTHONWARNINGS=ignore .supply/bin/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible --of JSON -o sbom.json requirements.lock

audit: .supply/ready     ## whether anything that serving is made of is known to be vulnerable; asks PyPI
	@.supply/bin/pip-audit --require-hashes --disable-pip --requirement requirements.lock

clean:
	rm -rf .venv .oracle .supply .films .coverage mutants sbom.json .pytest_cache .ruff_cache .mypy_cache .hypothesis test-results
	find . -name __pycache__ -prune -exec rm -rf {} +

.venv/serves: requirements.lock pyproject.toml
	@tools/venv .venv $< --editable . && touch $@

.venv/writes: requirements-dev.lock .venv/serves
	@tools/venv .venv $< && touch $@

.venv/bakes: requirements-dask.lock .venv/serves
	@tools/venv .venv $< && touch $@

.venv/tests: requirements-test.lock .venv/writes .venv/bakes
	@tools/venv .venv $< && touch $@

.venv/mutants: requirements-mutants.lock .venv/tests
	@tools/venv .venv $< && touch $@

.films/made: .venv/serves app/server/pantry.py $(shell find app/engine app/scenes app/story.py app/stream.py -type f -not -name '*.pyc')
	@$(QUIET) .venv/bin/python -m app.server.pantry && mkdir -p $(@D) && touch $@

.oracle/ready: requirements-oracle.lock
	@tools/venv .oracle $< && touch $@

.supply/ready: requirements-supply.lock
	@tools/venv .supply $< && touch $@
