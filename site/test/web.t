#!/bin/sh
# web.t -- the WebAssembly twin against the native runtime.
cd "$(dirname "$0")/.." || exit 3
. test/needs.sh
said=$(web/web.sh "$web" "$HEAPBOOK" 2>&1) ||
    fails "the web files are built" "$said"
why=$(echo "$said" | sed -n 's/^web: without checking in the page: //p')
[ -z "$why" ] || without "$why"
exec node --stack-size=3900 web/verify.mjs "$web" "$HEAPBOOK"
