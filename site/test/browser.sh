# browser.sh -- what the tests in Chromium share: sourced by them.
#
#     . test/browser.sh; CHROMIUM=$chromium SITE=$site/public node test/...
#
# Needs node, chromium, the packages of package-lock.json and the web
# toolchain (`make web`).  Without them: skipped by name, but not under CI.
web=${BUILD:-$PWD/../.build}/web/public
chromium=$(command -v chromium || command -v chromium-browser)
missing=
command -v node >/dev/null || missing=node
[ -n "$chromium" ] || missing="$missing chromium"
[ -d node_modules/playwright-core ] || missing="$missing playwright-core"
[ -f "$web/manifest.json" ] || missing="$missing the web toolchain"
if [ -n "$missing" ]; then
    if [ -n "$CI" ]; then
        echo "not ok 1 - needs $missing"
        echo "1..1"
        exit 1
    fi
    echo "1..0 # SKIP needs $missing"
    exit 0
fi
site=$(mktemp -d) || exit 3
trap 'rm -rf "$site"' EXIT INT TERM
if ! said=$("${HEAPBOOK:-../.build/heapbook}" build -C .. --web "$web" \
        --output "$site/public" 2>&1); then
    echo "not ok 1 - heapbook build"
    echo "$said" | sed 's/^/# /' >&2
    echo "1..1"
    exit 1
fi
