#!/bin/sh
# checking.t -- every exercise of the course, checked in headless Chromium.
cd "$(dirname "$0")/.." || exit 3
. test/browser.sh
CHROMIUM=$chromium SITE=$site/public ASSETS=${web%/public}/assets \
    node --stack-size=3900 test/checking.mjs
