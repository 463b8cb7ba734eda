#!/usr/bin/env bash
# Runs the benchmarks, after a line on the machine they run on. PACKAGES and BENCH narrow them down:
#   BENCH=Ticket PACKAGES=./store make bench
set -euo pipefail
cd "$(dirname "$0")/.."

cpu=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1)
disk=$(df --output=source,fstype . | tail -1 | tr -s ' ')
printf 'machine: %s cores, %s; %s; disk %s; %s; commit %s\n' "$(nproc)" "${cpu:-unknown CPU}" "$(uname -sr)" "$disk" \
    "$(go env GOVERSION)" "$(git describe --always --dirty)"

read -ra packages <<<"${PACKAGES:-./...}"
# FTS5 is for the comparison in bench/peers_test.go alone.
exec go test -tags sqlite_fts5 -run '^$' -bench "${BENCH:-.}" -benchmem "${packages[@]}"
