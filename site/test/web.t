#!/bin/sh
# web.t -- the WebAssembly twin against the native runtime.
#
# Needs node and the packages of package-lock.json.  Without them: skipped by
# name, but not under CI.
cd "$(dirname "$0")/.." || exit 3
build=${BUILD:-$PWD/../.build}
heapbook=${HEAPBOOK:-$build/heapbook}
said=$(web/web.sh "$build/web" "$heapbook" 2>&1)
code=$?
if [ $code != 0 ]; then
    echo "not ok 1 - the web files are built"
    echo "$said" | tail -40 | sed 's/^/# /' >&2
    echo "1..1"
    exit 1
fi
why=$(echo "$said" | sed -n 's/^web: without checking in the page: //p')
if [ -n "$why" ]; then
    echo "1..0 # SKIP $why"
    exit 0
fi
exec node --stack-size=3900 web/verify.mjs "$build/web" "$heapbook"
