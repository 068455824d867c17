#!/bin/sh
# firefox.t -- an exercise and an example in Firefox ESR.
cd "$(dirname "$0")/.." || exit 3
browser=firefox-esr
. test/browser.sh
FIREFOX=$firefox SITE=$site/public node test/firefox.mjs
