#!/bin/sh
# attacks.t -- the hostile answers, in WebAssembly: all but six slow ones.
cd "$(dirname "$0")/.." || exit 3
. test/needs.sh
needs node toolchain
exec node --stack-size=3900 web/attacks.mjs "$web" "$HEAPBOOK" --quick
