#!/bin/sh
# valgrind.sh -- the runtime's test programs under valgrind's memcheck.
#
#   valgrind.sh [NAME...]    these programs (gc_test, ...), or all
#
# With PYTHONMALLOC=malloc every block is the C library's, so that memcheck
# sees each one.  No error, and no block that is still there at the end, lost
# or reachable (valgrind.supp has the exceptions).  Prints TAP; without
# valgrind all is skipped, under CI that is a failure.
cd "$(dirname "$0")/../.." || exit 3
programs=${BUILD:-.build}/release/runtime/test
said=$(mktemp) || exit 3
trap 'rm -f "$said"' EXIT

echo 'TAP version 13'
# Deep recursion and searches in millions of letters take valgrind an hour;
# dead heaps and pools are in the region, which is empty here; the children
# of lifecycle_test leak so that it is told.
[ $# -gt 0 ] || set -- $(cd "$programs" && ls -d ./*_test | sed 's/^..//' |
    grep -vE '^(deep|search|image|probe|memory|lifecycle)_test$')

n=0 failed=
for name in "$@"; do
    kinds=definite,indirect,possible,reachable
    # Its children end where an error is, the others' after the end.
    [ "$name" = literal_test ] && kinds=definite,indirect
    n=$((n + 1))
    if ! command -v valgrind >/dev/null; then
        echo "${CI:+not }ok $n - $name # SKIP valgrind is not installed"
        failed=$CI
        continue
    fi
    PYTHONMALLOC=malloc valgrind -q --error-exitcode=9 --leak-check=full \
        --show-leak-kinds=$kinds --errors-for-leak-kinds=$kinds \
        --suppressions=runtime/test/valgrind.supp \
        "$programs/$name" >"$said" 2>&1
    code=$?
    if [ $code = 9 ] || grep -q '^==[0-9]*== ' "$said" || [ $code -gt 99 ]; then
        echo "not ok $n - $name"
        grep -m 40 '^==' "$said" | sed 's/^/# /' >&2
        failed=1
    else
        echo "ok $n - $name"
    fi
done
echo "1..$n"
[ -z "$failed" ]
