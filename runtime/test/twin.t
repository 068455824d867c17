#!/bin/sh
# twin.t -- the programs of twin/ print on the model what they printed on
# CPython 3.11 (twin/NAME.out).
#
#   twin.t            compile each with the model and compare
#   twin.t --accept   compile each with CPython and write twin/NAME.out
cd "$(dirname "$0")" || exit 3
root=$(cd ../.. && pwd)
build=${BUILD:-.build}
case $build in
/*) ;;
*) build=$root/$build ;;
esac
flags='-std=c11 -D_GNU_SOURCE -g -Wall -Wextra -Wno-missing-field-initializers'
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT

if [ "$1" = --accept ]; then
    for source in twin/*.c; do
        name=$(basename "$source" .c)
        # shellcheck disable=SC2086,SC2046
        ${CC:-gcc} $flags $(python3.11-config --includes) -o "$work/$name" \
            "$source" -lpython3.11 &&
            PYTHONHASHSEED=0 "$work/$name" >"twin/$name.out" 2>/dev/null ||
            exit 1
    done
    exit 0
fi

echo 'TAP version 13'
count=0 failed=0
for source in twin/*.c; do
    name=$(basename "$source" .c)
    count=$((count + 1))
    # shellcheck disable=SC2086
    if ${CC:-gcc} $flags -I"$root/runtime/include" -o "$work/$name" \
            "$source" "$build/release/libheapbook.a" -ljansson -ldl -lm \
            >"$work/said" 2>&1 &&
        "$work/$name" >"$work/out" 2>"$work/said" &&
        diff "twin/$name.out" "$work/out" >"$work/said"; then
        echo "ok $count - $name"
    else
        echo "not ok $count - $name"
        sed 's/^/# /' "$work/said" | head -40 >&2
        failed=1
    fi
done
echo "1..$count"
exit $failed
