#!/bin/sh
# copy.t -- what is fetched to read, and kept to read and check offline.
cd "$(dirname "$0")/.." || exit 3
. test/browser.sh
CHROMIUM=$chromium SITE=$site/public node test/copy.mjs
