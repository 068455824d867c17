# needs.sh -- what a test of the site needs: sourced by it, in site/.
#
#     . test/needs.sh; needs node chromium toolchain
#
# Without one of them the test is skipped by name, but fails under CI.  Sets
# $web, where `make web` puts its files, $HEAPBOOK, $chromium and $firefox.
#
# BUILD is named from the top of the repository, as make does.
case ${BUILD:=.build} in
/*) ;;
*) BUILD=$PWD/../$BUILD ;;
esac
web=$BUILD/web
export HEAPBOOK="${HEAPBOOK:-$PWD/../.build/heapbook}"
chromium=$(command -v chromium || command -v chromium-browser)
firefox=$(command -v firefox-esr || command -v firefox)

# has NAME: whether that is there.
has() {
    case $1 in
    chromium) [ -n "$chromium" ] ;;
    firefox-esr) [ -n "$firefox" ] ;;
    playwright-core) [ -d node_modules/playwright-core ] ;;
    toolchain) [ -f "$web/public/manifest.json" ] ;;
    *) command -v "$1" >/dev/null ;;
    esac
}

# fails CLAIM [SAID]: ends the test, red, with what was said.
fails() {
    echo "not ok 1 - $1"
    [ -z "$2" ] || echo "$2" | tail -40 | sed 's/^/# /' >&2
    echo "1..1"
    exit 1
}

# without REASON: ends the test, which cannot be made.
without() {
    [ -z "$CI" ] || fails "$1"
    echo "1..0 # SKIP $1"
    exit 0
}

# needs NAME...: ends the test unless all are there.
needs() {
    missing=
    for name; do has "$name" || missing="$missing $name"; done
    [ -z "$missing" ] || without "needs$missing"
}

# build_site [OPTION...]: builds it into $site/public, or ends the test.
build_site() {
    site=$(mktemp -d) || exit 3
    trap 'rm -rf "$site"' EXIT INT TERM
    said=$("$HEAPBOOK" build -C .. "$@" --output "$site/public" 2>&1) ||
        fails "heapbook build" "$said"
}
