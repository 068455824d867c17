#!/bin/sh
# mutants.t -- every planted fault can still be planted (mutants.sh plants
# them): its patch fits the sources, changes one file, and says what it does;
# and the table of mutants/README.md has a row for it in which a kind of test
# is marked.
cd "$(dirname "$0")/../.." || exit 3
echo 'TAP version 13'
table=runtime/test/mutants/README.md
n=0 failed=0
for patch in runtime/test/mutants/*.patch; do
    n=$((n + 1))
    name=$(basename "$patch" .patch)
    if said=$(git apply --check "$patch" 2>&1) &&
        [ "$(grep -c '^@@' "$patch")" = 1 ] &&
        head -1 "$patch" | grep -q '^[A-Za-z].*\.$' &&
        grep -q "^| $name  *|.* x " "$table"; then
        echo "ok $n - $name"
    else
        echo "not ok $n - $name"
        echo "$said" | sed 's/^/# /' >&2
        failed=1
    fi
done
rows=$(sed '1,/^| fault/d' "$table" | grep -c '^| ')
if [ "$rows" = $n ]; then
    echo "ok $((n + 1)) - the table has no other rows"
else
    echo "not ok $((n + 1)) - the table has $rows rows for $n faults"
    failed=1
fi
n=$((n + 2))
if [ $n -gt 41 ]; then
    echo "ok $n - there are at least 40"
else
    echo "not ok $n - there are at least 40"
    failed=1
fi
echo "1..$n"
exit $failed
