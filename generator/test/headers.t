#!/bin/sh
# headers.t -- each header stands alone: it compiles as the only include.
cd "$(dirname "$0")/../.." || exit 3
flags="-std=c11 -D_GNU_SOURCE -Wall -Wextra -Werror -fsyntax-only -Igenerator
    -Iruntime/include -Iruntime/test $(pkg-config --cflags libcmark-gfm libgit2 lua5.4 talloc)"
count=0 failed=0
for header in generator/*/*.h runtime/include/*.h runtime/include/*/*.h; do
    # As in CPython, the parts of Python.h are reached through it alone.
    case $header in
    generator/* | runtime/include/heapbook* | */Python.h | */std/*) first= ;;
    *) first='#include <Python.h>' ;;
    esac
    count=$((count + 1))
    if said=$(printf '%s\n#include "%s"\n' "$first" "$header" |
              ${CC:-gcc} $flags -I. -x c - 2>&1); then
        echo "ok $count - $header"
    else
        echo "not ok $count - $header"
        echo "$said" | sed 's/^/# /' >&2
        failed=1
    fi
done
echo "1..$count"
exit $failed
