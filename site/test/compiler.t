#!/bin/sh
# compiler.t -- the compiler of the page, without a browser.
cd "$(dirname "$0")/.." || exit 3
. test/needs.sh
needs node toolchain
exec node test/compiler.mjs "$web/assets"
