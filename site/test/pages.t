#!/bin/sh
# pages.t -- the built pages in headless Chromium.
#
# Needs node, chromium and the packages of package-lock.json.  Without them:
# skipped by name, but not under CI.
cd "$(dirname "$0")/.." || exit 3
chromium=$(command -v chromium || command -v chromium-browser)
missing=
command -v node >/dev/null || missing=node
[ -n "$chromium" ] || missing="$missing chromium"
if [ -n "$missing" ]; then
    if [ -n "$CI" ]; then
        echo "not ok 1 - needs $missing"
        echo "1..1"
        exit 1
    fi
    echo "1..0 # SKIP needs $missing"
    exit 0
fi
if ! said=$(./packages.sh); then
    # No registry within reach: the machine's state, not the pages'.
    if [ -z "$CI" ]; then
        echo "1..0 # SKIP $said"
        exit 0
    fi
    echo "not ok 1 - $said"
    echo "1..1"
    exit 1
fi
site=$(mktemp -d) || exit 3
trap 'rm -rf "$site"' EXIT INT TERM
if ! said=$("${HEAPBOOK:-../.build/heapbook}" build -C .. --output "$site/public" 2>&1); then
    echo "not ok 1 - heapbook build"
    echo "$said" | sed 's/^/# /' >&2
    echo "1..1"
    exit 1
fi
CHROMIUM=$chromium SITE=$site/public node test/pages.mjs
