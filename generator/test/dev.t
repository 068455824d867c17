#!/bin/sh
# dev.t -- `heapbook dev`: a new exercise passes, and each rule for authors is
# broken once and named.
cd "$(dirname "$0")/../.." || exit 3
top=$PWD
heapbook=${HEAPBOOK:-$top/.build/heapbook}
work=$(mktemp -d /tmp/heapbook-dev-XXXXXX) || exit 3
trap 'rm -rf "$work"' EXIT
export HEAPBOOK_HOME="$top" XDG_CACHE_HOME="$work/cache"
unset CI
cd "$work" || exit 3

echo "TAP version 13"
count=0
check() { # DESCRIPTION COMMAND...
    description=$1; shift; count=$((count + 1))
    if "$@" >"$work/check.log" 2>&1; then echo "ok $count - $description"
    else
        echo "not ok $count - $description"
        sed 's/^/# /' "$work/check.log" "$work/log" 2>/dev/null | head -20 >&2
    fi
}
dev() { "$heapbook" dev --color=never "$@" >"$work/log" 2>&1; }
exits() { want=$1; shift; "$@"; got=$?; [ $got -eq "$want" ] || { echo "exit code $got, expected $want"; return 1; }; }
says() { grep -F -- "$1" "$work/log"; }
folder=exercises/lists/first-one
fresh() { rm -rf exercises; dev new lists/first-one; }
refuses() { # DESCRIPTION WORDS: after a change, dev check finds it
    check "$1 is found" exits 1 dev check
    check "and named" says "$2"
    fresh
}

# ---- new ----------------------------------------------------------------

check "a new exercise is made" exits 0 dev new lists/first-one
check "and says what comes next" says "heapbook dev check lists/first-one"
check "it passes" exits 0 dev check
check "with mutants that are killed" grep -E 'good .*, +[2-9] mutants: [2-9] killed, 0 excused' log
dev -v check
check "which -v shows" grep 'killed  *solution.c:6: lost INCREF' log
check "by its short name, too" exits 0 dev check first-one
check "an answer to it can be checked" exits 0 "$heapbook" check lists/first-one $folder/solution.c
check "nothing is overwritten" exits 2 dev new lists/first-one
check "and that is said" says "it is there already"
for name in first First/one first/ a/b/c a/1b a/-b ../a/b a/b_c; do
    check "\"$name\" is no name" exits 2 dev new "$name"
done
check "an unknown exercise is none" exits 2 dev check lists/second
check "one that is nearly right is known" eval '
    exits 2 dev check lists/first-ona; says "did you mean \"lists/first-one\"?"'
dev new lists/no-check && rm exercises/lists/no-check/check.c
check "one without a check.c is told" eval '
    exits 2 dev check lists/no-check
    says "exercises/lists/no-check: error: there is no check.c"'
rm -r exercises/lists/no-check
check "an unknown word is none" exits 2 dev chekc
check "no word is none" exits 2 dev

# ---- the rules ----------------------------------------------------------

cp $folder/solution.c $folder/starter.c
refuses "a starter that gets all points" "the starter gets all of the 5 points"
sed -i 's/, 0));/, 1));/' $folder/solution.c
refuses "a solution that does not" "the solution gets 1 of 5 points"
sed -i 's/, 0));/, 1));/' $folder/solution.c
check "where it does not" exits 1 dev check
check "its mutants are not counted as killed" says \
    "no mutant is looked at until the solution is right"
