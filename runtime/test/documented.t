#!/bin/sh
# documented.t -- every public function and macro stands under a comment.
#
# A comment covers the declarations that follow it up to an empty line.  Names
# that begin or end with an underscore are not public.  The first comment of a
# header that CPython has too says where its facts come from.
cd "$(dirname "$0")/../.." || exit 3

# said HEADER: the names without a comment, one a line
said() {
    awk '
    function report(name) {
        if (name !~ /^_|_$/ && !covered && !(name in known))
            missing[++n] = name
        if (covered) known[name] = 1
    }
    /Source:/ && comments == 1 { source = 1 }
    inside { if (/\*\//) inside = 0; next }
    /^ *\/\*/ {
        comments++
        covered = comments > 1 && !/^\/\* ---- /
        if (/Source:/) source = comments == 1 || source
        inside = !/\*\//
        next
    }
    /^$/ { if (!depth && !continued) covered = 0; continued = 0; next }
    !depth && !continued {
        if (/^#define [A-Za-z][A-Za-z0-9_]*\(/) {
            name = $2; sub(/\(.*/, "", name); report(name)
        }
    }
    !/^#/ && !depth && !continued && !/^typedef/ {
        text = $0
        sub(/^PyAPI_(FUNC|DATA)\([^)]*\)/, "", text)
        if (match(text, /[A-Za-z_][A-Za-z0-9_]*\(/) && !/^[ }]*$/ && !waiting) {
            report(substr(text, RSTART, RLENGTH - 1))
            waiting = 1
        }
        if (/[;{] *(\/\*.*)?$/) waiting = 0
    }
    { continued = /\\$/
      if (!/^#/ && !continued) {
          depth += gsub(/{/, "{") - gsub(/}/, "}")
          if (depth < 0) depth = 0
      } }
    /\/\*/ && !/\*\// { inside = 1 }
    END {
        if (FILENAME !~ /heapbook/ && !source) print "(no Source: line)"
        for (i = 1; i <= n; i++) if (!(missing[i] in known)) print missing[i]
    }' "$1"
}

count=0 failed=0
for header in runtime/include/*.h runtime/include/cpython/*.h \
    runtime/include/heapbook/*.h; do
    count=$((count + 1))
    names=$(said "$header")
    if [ -z "$names" ]; then
        echo "ok $count - $header"
    else
        echo "not ok $count - $header"
        echo "$names" | sed 's/^/# /' >&2
        failed=1
    fi
done
echo "1..$count"
exit $failed
