#!/bin/sh
# workbench.t -- the parts of the workbench that need no browser.
cd "$(dirname "$0")/.." || exit 3
. test/needs.sh
needs node
exec node test/workbench.mjs
