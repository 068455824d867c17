#!/bin/sh
# pages.t -- the built pages in headless Chromium.
cd "$(dirname "$0")/.." || exit 3
. test/needs.sh
needs node chromium
# No registry within reach: the machine's state, not the pages'.
said=$(./packages.sh) || without "$said"
build_site
CHROMIUM=$chromium SITE=$site/public node test/pages.mjs
