#!/bin/sh
# submission.t -- what is not checked, in the page and by the command line.
cd "$(dirname "$0")/.." || exit 3
. test/needs.sh
needs node
exec node test/submission.mjs
