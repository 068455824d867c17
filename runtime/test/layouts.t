#!/bin/sh
# layouts.t -- every layout of an object has a drawing, and the drawings are
# true.
#
# A drawing is a line "NAME" or "NAME: 40 bytes" over a frame, and in the
# frame a row "| offset | field |" for each field; "(ours)" ends one that
# CPython's struct has not.  Every one is turned into comparisons with offsetof
# and sizeof: for the runtime's own headers and sources, and, where CPython's
# headers have the struct, for them as well.
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
        ours = / \(ours\)$/ ? " ours" : ""
        gsub(/\|/, " "); print "row", $2, $3 ours; next
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
            if (sub(/^runtime\/include\//, "", path) &&
                path ~ /^(internal|datetime)/) # not in Python.h
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

# undrawn FILE...: the structs that begin as objects do, without a drawing
undrawn() {
    awk '
    FNR == 1 { drawn = 0 }
    /^ \* +\+-+\+-+\+/ { drawn = 1 }
    /^(typedef )?struct( [A-Za-z_]+)? \{$/ { line = FNR; next }
    line && FNR == line + 1 && /^    PyObject_(VAR_)?HEAD$/ && !drawn {
        print FILENAME ":" line
    }
    /^}/ { drawn = line = 0 }' "$@"
}

# asserts FILE: C that compiles when the drawings in a source file are true
asserts() {
    echo "#include <stddef.h>"
    echo "#include \"$1\""
    drawings "$1" | awk '
    function is(what, drawn) {
        printf "_Static_assert(%s == %s, \"drawn otherwise\");\n", what, drawn
    }
    $1 == "struct" {
        name = $4; for (i = 5; i <= NF; i++) name = name " " $i
        if ($3) is("sizeof(" name ")", $3)
    }
    $1 == "row" { is("offsetof(" name ", " $3 ")", $2) }'
}

undrawn $(git ls-files 'runtime/*.[ch]' ':!runtime/test' ':!runtime/bench') \
    >"$work/undrawn"
sources=$(grep -lE '^ \* +\+-+\+-+\+' runtime/memory/*.c runtime/modules/*.c \
    runtime/objects/*.c runtime/probe/*.c)
drawings $(grep -lE '^ \* +\+-+\+-+\+' runtime/include/*.h \
    runtime/include/*/*.h runtime/modules/*.h runtime/objects/*.h) \
    >"$work/all"

{
    if [ -s "$work/undrawn" ]; then
        echo "not ok 0 - every layout has a drawing"
        sed 's/^/# without: /' "$work/undrawn"
    else
        echo "ok 0 - every layout has a drawing"
    fi
    for source in $sources; do
        asserts "$source" >"$work/asserts.c"
        if ${CC:-gcc} -std=c11 -D_GNU_SOURCE -w -fsyntax-only -I. \
            -I"${source%/*}" -Iruntime/include "$work/asserts.c" 2>"$work/why"
        then
            echo "ok 0 - $source"
        else
            echo "not ok 0 - $source"
            grep 'drawn otherwise' "$work/why" | sed 's/^/# /'
        fi
    done
    compare ours -Iruntime/include -Iruntime/objects <"$work/all" ||
        echo "not ok 0 - the runtime's headers compile"
    if [ -f "$headers/Python.h" ]; then
        awk '$1 == "struct" { out = $2 ~ /\/(hb_|modules|objects)/ }
             !out && $4 != "ours"' "$work/all" >"$work/both"
        compare theirs -I"$headers" -I"$headers/internal" <"$work/both" \
            >"$work/compared" || echo "not ok 0 - CPython's headers compile"
        sed 's/runtime\/include\//CPython, /' "$work/compared"
    fi
} >"$work/said"
awk '/^(not )?ok/ { sub(/ok [0-9]*/, "ok " ++n); bad += /^not/ }
     !/^1\.\./ { print }
     END { print "1.." n; exit bad > 0 || n < 100 }' "$work/said"
