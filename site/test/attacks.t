#!/bin/sh
# attacks.t -- a sample of the hostile answers, in WebAssembly.
#
# Needs node and the web toolchain (`make web`).  Without them: skipped by
# name, but not under CI.
cd "$(dirname "$0")/.." || exit 3
web=${BUILD:-$PWD/../.build}/web
if ! command -v node >/dev/null || [ ! -f "$web/assets/llvm.wasm" ]; then
    [ -n "$CI" ] && echo "not ok 1 - needs node and make web" &&
        echo "1..1" && exit 1
    echo "1..0 # SKIP needs node and make web"
    exit 0
fi
exec node --stack-size=3900 web/attacks.mjs "$web" \
    "${HEAPBOOK:-../.build/heapbook}" --sample
