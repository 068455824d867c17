#!/bin/sh
# types.t -- functions called with other parameters than they have.
cd "$(dirname "$0")/.." || exit 3
. test/needs.sh
needs node toolchain
exec node --stack-size=3900 test/types.mjs "$web/assets"
