#!/bin/sh
# firefox.t -- an exercise and an example in Firefox ESR, where it is there.
cd "$(dirname "$0")/.." || exit 3
firefox=$(command -v firefox-esr || command -v firefox)
if [ -z "$firefox" ]; then
    echo "1..0 # SKIP needs firefox-esr, which is not among the packages of make deps"
    exit 0
fi
. test/browser.sh
FIREFOX=$firefox SITE=$site/public node test/firefox.mjs
