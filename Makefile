# make demo   sets up what is missing, builds everything, ranks the Debian packages from five languages
# make test   sets up what is missing, builds everything, runs the tests
# make help   the other targets

SHELL := /bin/bash
BUILD := $(CURDIR)/build
STEP := tools/step.sh $(BUILD)/logs
CMAKE_FLAGS := -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_C_COMPILER=gcc

help:
	@echo "make demo      sets up what is missing, builds everything, ranks the Debian packages from five languages"
	@echo "make test      sets up what is missing, builds everything, runs the tests"
	@echo "make soak      repeats under ASan what make test runs without"
	@echo "make stress    lets 16 threads use one library from Python, Go and Rust, ten times for two minutes"
	@echo "make safety    tries every abuse of every contract in every language (hours), and writes docs/safety.md"
	@echo "make fuzz      runs each fuzz target for an hour (or FUZZ_SECONDS) and keeps what it finds"
	@echo "make bench     measures Tenon beside every peer in every language (or BENCH=\"python graph\"; BENCH_ROUNDS=n): tables and a page"
	@echo "make bench-crc measures the CRCs of mtproxy beside those of other libraries, which it builds first"
	@echo "make goldens   regenerates the checked-in packages of the small contracts"
	@echo "make format    formats the C code"
	@echo "make install   installs tenon below PREFIX (default /usr/local)"
	@echo "make clean     removes what was built"

setup:
	@tools/setup.sh $(BUILD)

build: setup
	@$(STEP) "Configuring the build" cmake -S . -B $(BUILD)/main $(CMAKE_FLAGS)
	@$(STEP) "Building tenon, the runtime and the graph library" cmake --build $(BUILD)/main

demo: build
	@examples/debian/run.sh $(BUILD)

test: build
	@tests/run.sh $(BUILD) -LE 'soak|stress'

soak: build
	@tests/run.sh $(BUILD) -L soak

stress: build
	@tests/stress/stress.sh $(BUILD)

safety: build
	@tools/safety.sh $(BUILD)

fuzz: setup
	@tests/fuzz/fuzz.sh $(CURDIR) $(BUILD)/fuzz

bench: build
	@bench/run.sh $(BUILD) $(BENCH)

bench-crc: build
	@libraries/mtproxy/bench/crc.sh $(BUILD)

goldens: build
	@tests/goldens/check.sh $(BUILD)/main/tenon regenerate

format:
	git ls-files '*.c' '*.h' | grep -v -e '^tests/goldens/.*/expected/' -e '^tests/contracts/' -e templates/ | xargs clang-format-14 -i

install: build
	cmake --install $(BUILD)/main --prefix $(or $(PREFIX),/usr/local)

clean:
	rm -rf $(BUILD)

.PHONY: help setup build demo test soak stress safety fuzz bench bench-crc goldens format install clean
