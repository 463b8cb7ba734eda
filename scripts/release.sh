#!/usr/bin/env bash
# Builds the release into dist/: a static binary per architecture, the recipes of deploy/, SHA256SUMS.
# Refuses a binary that is not static or larger than 30 MB.
set -euo pipefail
cd "$(dirname "$0")/.."

limit=30000000
rm -rf dist
mkdir -p dist

for arch in amd64 arm64; do
    binary=dist/deskbell-linux-$arch
    scripts/build-static.sh "$binary" "$arch"
    size=$(stat --format=%s "$binary")
    printf '%-28s %5.1f MB\n' "$binary" "$(awk "BEGIN { print $size / 1e6 }")"
    if [ "$size" -gt "$limit" ]; then
        echo "$binary is larger than $limit bytes" >&2
        exit 1
    fi
    if readelf --program-headers "$binary" | grep -q INTERP; then
        echo "$binary is not static" >&2
        exit 1
    fi
done

cp LICENSE CHANGELOG.md deploy/deskbell.service deploy/Caddyfile deploy/nginx.conf dist/
(cd dist && sha256sum -- * >SHA256SUMS && cat SHA256SUMS)
