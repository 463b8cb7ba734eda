#!/usr/bin/env bash
# The static checks. `make test` runs them before the tests; alone they are `make check`.
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '== %s\n' "$*"; }
tool() { go tool -modfile=tools/go.mod "$@"; }

# Every file git knows or would add, with its content
snapshot() {
    git ls-files -z --cached --others --exclude-standard | xargs -0 sha256sum 2>/dev/null || true
}

step 'generated files are those that the sources give'
before=$(snapshot)
go generate ./...
changed=$({ diff <(printf '%s\n' "$before") <(snapshot) || true; } | awk '/^[<>]/ { print $3 }' | sort -u)
if [ -n "$changed" ]; then
    printf 'go generate changed these files; commit what it made:\n%s\n' "$changed" >&2
    exit 1
fi

step gofumpt
unformatted=$(git ls-files -z --cached --others --exclude-standard '*.go' ':!*_templ.go' |
    xargs -0 -r "$(tool -n gofumpt)" -l)
if [ -n "$unformatted" ]; then
    printf 'not formatted (gofumpt -w):\n%s\n' "$unformatted" >&2
    exit 1
fi

# -race here, because the tests are built with it too: each set of flags compiles SQLite and everything else anew.
step go vet
go vet -race ./...

step staticcheck
staticcheck=$(tool -n staticcheck)
GOFLAGS="$(go env GOFLAGS) -race" "$staticcheck" ./...

step TypeScript
npm --prefix widget/client run --silent check

step shellcheck
shellcheck scripts/*.sh .ci/run
