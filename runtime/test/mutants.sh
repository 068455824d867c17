#!/bin/sh
# mutants.sh -- plants one fault at a time and asks which tests notice it.
#
#   mutants.sh            each patch of mutants/ in turn, up to the first
#                         kind of test that fails
#   mutants.sh NAME...    only these
#   ALL=1 mutants.sh      all kinds of tests for each: the whole table
#
# The kinds: `facts` (facts_test), `unit` (the other test programs), `twin`
# (examples, extension modules and twins against what CPython printed), and
# `fuzz` (random operations against CPython, if it is installed).  A crash
# counts as noticed.  Prints a line for each fault; exit 1 if one survives.
# The work is done on a copy, where only what a patch changes is compiled.
cd "$(dirname "$0")/../.." || exit 3
root=$(pwd)
build=${BUILD:-.build}
case $build in
/*) ;;
*) build=$root/$build ;;
esac
headers=${PYTHON_HEADERS:-/usr/include/python3.11}
seeds='1 2 3 4'
count=2500
flags='-std=c11 -D_GNU_SOURCE -g -O1 -Wno-missing-field-initializers'
shared='-O2 -g1 -fno-omit-frame-pointer -fPIC'
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
ulimit -c 0

# ---- the copy --------------------------------------------------------------

tree=$work/tree
objects=$work/build/release/runtime
mkdir -p "$tree" "$work/pristine" "$work/bin/unit" "$work/bin/whole"
cp -Rp Makefile runtime "$tree"
# The tests of the runtime use functions that no answer may name; a shared
# library hides them from the tests as well.
find "$tree/runtime/include" -name '*.h' -exec \
    sed -i 's/visibility("hidden")/visibility("default")/' {} +

# The runtime is a shared library here: a fault costs the compiler one file
# and the linker one library, and the programs are linked once.
compile() {
    make -s -C "$tree" BUILD="$work/build" CFLAGS="$shared" \
        "$work/build/release/libheapbook.a" >"$work/said" 2>&1 &&
        ${CC:-gcc} -shared -o "$work/bin/libheapbook.so" \
            -Wl,--whole-archive "$work/build/release/libheapbook.a" \
            -Wl,--no-whole-archive -ljansson -ldl -lm >>"$work/said" 2>&1
}

if ! compile; then
    cat "$work/said"
    exit 3
fi
for folder in objects memory modules probe; do
    cp -Rp "$tree/runtime/$folder" "$work/pristine/$folder"
    cp -Rp "$objects/$folder" "$work/pristine/o-$folder"
done

# Both ages come back with the bytes, so that nothing is compiled again.
restore() {
    for folder in objects memory modules probe; do
        cp -Rp "$work/pristine/$folder" "$tree/runtime/"
        cp -Rp "$work/pristine/o-$folder/." "$objects/$folder/"
    done
}

# program FOLDER SOURCE WHERE...: compiles it and links it with the library
program() {
    name=$1$(basename "$2" .c)
    source=$2
    shift 2
    # shellcheck disable=SC2086
    ${CC:-gcc} $flags -Igenerator -I"$tree/runtime/include" -Iruntime/test \
        -o "$work/bin/$name" "$source" -L"$work/bin" \
        -Wl,-rpath,"$work/bin" "$@" -lheapbook -ljansson -ldl -lm || exit 3
}

# Readers of a heap's image know the data of one program, not of libraries:
# these are linked anew each time.
for source in runtime/test/*_test.c; do
    case $source in
    */image_test.c | */probe_test.c | */whole_test.c)
        program whole/ "$source" -c ;;
    *) program unit/ "$source" ;;
    esac
done
for source in runtime/test/examples/*.c runtime/test/extensions/*.c \
    runtime/test/twin/*.c runtime/test/fuzz_*.c; do
    program "$(basename "$(dirname "$source")")-" "$source"
done
if [ -f "$headers/Python.h" ]; then
    for source in runtime/test/fuzz_*.c; do
        name=$(basename "$source" .c)
        # shellcheck disable=SC2086
        ${CC:-gcc} $flags -I"$headers" -idirafter "$root/runtime/include" \
            -o "$work/real" "$source" runtime/helper/*.c -lpython3.11 -lm ||
            exit 3
        for seed in $seeds; do
            "$work/real" "$seed" "$count" >"$work/bin/$name.$seed" 2>&1
        done
    done
fi

# ---- the kinds of tests: each succeeds when all is well ----------------------

# What goes on for ever is stopped by the time that it uses, not by the clock:
# a busy machine is no fault.
limited() (
    ulimit -t 60
    exec "$@"
)

run() {
    limited "$@" >"$work/out" 2>&1
}

test_facts() {
    run "$work/bin/unit/facts_test"
}

test_unit() {
    for program in "$work"/bin/unit/*_test; do
        case $program in
        */facts_test) continue ;;
        esac
        run "$program" || return 1
    done
    for object in "$work"/bin/whole/*_test; do
        ${CC:-gcc} -o "$work/program" "$object" \
            "$work/build/release/libheapbook.a" -ljansson -ldl -lm || exit 3
        run "$work/program" || return 1
    done
}

test_twin() {
    for program in "$work"/bin/examples-* "$work"/bin/extensions-*; do
        name=${program##*/}
        run "$program"
        echo "exit $?" >>"$work/out"
        cmp -s "$work/out" \
            "runtime/test/${name%%-*}/${name#*-}.out" || return 1
    done
    for program in "$work"/bin/twin-*; do
        limited "$program" >"$work/out" 2>"$work/said" || return 1
        cmp -s "$work/out" "runtime/test/twin/${program##*/twin-}.out" ||
            return 1
    done
}

test_fuzz() {
    for program in "$work"/bin/test-fuzz_*; do
        name=${program##*/test-}
        for seed in $seeds; do
            [ -f "$work/bin/$name.$seed" ] || return 0
            run "$program" "$seed" "$count"
            cmp -s "$work/out" "$work/bin/$name.$seed" || return 1
        done
    done
}

# ---- the faults --------------------------------------------------------------

kinds='facts unit twin fuzz'
for kind in $kinds; do
    if ! "test_$kind"; then
        echo "mutants: $kind fails without a fault: $program" >&2
        exit 3
    fi
done

[ $# -gt 0 ] || set -- runtime/test/mutants/*.patch
survivors=0 faults=0
printf '| %-26s | %-5s | %-4s | %-4s | %-4s |\n' fault facts unit twin fuzz
echo '|---|---|---|---|---|'
for patch in "$@"; do
    fault=$(basename "$patch" .patch)
    patch=$root/runtime/test/mutants/$fault.patch
    if ! (cd "$tree" && git apply "$patch") || ! compile; then
        echo "mutants: $fault cannot be planted" >&2
        cat "$work/said" >&2
        exit 3
    fi
    faults=$((faults + 1))
    row= noticed=
    for kind in $kinds; do
        sign=-
        if [ -z "$noticed" ] || [ "$ALL" ]; then
            if "test_$kind"; then
                sign=' '
            else
                sign=x noticed=1
            fi
        fi
        width=4
        [ $kind = facts ] && width=5
        row="$row | $(printf '%-*s' $width "$sign")"
    done
    printf '| %-26s%s |%s\n' "$fault" "$row" \
        "$([ "$noticed" ] || echo ' survives')"
    [ "$noticed" ] || survivors=$((survivors + 1))
    restore
done
echo
echo "$faults faults, $survivors survive"
[ $survivors = 0 ]
