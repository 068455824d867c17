#!/bin/sh
# editor.t -- the editor of an exercise in headless Chromium.
cd "$(dirname "$0")/.." || exit 3
. test/browser.sh
CHROMIUM=$chromium SITE=$site/public node test/editor.mjs
