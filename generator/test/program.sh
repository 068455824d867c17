# program.sh -- what the scripts share that run the program: sourced first.
#
#     . "$(dirname "$0")/program.sh"
#     check "a good book builds" exits 0 build
#     plan
#
# $top is the checkout, $heapbook the program, $work a folder of the test's
# own, which is the working folder and goes with the test.
cd "$(dirname "$0")/../.." || exit 3
top=$PWD
heapbook=${HEAPBOOK:-$top/.build/heapbook}
work=$(mktemp -d /tmp/heapbook-test-XXXXXX) || exit 3
trap 'rm -rf "$work"' EXIT
export HEAPBOOK_HOME="$top" XDG_CACHE_HOME="$work/cache"
in_ci=${CI-}
unset CI
cd "$work" || exit 3

echo "TAP version 13"
count=0

# check DESCRIPTION COMMAND...: what the command printed, and $work/log, are
# shown when it fails.
check() {
    description=$1; shift; count=$((count + 1))
    if "$@" >"$work/check.log" 2>&1; then echo "ok $count - $description"
    else
        echo "not ok $count - $description"
        echo "# $count - $description" >&2
        sed 's/^/# /' "$work/check.log" "$work/log" 2>/dev/null | head -30 >&2
    fi
}

# exits CODE COMMAND...
exits() {
    want=$1; shift
    "$@"; got=$?
    [ $got -eq "$want" ] || { echo "exit code $got, expected $want"; return 1; }
}

plan() { echo "1..$count"; }

# skip DESCRIPTION REASON: what cannot be tested in such a place.
skip() { count=$((count + 1)); echo "ok $count - $1 # SKIP $2"; }

# missing DESCRIPTION TOOL: a test that cannot be made for want of a tool is
# skipped by name; in CI, where everything is installed, it fails.
missing() {
    count=$((count + 1))
    if [ -n "$in_ci" ]; then echo "not ok $count - $1: $2 is not installed"
    else count=$((count - 1)); skip "$1" "$2 is not installed"; fi
}

# needs TOOL...: without one of them nothing in the script can be tested.
needs() {
    for tool; do
        command -v "$tool" >/dev/null && continue
        missing "all of this" "$tool"; plan; exit 0
    done
}
