#!/bin/sh
# layouts.t -- the drawings above the layouts are true.
#
# A drawing is a line "NAME" or "NAME: 40 bytes" over a frame, and in the
# frame a row "| offset | field |" for each field.  Every one is turned into
# comparisons with offsetof and sizeof: for the runtime's own headers, and,
# where CPython's headers have the struct, for them as well.
cd "$(dirname "$0")/../.." || exit 3
headers=${PYTHON_HEADERS:-/usr/include/python3.11}
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT

# drawings FILE...: "file struct size" and "row offset field" lines
drawings() {
    awk '
    FNR == 1 { name = "" }
    /^(\/\*| \*) +(struct )?[A-Za-z_]+(: [0-9]+ bytes.*)?$/ {
        text = $0; sub(/^(\/\*| \*) +/, "", text)
        size = 0
        if (match(text, /: [0-9]+ bytes/)) {
            size = substr(text, RSTART + 2, RLENGTH - 8)
            text = substr(text, 1, RSTART - 1)
        }
        name = text; open = 0; next
    }
    name != "" && /^ \* +\+-+\+-+\+/ {
        if (!open) { print "struct", FILENAME, size, name; open = 1 }
        else { name = "" }
        next
    }
    name != "" && open && /^ \* +\| +[0-9]+ \| [A-Za-z_]+ +\|/ {
        gsub(/\|/, " "); print "row", $2, $3; next
    }
    name != "" && !open { name = "" }' "$@"
}

# program: C that compares the drawings on standard input, one test each
program() {
    awk '
    $1 == "struct" {
        if (name != "") close_one()
        name = $4; for (i = 5; i <= NF; i++) name = name " " $i
        file = $2; size = $3; rows = ""
        if (!seen[file]++) include[++files] = file
    }
    $1 == "row" {
        rows = rows sprintf("    row(offsetof(%s, %s), %s, \"%s\");\n",
                            name, $3, $2, $3)
    }
    function close_one() {
        body = body rows
        if (size) body = body sprintf("    row(sizeof(%s), %s, \"size\");\n",
                                      name, size)
        body = body sprintf("    end(\"%s, %s\");\n", name, file)
    }
    END {
        close_one()
        print "#define Py_BUILD_CORE 1\n#include <Python.h>"
        print "#include <stddef.h>"
        for (i = 1; i <= files; i++) {
            path = include[i]
            if (sub(/^runtime\/include\//, "", path) && path ~ /^internal/)
                printf "#include \"%s\"\n", path
            else if (path ~ /^runtime\//) printf "#include \"%s\"\n", path
        }
        print "static int tests, bad;"
        print "static void row(size_t is, size_t drawn, const char *field) {"
        print "    if (is != drawn) { bad = 1; printf(\"# %s: %zu, drawn %zu\\n\","
        print "        field, is, drawn); } }"
        print "static void end(const char *name) {"
        print "    printf(\"%sok %d - %s\\n\", bad ? \"not \" : \"\", ++tests, name);"
        print "    bad = 0; }"
        print "int main(void) {\n" body
        print "    printf(\"1..%d\\n\", tests); return 0; }"
    }'
}

# compare NAME FLAGS...: runs the program on standard input
compare() {
    name=$1
    shift
    program >"$work/$name.c"
    "${CC:-gcc}" -std=c11 -O1 -w "$@" -I. "$work/$name.c" -o "$work/$name" &&
        "$work/$name"
}

drawings $(grep -lE '^ \* +\+-+\+-+\+' runtime/include/*.h \
    runtime/include/*/*.h runtime/modules/*.h runtime/objects/*.h) \
    >"$work/all"

{
    compare ours -Iruntime/include -Iruntime/objects <"$work/all" ||
        echo "not ok 0 - the runtime's headers compile"
    if [ -f "$headers/Python.h" ]; then
        awk '$1 == "struct" { out = $2 ~ /\/(hb_|modules|objects)/ }
             !out' "$work/all" >"$work/both"
        compare theirs -I"$headers" -I"$headers/internal" <"$work/both" |
            sed 's/runtime\/include\//CPython, /'
    fi
} >"$work/said"
awk '/^(not )?ok/ { sub(/ok [0-9]*/, "ok " ++n); bad += /^not/ }
     !/^1\.\./ { print }
     END { print "1.." n; exit bad > 0 || n < 50 }' "$work/said"
