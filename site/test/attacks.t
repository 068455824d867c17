#!/bin/sh
# attacks.t -- a sample of the hostile answers, in WebAssembly.
cd "$(dirname "$0")/.." || exit 3
. test/needs.sh
needs node toolchain
exec node --stack-size=3900 web/attacks.mjs "$web" "$HEAPBOOK" --sample
