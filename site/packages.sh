#!/bin/sh
# packages.sh -- the packages of package-lock.json, fetched where they lack.
#
# Fetches nothing where node_modules has them: without a network all goes on.
# Fails: 1, and one line that says why.
cd "$(dirname "$0")" || exit 3
here='
const { existsSync } = require("fs");
const wanted = require("./package-lock.json").packages;
const kept = require("./node_modules/.package-lock.json").packages;
const lacks = ([path, { version, optional }]) => path && !optional &&
    !(existsSync(path) && kept[path] && kept[path].version === version);
process.exit(Object.entries(wanted).some(lacks) ? 1 : 0);'
node -e "$here" 2>/dev/null && exit 0
# Who is without a network wants to know it soon.
[ -n "$CI" ] || set -- --fetch-retries=0
said=$(npm ci --no-audit --no-fund --loglevel=error "$@" 2>&1) && exit 0
why=$(echo "$said" | sed -n '/code /{s/.*code //p;q;}')
echo "npm ci: ${why:-$(echo "$said" | head -1)}"
exit 1
