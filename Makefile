# What each target does is in scripts/, where it can be read, checked and run alone.
.DEFAULT_GOAL := build
.PHONY: build generate deps check test bench release clean

# The program, for this machine
build:
	go build -ldflags "-X main.version=$$(git describe --tags --always --dirty)" -o deskbell .

# Templates and browser bundles from their sources
generate:
	go generate ./...

# What the tests need beyond Go, gcc, make, git and npm
deps:
	@scripts/test-deps.sh

# The static checks alone
check: deps
	@scripts/check.sh

# Everything. With DESKBELL_TEST_FULL=1 a test that misses something it needs fails instead of skipping.
test: check
	@DESKBELL_TEST_FULL=1 go test -race -timeout 40m ./...

# PACKAGES and BENCH narrow it down
bench:
	@scripts/bench.sh

# Static binaries for amd64 and arm64 in dist/
release:
	@scripts/release.sh

clean:
	rm -rf dist deskbell
