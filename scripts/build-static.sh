#!/usr/bin/env bash
# build-static.sh OUTPUT [amd64|arm64]: one static binary that needs nothing beside it, no libc, no time zone files.
# The same sources, Go, gcc and version give the same bytes, in whatever folder they are built.
# VERSION overrides what git says.
set -euo pipefail

output=$(realpath -m "$1")
cd "$(dirname "$0")/.."
arch=${2:-$(go env GOARCH)}
version=${VERSION:-$(git describe --tags --always --dirty 2>/dev/null || echo unknown)}

case "$arch" in
amd64) compiler=x86_64-linux-gnu-gcc ;;
arm64) compiler=aarch64-linux-gnu-gcc ;;
*)
    echo "no recipe for $arch" >&2
    exit 2
    ;;
esac
if ! command -v "$compiler" >/dev/null; then
    echo "needs $compiler (on Debian: apt-get install gcc-${compiler%-gcc})" >&2
    exit 1
fi

# Long texts are embedded compressed.
packed=$(mktemp -d)
trap 'rm -rf "$packed"' EXIT
GOOS='' GOARCH='' GOFLAGS='' go run ./internal/packed/pack "$packed"

# Pages are not inlined: the compiler would copy a component's closures into every place that shows it (640 KB).
GOOS=linux GOARCH=$arch CGO_ENABLED=1 CC=$compiler GOFLAGS='' go build -trimpath -buildvcs=false -overlay "$packed/overlay.json" \
    -tags netgo,osusergo,timetzdata,sqlite_omit_load_extension -gcflags='deskbell/templates/...=-l' \
    -ldflags "-s -w -buildid= -X main.version=${version#v} -linkmode external -extldflags '-static -Wl,--build-id=none'" \
    -o "$output" .
