#!/usr/bin/env bash
# Installs what `make test` needs beyond Go, gcc, make, git and npm, on Debian and its relatives.
# Quick when everything is there. Starts no service and leaves none enabled: the tests run their own copies of the
# mail server and the web servers on loopback ports.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PATH:/usr/sbin:/sbin"

# command or font file pattern → Debian package
needed() {
    cat <<'TABLE'
chromium          chromium
exim4             exim4-daemon-light
nginx             nginx
caddy             caddy
systemd-analyze   systemd
shellcheck        shellcheck
strace            strace
font:NotoSans-    fonts-noto-core
font:NotoColor    fonts-noto-color-emoji
font:DroidSansF   fonts-droid-fallback
TABLE
}

present() {
    case "$1" in
    font:*) find /usr/share/fonts -name "${1#font:}*" -print -quit 2>/dev/null | grep -q . ;;
    *) command -v "$1" >/dev/null ;;
    esac
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# The packages of web and mail servers start them at once and at every boot. Neither is wanted on a developer's machine.
install_quietly() {
    local policy=/usr/sbin/policy-rc.d unit
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
        as_root chmod 755 "$policy"
        trap 'as_root rm -f /usr/sbin/policy-rc.d' EXIT
    fi
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
    for unit in exim4.service exim4-base.timer nginx.service caddy.service; do
        case " $* " in
        *" ${unit%%[-.]*}"*) as_root systemctl --quiet disable "$unit" 2>/dev/null || true ;;
        esac
    done
}

packages=()
while read -r name package; do
    present "$name" || packages+=("$package")
done < <(needed)

if [ ${#packages[@]} -gt 0 ]; then
    if ! command -v apt-get >/dev/null; then
        echo "make test: please install what provides: ${packages[*]} (there is no apt-get to do it)" >&2
        exit 1
    fi
    echo "make test: installing ${packages[*]}"
    as_root apt-get update -qq
    available=()
    for package in "${packages[@]}"; do
        if [ -n "$(apt-cache show "$package" 2>/dev/null)" ]; then
            available+=("$package")
        else
            echo "make test: $package is not among this system's packages" >&2
        fi
    done
    [ ${#available[@]} -eq 0 ] || install_quietly "${available[@]}"
fi

# TypeScript for the type check, axe-core for the browser tests
client=widget/client
if [ ! "$client/node_modules/.package-lock.json" -nt "$client/package-lock.json" ]; then
    npm --prefix "$client" ci --loglevel=error
fi
