#!/bin/sh
# bench.t -- the benchmark's rows work and its table is printed.
#
# Each row is run with tiny counts on the runtime and, where it was built, on
# CPython.  No time is compared with anything.
cd "$(dirname "$0")/../.." || exit 3
bench=${BUILD:-.build}/release/runtime/bench

echo 'TAP version 13'
n=0 failed=0
# state NAME STATUS: says whether a check was passed
state() {
    n=$((n + 1))
    if [ "$2" = 0 ]; then
        echo "ok $n - $1"
    else
        echo "not ok $n - $1"
        failed=1
    fi
}

reference=
for suite in '' work- calls-; do
    rows=$("$bench/${suite}model" --list)
    state "${suite}model has rows" "$([ -n "$rows" ]; echo $?)"
    said=$("$bench/${suite}model" --once)
    state 'each works on the runtime' "$([ "$said" = "$rows" ]; echo $?)"
    if [ -x "$bench/${suite}cpython" ]; then
        said=$("$bench/${suite}cpython" --once)
        state 'each works on CPython' "$([ "$said" = "$rows" ]; echo $?)"
        reference=$bench/cpython
    else
        n=$((n + 1))
        echo "ok $n - rows on CPython # SKIP python3-dev 3.11 is missing"
    fi
done
table=$("$bench/pairs" -n 1 "$bench/model" "$reference" 'tuple pack')
state 'a chosen row is in the table' \
    "$(echo "$table" | grep -q '^tuple pack  *[0-9.]*[1-9]'; echo $?)"
state 'no other row is' "$(echo "$table" | grep -q '^list'; echo $((! $?)))"
"$bench/pairs" -n 1 /bin/false 2>/dev/null
state 'a program without rows is a failure' $((! $?))
echo "1..$n"
exit $failed