fresh
sed -i 's/    return Py_X/    int unused = 1;\n\n    return Py_X/' $folder/solution.c
refuses "a warning of gcc or clang" "unused"
sed -i 's|score: 3/5|score: 4/5|' $folder/wrong/borrowed.c
refuses "a wrong score" "announces 4/5 and gets 3/5"
sed -i 's|fails: owned|fails: owned, empty|' $folder/wrong/borrowed.c
refuses "a test that passes" "names empty, which it passes"
sed -i 's|fails: owned|fails: owned\n   says: "never"|' $folder/wrong/borrowed.c
refuses "a message that nobody gives" 'no message says "never"'
only() { [ "$(grep -c 'error: ' "$work/log")" -eq "$1" ]; }
sed -i 's/want_same("first"/wnat_same("first"/' $folder/check.c
check "a claim that is none is found" exits 1 dev check
check "at its line of check.c" says "check.c:20: error: implicit declaration of function 'wnat_same'"
check "and nothing else is said" only 1
fresh
sed -i "s/want_same(\"first\", \"list.0.\");/want_value(\"first\", \"[7\");/" $folder/check.c
check "a judge that fails is found" exits 1 dev check
check "by its test, behind the claim before" says "check.c:19: error: the judge of first failed: ended with exit code 1: hb_lit: column 3 of [7: "
check "and nothing else is said" only 1
fresh
sed -i 's/    slot("list", list);/    slto("list", list);/' $folder/check.c
check "a mistake in a scenario is found" exits 1 dev check
check "at its line of check.c" says "check.c:12: error: implicit declaration of function 'slto'"
check "not of the solution" exits 1 says solution.c
fresh
dev new lists/last-one
sed -i '0,/^}/{/^}/d}' $folder/check.c
check "a brace that does not close is found" exits 1 dev check
check "where it stands" says "check.c:9:1: error: a brace does not close"
check "once" eval '[ "$(grep -c "does not close" log)" -eq 1 ]'
check "the exercise is wrong" says "wrong lists/first-one"
check "and others are proved all the same" says "good  lists/last-one"
mkdir content
printf '# Summary\n- [Lists](lists.md)\n' >content/SUMMARY.md
printf '# Lists\n' >content/lists.md
check "verify says the same" exits 1 eval \
    '"$heapbook" verify -E --format tap >log 2>&1'
check "once, too" eval '[ "$(grep -c "does not close" log)" -eq 1 ]'
check "and of which exercise" says "not ok 2 - exercise lists/first-one"
check "and proves the other" says "ok 1 - exercise lists/last-one"
rm -r content
fresh
sed -i 's/.needs = "first"/.needs = "frist"/' $folder/check.c
refuses "a need that is none" "TEST(owned) needs frist, and there is no such test"
sed -i 's/TEST(empty, .points = 1,/TEST(empty, .points = 1, .needs = "empty",/' $folder/check.c
refuses "a test that needs itself" "TEST(empty) waits for itself"
sed -i 's/want_same("first"/want_same("frist"/' $folder/check.c
refuses "a claim that the solution does not hold" "check.c:20: note: what it does not hold"
sed -i 's/    want_same("first".*/    slot("x", Py_None);/' $folder/check.c
refuses "a slot of a judge" "check.c:19: error: the judge of first failed: ended with exit code 1: heapbook/check.h: x is kept by a judge"
rm $folder/wrong/borrowed.c
refuses "a test that no wrong answer fails" "no wrong answer fails the test owned"
sed -i '/^## Hint/,$d' $folder/README.md
refuses "a prompt without hints" "there is no hint"
sed -i 's/^## Hint.*/## Hint/' $folder/README.md
refuses "a hint without a question" "a hint has a question and an answer"
sed -i 's/points: 5/points: 6/' $folder/README.md
refuses "a sum that is wrong" "says 6 points, the claims of check.c add up to 5"
sed -i '/^title/d; /^points/d' $folder/README.md
refuses "a prompt without a title" "the front matter has no title"
mv $folder/wrong/last.c $folder/wrong/Last_One.c
refuses "a name with other letters" '"Last_One", is not made of small'
sed -i 's|^/\* A scenario.*|/* A scenario that is introduced by a comment of many, many words.|' $folder/check.c
refuses "a line that is too wide" "columns; pages have room for 64"
sed -i 's/    return/\treturn/' $folder/wrong/last.c
refuses "a tab" "a tab, or a blank at the end"
if command -v clang-format >/dev/null; then
    cp "$top/.clang-format" .
    sed -i 's/, 0));/,0));/' $folder/solution.c
    refuses "a layout that is not clang-format's" "lays it out otherwise"
    rm .clang-format
else
    check "the layout # SKIP clang-format is not installed" true
fi

# ---- mutants ------------------------------------------------------------

sed -i '/want_refcount("first"/d' $folder/check.c
sed -i 's/    want_no_leak();/    want_value("first", "[7]");/' $folder/check.c
sed -i 's/^   fails: owned/   fails: nothing/; s/3/5/' $folder/wrong/borrowed.c
check "a check that does not count" exits 1 dev check
check "lets a mutant live" says "solution.c:6: error: this mutant loses no points: lost INCREF: Py_XNewRef(PyList_GetItem(list, 0))"
check "which is counted" says "2 left"
printf 'solution.c:6: lost INCREF: Py_XNewRef(PyList_GetItem(list, 0))\n    so be it\n' \
    >$folder/survivors
