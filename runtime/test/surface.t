#!/bin/sh
# surface.t -- each name of surface/names.txt compiles and links.
#
# A group is one C file that uses all of its names, so the whole costs a few
# seconds; when a group does not compile or link, its names are tried one by
# one, to tell which.  With CPython 3.11's headers the same files are compiled
# with them as well: a row that asks for what CPython does not have is wrong.
cd "$(dirname "$0")" || exit 3
root=$(cd ../.. && pwd)
build=${BUILD:-.build}
case $build in
/*) ;;
*) build=$root/$build ;;
esac
headers=${PYTHON_HEADERS:-/usr/include/python3.11}
flags='-std=c11 -D_GNU_SOURCE -O0 -w -Werror=implicit-function-declaration
       -Werror=incompatible-pointer-types -Werror=int-conversion'
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT

# source ROWS: a C file that uses the names of the rows
source_of() {
    cat <<'EOF'
#define PY_SSIZE_T_CLEAN
#define Py_BUILD_CORE 1
#include <Python.h>
#include <structmember.h>
#include <stdarg.h>
#include "internal/pycore_accu.h"
#include "internal/pycore_bytesobject.h"
#include "internal/pycore_call.h"
#include "internal/pycore_ceval.h"
#include "internal/pycore_namespace.h"
#include "internal/pycore_pyerrors.h"
#include "internal/pycore_pymem.h"
#include "internal/pycore_runtime.h"
#include "internal/pycore_strhex.h"
EOF
    awk '
    function rest(first,   text, i) {
        text = $first
        for (i = first + 1; i <= NF; i++) text = text " " $i
        return text
    }
    $3 == "function" || $3 == "object" {
        print "const void *at_" NR " = (const void *)&" $4 ";" }
    $3 == "constant" { print "const long long is_" NR " = (long long)(" $4 ");" }
    $3 == "use" || $3 == "returns" {
        print "PyObject *do_" NR "(PyObject *o, PyObject **a, PyTypeObject *t,"
        print "    Py_ssize_t n, char *p, char *s, char **k, PyMethodDef *d,"
        print "    struct PyModuleDef *m, _Py_Identifier *i, va_list v)"
        print "{ " rest(5) "; return NULL; }" }
    $3 == "file" { text = rest(5); gsub(/NAME/, "top_" NR, text); print text }
    ' "$1"
    echo 'int main(void) { return 0; }'
}

model() {
    source_of "$1" >"$work/unit.c"
    # shellcheck disable=SC2086
    ${CC:-gcc} $flags -I"$root/runtime/include" -o "$work/unit" \
        "$work/unit.c" "$build/release/libheapbook.a" -ljansson -ldl -lm \
        2>"$work/said"
}

real() {
    source_of "$1" >"$work/unit.c"
    # shellcheck disable=SC2086
    ${CC:-gcc} $flags -I"$headers" -o "$work/unit" "$work/unit.c" \
        -lpython3.11 -lm 2>"$work/said"
}

n=0 failed=0
# row ok|not TEXT
row() {
    n=$((n + 1))
    case $1 in
    ok) echo "ok $n - $2" ;;
    *)
        echo "not ok $n - $2"
        grep -m 2 -E 'error|undefined' "$work/said" | sed 's/^/# /' >&2
        failed=1
        ;;
    esac
}

# group NAME HOW: one test for each name of the group
group() {
    awk -v group="$1" '$1 == group' surface/names.txt >"$work/rows"
    result=ok
    "$2" "$work/rows" || result=each
    while read -r subject tier kind symbol use; do
        answer=$result
        if [ "$result" = each ]; then
            echo "$subject $tier $kind $symbol $use" >"$work/one"
            answer=ok
            "$2" "$work/one" || answer=not
        fi
        row "$answer" "$subject: $symbol, a $tier $kind"
    done <"$work/rows"
}

echo 'TAP version 13'
groups=$(awk '/^[a-z]/ { if (!seen[$1]++) print $1 }' surface/names.txt)
for name in $groups; do
    group "$name" model
done
if [ -f "$headers/Python.h" ]; then
    for name in $groups; do
        awk -v group="$name" '$1 == group' surface/names.txt >"$work/rows"
        result=ok
        real "$work/rows" || result=not
        row "$result" "CPython has the group $name"
    done
fi
count() {
    awk -v tier="$1" '$2 == tier' surface/names.txt | wc -l
}
result=ok
[ "$(count must)" = 757 ] && [ "$(count should)" = 284 ] || result=not
row $result "757 names are a must, 284 should exist"
echo "1..$n"
exit $failed
