#!/bin/sh
# packages.t -- what `make web` does where there is no registry.
cd "$(dirname "$0")/.." || exit 3
. test/needs.sh
needs node npm playwright-core
unset CI
export npm_config_registry=http://127.0.0.1:9
bare=$(mktemp -d) || exit 3
trap 'rm -rf "$bare"' EXIT INT TERM

said=$(./packages.sh)
[ "$?-$said" = 0- ] || printf 'not '
echo "ok 1 - packages that are there are not fetched"

mkdir "$bare/web"
cp packages.sh package.json package-lock.json "$bare"
cp web/web.sh "$bare/web"
said=$("$bare/web/web.sh" "$bare/out" none)
[ "$?" = 0 ] || printf 'not '
echo "ok 2 - without packages the build goes on"
[ "$said" = "web: without checking in the page: npm ci: ECONNREFUSED" ] ||
    { echo "# $said" >&2; printf 'not '; }
echo "ok 3 - and one line says so"
[ ! -e "$bare/out/public" ] || printf 'not '
echo "ok 4 - and what was made before is not offered"
echo "1..4"
