#!/bin/sh
# fuzz.t -- the known inputs of each fuzz target, and a fixed number of new
# ones from a fixed seed.  `make fuzz TIME=60` goes on from there.
cd "$(dirname "$0")/../.." || exit 3
build=${BUILD:-.build}
if ! [ -x "$build/fuzz/walker" ]; then
    echo "TAP version 13"
    if [ -n "$CI" ]; then
        echo "not ok 1 - clang and its libFuzzer are not installed"
    else
        echo "ok 1 # SKIP no fuzz targets: clang and its libFuzzer (libclang-rt-14-dev) are not installed"
    fi
    echo "1..1"
    exit 0
fi
exec generator/fuzz/fuzz.sh "$build/fuzz" replay
