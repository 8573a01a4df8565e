# The menu. `make` alone prints it.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := menu
.NOTPARALLEL:

# Passed to every `swift build` and `swift test`: `make test SWIFT_FLAGS='--scratch-path /tmp/build'`.
SWIFT_FLAGS ?=
# The folder whose real/ holds the real seasons.
BACKCOURT_DATA ?= ../shared/data
# Where `make up` gets its payloads.
SOURCE ?= archive:$(BACKCOURT_DATA)/real

# How much `make chaos` does: replays in one process, replays of real processes, messages of junk.
CHAOS_REPLAYS ?= 200
CHAOS_PROCESSES ?= 10
CHAOS_JUNK ?= 100000

PACKAGES := ca-certificates git pkg-config librdkafka-dev libcurl4-openssl-dev libsqlite3-dev libxgboost-dev libpq-dev postgresql zlib1g-dev tzdata kcat sqlite3 curl python3-yaml
SOURCES := Package.swift Shared Services Tests
# Suites that run over PostgreSQL as well, and those that run over an S3-compatible store where moto's server is there.
SERVED := ^(WarehouseTests|LedgerTests)\.|PipelineTests.EnginesTests
STORED := ProvidersTests.BucketTests|Phase6PublishTests.DocumentBucketTests
# Suites of brokers, whole pipelines and real processes: each wants the machine for itself.
WHOLE := BusConformance PipelineTests EndToEndTests
space := $(subst ,, )
RELEASE = $$(swift build -c release $(SWIFT_FLAGS) --show-bin-path)

.PHONY: menu setup build run test lint format docs bench chaos protections up clean

menu:
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 16

setup: ## install the packages that are missing
	@command -v swift >/dev/null || { echo "setup: Swift 6.3 is not installed; see https://www.swift.org/install" >&2; exit 1; }
	@command -v apt-get >/dev/null || { echo "setup: no apt-get here; have these installed: $(PACKAGES)"; exit 0; }; \
	missing=(); \
	for package in $(PACKAGES); do \
	  dpkg-query -W -f '$${db:Status-Status}\n' "$$package" 2>/dev/null | grep -qx installed || missing+=("$$package"); \
	done; \
	if [ "$${#missing[@]}" -eq 0 ]; then echo "setup: every package is there"; exit 0; fi; \
	echo "setup: installing $${missing[*]}"; \
	as_root=(); \
	if [ "$$(id -u)" -ne 0 ]; then \
	  command -v sudo >/dev/null || { echo "setup: neither root nor sudo; have these installed: $${missing[*]}" >&2; exit 1; }; \
	  as_root=(sudo); \
	fi; \
	install=("$${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$${missing[@]}"); \
	"$${install[@]}" || { "$${as_root[@]}" apt-get update -q && "$${install[@]}"; }

build: ## build every executable, optimised
	swift build -c release $(SWIFT_FLAGS)

run: setup build ## replay all seasons of the real data, or seasons of simulated providers
	@bin="$(RELEASE)"; \
	if [ -d "$(BACKCOURT_DATA)/real" ]; then \
	  source="archive:$(BACKCOURT_DATA)/real"; data=var; \
	  echo "run: replaying the real seasons in $(BACKCOURT_DATA)/real"; \
	else \
	  source=sim; data=var/simulated; \
	  echo "run: there is no real data at $(BACKCOURT_DATA)/real (BACKCOURT_DATA says where to look);"; \
	  echo "run: replaying two short seasons of simulated providers instead, over HTTP"; \
	fi; \
	"$$bin/backcourt" backfill --local --all --source "$$source" --data "$$data"; \
	echo; \
	"$$bin/backcourt" coverage --data "$$data"; \
	echo; \
	echo "Results: documents in $$data/documents, tables in $$data/warehouse.sqlite, logs in $$data/logs"

test: setup ## build everything and run every test
	swift build --build-tests $(SWIFT_FLAGS)
	swift test --skip-build $(SWIFT_FLAGS) --skip '^($(subst $(space),|,$(WHOLE)))\.'
	@for suite in $(WHOLE); do \
	  echo "swift test --skip-build $(SWIFT_FLAGS) --filter ^$$suite"; \
	  swift test --skip-build $(SWIFT_FLAGS) --filter "^$$suite\."; \
	done
	Tests/with-postgresql swift test --skip-build $(SWIFT_FLAGS) --filter '$(SERVED)'
	Tests/with-s3 swift test --skip-build $(SWIFT_FLAGS) --filter '$(STORED)'

lint: ## check the form of the sources, and that nothing made is tracked
	swift format lint --strict -r $(SOURCES)
	@if python3 -c 'import yaml' 2>/dev/null; then deploy/check; else echo "lint: deploy/ is not checked, there is no python3-yaml"; fi
	@if git rev-parse --git-dir >/dev/null 2>&1; then \
	  made="$$(git ls-files --cached --ignored --exclude-standard -x '*.sqlite*' -x '*.log' -x '*.part' -x '*.o')"; \
	  if [ -n "$$made" ]; then \
	    echo "lint: these are made by building or running and must not be tracked:" >&2; echo "$$made" >&2; exit 1; \
	  fi; \
	fi

format: ## bring the sources into form
	swift format -i -r $(SOURCES)

docs: setup build ## write docs/tables from what the services declare
	@bin="$(RELEASE)"; data="$$(mktemp -d)"; trap 'rm -rf "$$data"' EXIT; \
	"$$bin/provider-sim" archive --out "$$data/archive" >/dev/null; \
	"$$bin/backcourt" plan --local --all --source "archive:$$data/archive" --data "$$data/var" >/dev/null; \
	"$$bin/backcourt" tables export --out docs/tables --data "$$data/var"

# A hundred thousand junk messages, hundreds of replays: an optimised build, in which the tests still see what is internal.
chaos: setup ## replay under seeded chaos: processes killed and stopped, messages lost; SEED=... repeats one
	swift build -c release --build-tests -Xswiftc -enable-testing $(SWIFT_FLAGS)
	@export CHAOS_REPLAYS="$(CHAOS_REPLAYS)" CHAOS_DATES=30 CHAOS_PROCESSES="$(CHAOS_PROCESSES)" CHAOS_JUNK="$(CHAOS_JUNK)"; \
	if [ -n "$(SEED)" ]; then export SEED="$(SEED)"; fi; \
	for suite in PipelineTests.ChaosTests EndToEndTests.ChaosProcessTests EndToEndTests.JunkFloodTests; do \
	  swift test -c release --skip-build -Xswiftc -enable-testing $(SWIFT_FLAGS) --filter "^$$suite/"; \
	done

protections: setup ## take each protection away, in a copy of the tree, and demand that its tests fail
	@Tests/Protections/try

bench: setup build ## measure a replay: time, memory, a second run
	@BACKCOURT_DATA="$(BACKCOURT_DATA)" Benchmarks/run "$(RELEASE)"

up: setup build ## run the pipeline here until Ctrl-C; SOURCE=archive:DIR says where payloads come from
	@"$(RELEASE)/backcourt" up --source "$(SOURCE)" --data var

clean: ## delete what was built; var/ with its warehouse stays
	rm -rf .build
