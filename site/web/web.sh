#!/bin/sh
# web.sh FOLDER HEAPBOOK -- builds what checking in the page needs.
#
# Needs node 18 and the packages of package-lock.json.  Without them the site
# is whole but for that: one line says so, and FOLDER/public is not there.
# Packages that are there already are not fetched.
cd "$(dirname "$0")/.." || exit 3
without() {
    rm -rf "$1/public"
    echo "web: without checking in the page: $2"
    [ -z "$CI" ]
    exit
}
for tool in node npm; do
    command -v $tool >/dev/null || without "$1" "$tool is not installed"
done
node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' ||
    without "$1" "node $(node --version) is older than 18"
said=$(./packages.sh) || without "$1" "$said"
exec node web/build.mjs "$1" "$2"