dev check
check "it can be excused" says "1 excused"
fresh
printf 'solution.c:6: lost INCREF: Py_XNewRef(PyList_GetItem(list, 0))\n    so be it\n' \
    >$folder/survivors
refuses "an excuse for what is killed" "survivors:1: error: no mutant of that name survives"

# ---- all that a scenario may say ----------------------------------------

cat >>$folder/check.c <<'EOF'

static PyObject *call(PyObject *self, PyObject *list)
{
    (void)self;
    return first_one(list);
}

static PyMethodDef method = {"call", call, METH_O,
                             "call"};

TEST(drawn, .points = 1, .claim = "of any list")
{
    PyObject *list = hb_lit(drawn_list("list", 2, 5, 0, 9));
    PyObject *function =
        hb_keep(PyCFunction_New(&method, NULL));
    int n = (int)drawn_int("n", 1, 3);
    const char *rows = drawn_rows("r", 1, 2, 3, 0, 9);

    hb_put(list, 0, counting(hb_lit(rows)));
    hb_put(list, 1, hb_lit(drawn_bytes("b", n, 4)));
    hb_put(list, 1, hb_lit(drawn_text("t", 1, 3)));
    slot("list", list);
    counted("call")
    {
        result("first", PyObject_CallOneArg(function, list));
    }
}

JUDGE(drawn)
{
    want_same("first", "list[0]");
    want_at_most("call.allocations", 2);
}
EOF
sed -i 's/points: 5/points: 6/' $folder/README.md
sed -i 's|score: 0/5|score: 0/6|; s/first, empty/first, empty, drawn/' $folder/wrong/last.c
sed -i 's|score: 3/5|score: 4/6|' $folder/wrong/borrowed.c
check "methods, drawn inputs and counts" exits 0 dev check
fresh

# ---- a whole program ----------------------------------------------------

program() { # FILE WHAT-MAIN-PRINTS WHAT-IT-RETURNS
    cat >$folder/$1 <<EOF
#include <Python.h>
#include <stdio.h>

int
main(void)
{
    PyObject *list;

    Py_Initialize();
    list = PyList_New(2);
    if (list == NULL) {
        return 1;
    }
    printf("%zd\\n", $2);
    Py_DECREF(list);
    Py_FinalizeEx();
    return $3;
}
EOF
}
program solution.c 'PyList_Size(list)' 0
program starter.c 'Py_REFCNT(list)' 1
program code.c 'PyList_Size(list)' 1
program line.c 'PyList_Size(list) + 1' 0
for one in code.4/5.code line.1/5.line; do
    name=${one%%.*}; rest=${one#*.}
    { echo "/* score: ${rest%.*}"; echo "   fails: ${rest#*.} */"; cat $folder/$name.c; } \
        >$folder/wrong/$name.c
    rm $folder/$name.c
done
rm $folder/wrong/borrowed.c $folder/wrong/last.c
cat >$folder/check.c <<'EOF'
#include "heapbook/check.h"

int main(void);

TEST(line, .points = 4, .claim = "it prints one line")
{
    result_int("code", main());
}

JUDGE(line)
{
    want_output("2\n");
    want_no_leak();
}

TEST(code, .points = 1, .claim = "main returns 0")
{
    result_int("code", main());
}

JUDGE(code)
{
    want_int("code", 0);
}
EOF
printf 'solution.c:11: dropped check: if (list == NULL)\n    there is always memory here\n' \
    >$folder/survivors
printf 'solution.c:12: off by one: return 1 plus 1\n    the same\n' >>$folder/survivors
check "a solution may be a program with a main" exits 0 dev check
fresh

# ---- compilers ----------------------------------------------------------

fresh
if command -v gcc >/dev/null; then
    sed -i 's|^    return|#ifdef __TINYC__\n    n--;\n#endif\n&|; s/, n - 1)/, n)/' \
        $folder/wrong/last.c
    check "an answer that depends on its compiler" exits 1 dev check
    check "is named, and what differs" says "last.c: error: compiled by gcc its report says"
    fresh
else
    check "an answer that depends on its compiler # SKIP gcc is not installed" true
fi

echo "1..$count"
