#!/bin/sh
# workbench.t -- the parts of the workbench that need no browser.
#
# Needs node.  Without it: skipped by name, but not under CI.
cd "$(dirname "$0")/.." || exit 3
if ! command -v node >/dev/null; then
    [ -n "$CI" ] && echo "not ok 1 - needs node" && echo "1..1" && exit 1
    echo "1..0 # SKIP needs node"
    exit 0
fi
exec node test/workbench.mjs
