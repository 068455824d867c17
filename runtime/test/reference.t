#!/bin/sh
# reference.t -- programs that print the same on the model and on CPython.
#
# examples/*.c run once on each; fuzz_*.c make random operations from a few
# seeds (SEEDS="1 2 3" COUNT=20000 for more).  Needs CPython 3.11's headers and
# library: without them everything is skipped, but not under CI.
cd "$(dirname "$0")" || exit 3
root=$(cd ../.. && pwd)
build=${BUILD:-.build}
case $build in
/*) ;;
*) build=$root/$build ;;
esac
seeds=${SEEDS:-"1 2 3"}
count=${COUNT:-20000}
headers=${PYTHON_HEADERS:-/usr/include/python3.11}
flags='-std=c11 -D_GNU_SOURCE -g -O1 -Wall -Wextra
       -Wno-missing-field-initializers'
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT

echo 'TAP version 13'
if [ ! -f "$headers/Python.h" ]; then
    if [ -n "$CI" ]; then
        echo "not ok 1 - $headers/Python.h is missing"
        echo 1..1
        exit 1
    fi
    echo "1..0 # SKIP python3-dev 3.11 is not installed"
    exit 0
fi

# The helper's sources are compiled once for CPython.
for source in "$root"/runtime/helper/*.c; do
    # shellcheck disable=SC2086
    ${CC:-gcc} $flags -Werror -I"$headers" -idirafter "$root/runtime/include" \
        -c -o "$work/$(basename "$source" .c).o" "$source" || exit 3
done

# both SOURCE: builds $work/model and $work/real
both() {
    # shellcheck disable=SC2086
    ${CC:-gcc} $flags -I"$root/runtime/include" -o "$work/model" "$1" \
        "$build/release/libheapbook.a" -ljansson -ldl -lm &&
        ${CC:-gcc} $flags -I"$headers" -idirafter "$root/runtime/include" \
            -o "$work/real" "$1" "$work"/*.o -lpython3.11 -lm
}

n=0 failed=0
# same NAME ARGUMENT...: states that both print the same
same() {
    name=$1
    shift
    n=$((n + 1))
    "$work/model" "$@" >"$work/model.out" 2>&1
    echo "exit $?" >>"$work/model.out"
    "$work/real" "$@" >"$work/real.out" 2>&1
    echo "exit $?" >>"$work/real.out"
    if diff "$work/real.out" "$work/model.out" >"$work/diff"; then
        echo "ok $n - $name"
    else
        echo "not ok $n - $name"
        head -20 "$work/diff" | sed 's/^/# /'
        failed=1
    fi
}

for source in examples/*.c; do
    both "$source" || exit 3
    same "$(basename "$source" .c)"
done
for source in fuzz_*.c; do
    both "$source" || exit 3
    for seed in $seeds; do
        same "$(basename "$source" .c) $seed" "$seed" "$count"
    done
done
echo "1..$n"
exit $failed
