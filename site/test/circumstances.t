#!/bin/sh
# circumstances.t -- checking where something is slow, lost, full or missing.
cd "$(dirname "$0")/.." || exit 3
. test/browser.sh
CHROMIUM=$chromium SITE=$site/public node test/circumstances.mjs
