#!/bin/sh
# reference.t -- programs that print the same on the model and on CPython.
#
# examples/*.c, and extensions/*.c and *.cpp, which are extension modules with
# a program that drives them, run once on each; fuzz_*.c make random
# operations: each driver a family of types, 20 seeds of 5,000 operations
# (`make fuzz-reference SEED=7 OPS=20000` for others).  Without CPython 3.11's
# headers and library the examples are compared with what it printed before
# (NAME.out beside them; --accept writes these) and the rest is skipped; under
# CI that is a failure.
cd "$(dirname "$0")" || exit 3
root=$(cd ../.. && pwd)
build=${BUILD:-.build}
case $build in
/*) ;;
*) build=$root/$build ;;
esac
all_seeds='1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20'
seeds=${SEED:-$all_seeds}
count=${OPS:-5000}
headers=${PYTHON_HEADERS:-/usr/include/python3.11}
flags='-std=c11 -D_GNU_SOURCE -g -O1 -Wall -Wextra
       -Wno-missing-field-initializers'
cxx_flags='-std=c++17 -D_GNU_SOURCE -g -O1 -Wall -Wextra -Wpedantic
           -Wno-missing-field-initializers'
cxx=${CXX:-$(command -v g++ || command -v clang++)}
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT

[ -f "$headers/Python.h" ] && python=1 || python=

# The helper's sources are compiled once for CPython.
if [ "$python" ]; then
    for source in "$root"/runtime/helper/*.c; do
        # shellcheck disable=SC2086
        ${CC:-gcc} $flags -Werror -I"$headers" \
            -idirafter "$root/runtime/include" \
            -c -o "$work/$(basename "$source" .c).o" "$source" || exit 3
    done
fi

# compile ARGUMENT...: as the file $source asks
compile() {
    # shellcheck disable=SC2086
    case $source in
    *.cpp) $cxx $cxx_flags "$@" ;;
    *) ${CC:-gcc} $flags "$@" ;;
    esac
}

build_model() {
    compile -I"$root/runtime/include" -o "$work/model" "$1" \
        "$build/release/libheapbook.a" -ljansson -ldl -lm
}

build_real() {
    compile -I"$headers" -idirafter "$root/runtime/include" \
        -o "$work/real" "$1" "$work"/*.o -lpython3.11 -lm
}

# run model|real ARGUMENT...: leaves output and exit code in $work/NAME.out
run() {
    program=$1
    shift
    timeout 120 "$work/$program" "$@" >"$work/$program.out" 2>&1
    echo "exit $?" >>"$work/$program.out"
}

if [ "$1" = --accept ]; then
    for source in examples/*.c extensions/*.c extensions/*.cpp; do
        build_real "$source" || exit 3
        run real
        cp "$work/real.out" "${source%.c*}.out"
    done
    exit 0
fi

echo 'TAP version 13'
n=0 failed=0
# same NAME EXPECTED ACTUAL: states that two files are equal
same() {
    n=$((n + 1))
    if diff "$2" "$3" >"$work/diff"; then
        echo "ok $n - $1"
    else
        echo "not ok $n - $1"
        head -20 "$work/diff" | cut -c 1-400 | sed 's/^/# /' >&2
        failed=1
    fi
}

for source in examples/*.c extensions/*.c extensions/*.cpp; do
    [ "$1" = --fuzz ] && break
    name=$(basename "${source%.c*}")
    if [ "${source%.cpp}" != "$source" ] && [ -z "$cxx" ]; then
        n=$((n + 1))
        echo "ok $n # SKIP $name: no C++ compiler"
        continue
    fi
    build_model "$source" || exit 3
    run model
    same "$name" "${source%.c*}.out" "$work/model.out"
    if [ "$python" ]; then
        build_real "$source" || exit 3
        run real
        same "$name on CPython" "${source%.c*}.out" "$work/real.out"
    fi
done
for source in fuzz_*.c; do
    [ "$python" ] || break
    name=$(basename "$source" .c)
    build_model "$source" || exit 3
    build_real "$source" || exit 3
    different=
    for seed in $seeds; do
        run model "$seed" "$count"
        run real "$seed" "$count"
        if ! cmp -s "$work/real.out" "$work/model.out"; then
            different=$seed
            break
        fi
    done
    same "$name, seeds ${different:-$seeds}" "$work/real.out" \
        "$work/model.out"
done
if [ ! "$python" ]; then
    n=$((n + 1))
    if [ "$CI" ]; then
        echo "not ok $n - $headers/Python.h is missing"
        failed=1
    else
        echo "ok $n - fuzzing # SKIP python3-dev 3.11 is not installed"
    fi
fi
echo "1..$n"
exit $failed
