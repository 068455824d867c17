#!/bin/sh
# compiler.t -- the compiler of the page, without a browser.
#
# Needs node and the web toolchain (`make web`).  Without them: skipped by
# name, but not under CI.
cd "$(dirname "$0")/.." || exit 3
assets=${BUILD:-$PWD/../.build}/web/assets
if ! command -v node >/dev/null || [ ! -f "$assets/llvm.wasm" ]; then
    [ -n "$CI" ] && echo "not ok 1 - needs node and make web" &&
        echo "1..1" && exit 1
    echo "1..0 # SKIP needs node and make web"
    exit 0
fi
exec node test/compiler.mjs "$assets"
