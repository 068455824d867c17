# browser.sh -- the site with its toolchain, for a browser: sourced in site/.
#
#     . test/browser.sh; CHROMIUM=$chromium SITE=$site/public node test/...
. test/needs.sh
needs node playwright-core toolchain "${browser:-chromium}"
build_site --web "$web/public"
