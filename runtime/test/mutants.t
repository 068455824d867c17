#!/bin/sh
# mutants.t -- every planted fault can still be planted (mutants.sh plants
# them): its patch fits the sources, changes one file, and says what it does.
cd "$(dirname "$0")/../.." || exit 3
echo 'TAP version 13'
n=0 failed=0
for patch in runtime/test/mutants/*.patch; do
    n=$((n + 1))
    name=$(basename "$patch" .patch)
    if said=$(git apply --check "$patch" 2>&1) &&
        [ "$(grep -c '^@@' "$patch")" = 1 ] &&
        head -1 "$patch" | grep -q '^[A-Za-z].*\.$'; then
        echo "ok $n - $name"
    else
        echo "not ok $n - $name"
        echo "$said" | sed 's/^/# /' >&2
        failed=1
    fi
done
n=$((n + 1))
if [ $n -gt 40 ]; then
    echo "ok $n - there are at least 40"
else
    echo "not ok $n - there are at least 40"
    failed=1
fi
echo "1..$n"
exit $failed
