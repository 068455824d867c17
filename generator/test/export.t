#!/bin/sh
# export.t -- what is packed, what is not, and that a package works where
# nothing is installed.
. "$(dirname "$0")/program.sh"
needs python3

says() { grep -F -- "$1" log || { echo "nobody says: $1"; return 1; }; }
export_to() { # KIND OUTPUT [OPTION...]
    kind=$1; output=$2; shift 2
    "$heapbook" export "$kind" -C "$work/course" --color never \
        --output "$work/$output" "$@" >log 2>&1
}
unpack() { # ARCHIVE FOLDER
    python3 - "$1" "$2" <<'END'
import os, sys, tarfile, zipfile
path, folder = sys.argv[1:]
if path.endswith('.zip'):
    with zipfile.ZipFile(path) as file:
        for one in file.infolist():
            os.chmod(file.extract(one, folder), one.external_attr >> 16)
else:
    with tarfile.open(path) as file:
        file.extractall(folder)
END
}

# A course of two exercises, one of them with a hidden test.
python3 "$top/generator/test/handed_in.py" course . || exit 3
cat >>course/exercises/copies/copy-rows/check.c <<'END'

static const char *const secret_rows = "[[4711, 4712]]";

/* Nobody should know of these rows. */
TEST(secret, .points = 4, .hidden = 1,
     .claim = "rows that nobody knows of")
{
    result("copy", copy_rows(hb_lit("[[4711, 4712]]")));
}

JUDGE(secret)
{
    want_value("copy", secret_rows);
}
END
sed -i 's/^points: 10/points: 14/' course/exercises/copies/copy-rows/README.md
printf 'for' >for.c
good=$work/course/exercises/copies/copy-rows/solution.c
bad=$work/course/exercises/copies/copy-rows/wrong/leak.c

# ---- for students --------------------------------------------------------

check "exercises are packed" exits 0 export_to exercises one.zip
check "the same bytes a second time" eval '
    (umask 077; TZ=Asia/Tokyo; export TZ
     touch -d 2001-01-01 course/exercises/copies/copy-rows/*
     exits 0 export_to exercises two.zip) && cmp one.zip two.zip'
check "as a tar file, too" eval '
    exits 0 export_to exercises one.tar.gz && sleep 1 &&
    exits 0 export_to exercises two.tar.gz && cmp one.tar.gz two.tar.gz'
unpack one.zip package
check "a package has what it says" eval '
    (cd package && find . -type f | sort) >list && cat >wanted <<END
./README.md
./exercises/copies/copy-rows/README.md
./exercises/copies/copy-rows/answer.c
./exercises/copies/copy-rows/check.c
./exercises/copies/copy-rows/starter.c
./exercises/slots/make-slotted/README.md
./exercises/slots/make-slotted/answer.c
./exercises/slots/make-slotted/check.c
./exercises/slots/make-slotted/starter.c
END
    diff wanted list'
# leaks FOLDER: lines of solutions and wrong answers that starters, checks
# and prompts do not have
leaks() {
    python3 - "$work/course/exercises" "$1" <<'END'
import glob, os, sys
course, package = sys.argv[1:]
def lines(path):
    with open(path, encoding='utf-8') as file:
        return {' '.join(line.split()) for line in file}
shared = {'', '{', '}', 'return NULL;', 'else {'}
for path in glob.glob(course + '/*/*/*'):
    if os.path.basename(path) in ('starter.c', 'check.c', 'README.md'):
        shared |= lines(path)
secret = set()
for path in glob.glob(course + '/*/*/solution.c') + \
        glob.glob(course + '/*/*/wrong/*.c'):
    secret |= {line for line in lines(path) if len(line) > 12} - shared
assert len(secret) > 3, secret
for folder, _, files in os.walk(package):
    for name in files:
        assert name != 'solution.c' and not folder.endswith('/wrong'), folder
        path = os.path.join(folder, name)
        with open(path, 'rb') as file:
            if b'\0' in file.read():
                continue
        found = lines(path) & secret
        assert not found, (path, found)
END
}
check "it has no line of a solution or a wrong answer" leaks package
check "nor of a hidden test" eval '! grep -r -e 4711 -e secret package'
check "nor its points" eval '! grep -r "points: 14" package'
check "what it has is checked" exits 1 "$heapbook" check -C package \
    copies/copy-rows exercises/copies/copy-rows/answer.c
check "a good answer gets what is visible" eval '
    "$heapbook" check -C package copies/copy-rows "$good" >log &&
    says "10 of 10"'
check "it can be graded as it is" eval '
    cp "$good" package/exercises/copies/copy-rows/answer.c
    "$heapbook" grade -C course "$work/package" --output "$work/grades" \
        >log 2>&1; grep -F "package,copies/copy-rows,graded,14,14" \
        grades/marks.csv'
check "--filter chooses" eval '
    exits 0 export_to exercises few.zip --filter "slots/*" &&
    says "1 exercises, 5 files"'
check "a folder is made" eval '
    exits 0 export_to exercises folder && diff -r folder/exercises/slots package/exercises/slots'
check "but none that is there is touched" eval '
    exits 3 export_to exercises folder && says "is not empty"'
check "and nothing is left beside it" eval '! ls -d folder.part-*'
check "a solution in a prompt is found" eval '
    cp -R course spoilt
    cat spoilt/exercises/slots/make-slotted/solution.c \
        >>spoilt/exercises/slots/make-slotted/README.md
    "$heapbook" export exercises -C spoilt --output "$work/spoilt.zip" \
        >log 2>&1; [ $? -eq 1 ] && says "would be in" && [ ! -e spoilt.zip ]'
check "an unknown package: did you mean" eval '
    exits 2 export_to gradescop x.zip; says "did you mean \"gradescope\""'

# ---- Gradescope ----------------------------------------------------------

check "an autograder is packed" exits 0 export_to gradescope auto.zip
check "the same bytes a second time, 5 MB or so" eval '
    exits 0 export_to gradescope again.zip && cmp auto.zip again.zip'
root=$work/root
mkdir -p "$root/autograder/submission" "$root/bin" "$root/tmp" "$root/dev" \
    "$root/proc"
unpack auto.zip "$root/autograder/source"
check "its root has setup.sh and run_autograder, which can be run" eval '
    [ -x "$root/autograder/source/setup.sh" ] &&
    [ -x "$root/autograder/source/run_autograder" ]'
check "it has no solution either" leaks "$root/autograder/source/course"
check "but hidden tests" grep -rq 4711 "$root/autograder/source/course"
# A system that has a shell, a few tools, and nothing of ours.
for tool in sh uname dirname mkdir rm chmod cat sed mount; do
    path=$(command -v $tool)
    cp "$path" "$root/bin/"
    for library in $(ldd "$path" | grep -o '/[^ ]*'); do
        mkdir -p "$root$(dirname "$library")"
        cp -L "$library" "$root$library"
    done
done
: >"$root/dev/null"
[ "$(id -u)" = 0 ] && map='' || map=-r
bare() { # COMMAND: in that system
    unshare $map -m sh -c '
        mount --bind /dev/null "$1/dev/null" &&
        mount --rbind /proc "$1/proc" || exit 99
        exec env -i PATH=/bin "$(PATH=$PATH:/usr/sbin command -v chroot)" \
            "$1" /bin/sh -c "cd /autograder && $2"
    ' sh "$root" "$1" >log 2>&1
}
submit() { # FILE
    rm -rf "$root/autograder/submission"/*
    cp "$1" "$root/autograder/submission/copy-rows.c"
}
result() { # EXPRESSION over `all`
    python3 -c '
import json, sys
all = json.load(open(sys.argv[1], encoding="utf-8"))
tests = {test["extra_data"]["id"]: test for test in reversed(all["tests"])}
assert eval(sys.argv[2]), all' "$root/autograder/results/results.json" "$1"
}
if bare true; then
    check "setup.sh runs where nothing is installed" \
        exits 0 bare "source/setup.sh"
    check "and prints the level of the sandbox" \
        grep -E "sandbox +(GRADING|PRACTICE)" log
    cp "$root/autograder/source/run_autograder" "$root/autograder/"
    submit "$good"
    check "run_autograder grades there" exits 0 bare ./run_autograder
    check "a good answer: all of its points, hidden ones too" \
        result 'all["score"] == 14'
    check "a hidden test is hidden" \
        result 'tests["secret"]["visibility"] == "hidden" and tests["equal"]["visibility"] == "visible"'
    check "its score is in the sum" \
        result 'tests["secret"]["score"] == 4 and sum(test["score"] for test in all["tests"]) == 14'
    check "every field is of its type and one of its values" eval '
        result "all[\"output_format\"] == \"text\" and all[\"stdout_visibility\"] in (\"hidden\", \"visible\") and isinstance(all[\"execution_time\"], (int, float))" &&
        result "set(all) <= {\"score\", \"execution_time\", \"output\", \"output_format\", \"test_output_format\", \"test_name_format\", \"visibility\", \"stdout_visibility\", \"extra_data\", \"tests\", \"leaderboard\"}" &&
        result "min([set(test) <= {\"score\", \"max_score\", \"status\", \"name\", \"name_format\", \"number\", \"output\", \"output_format\", \"tags\", \"visibility\", \"extra_data\"} and test[\"status\"] in (\"passed\", \"failed\") for test in tests.values()])"'
    check "the level of the sandbox stands in it" \
        result '"Sandbox: GRADING" in all["output"] or "Sandbox: PRACTICE" in all["output"]'
    submit "$bad"
    check "a wrong answer: its own points" eval '
        exits 0 bare ./run_autograder &&
        result "all[\"score\"] == 10 and tests[\"fresh\"][\"status\"] == \"failed\" and \"got:\" in tests[\"fresh\"][\"output\"]"'
    submit "$work/for.c"
    check "one that does not compile: 0, and the compiler's words" eval '
        exits 0 bare ./run_autograder &&
        result "all[\"score\"] == 0 and \"copy-rows.c:1\" in all[\"output\"]"'
    rm -rf "$root/autograder/submission"/*
    check "none at all: 0, and says so" eval '
        exits 0 bare ./run_autograder &&
        result "all[\"score\"] == 0 and \"nothing was handed in\" in all[\"output\"]"'
    check "an autograder that does not work gives no mark" eval '
        mv "$root/autograder/source/program/tcc" "$work/tcc"; submit "$good"
        exits 1 bare ./run_autograder; status=$?
        mv "$work/tcc" "$root/autograder/source/program/tcc"
        [ $status = 0 ] && [ ! -e "$root/autograder/results/results.json" ]'
elif mountpoint -q /; then
    missing "run_autograder where nothing is installed" \
        "a namespace for this user"
else # a chroot has no mounts of its own to hide
    skip "run_autograder where nothing is installed" "this is a chroot"
fi

# ---- Exercism ------------------------------------------------------------

check "a track is packed" exits 0 export_to exercism track.tar.gz
unpack track.tar.gz track
check "with no solution and no hidden test" eval '
    leaks track/exercises && leaks track/test-runner/course &&
    ! grep -rI 4711 track'
check "an exercise has its parts" eval '
    (cd track/exercises/practice/copy-rows && ls .docs/instructions.md \
        .docs/hints.md .meta/config.json copy-rows.c check.c)'
check "its instructions have no hints and no front matter" eval '
    ! grep -e "^## Hint" -e "^title:" \
        track/exercises/practice/copy-rows/.docs/instructions.md'
run() { # SLUG FILE: the status of the runner's result
    rm -rf in out; mkdir in out
    cp "$2" "in/$1.c"; cp track/exercises/practice/copy-rows/check.c in
    track/test-runner/bin/run.sh "$1" in/ out/ >log 2>&1 || return
    python3 -c '
import json
all = json.load(open("out/results.json", encoding="utf-8"))
assert all["version"] == 2
assert all["status"] != "error" or all["message"]
assert all["status"] == "error" or all["message"] is None
for test in all["tests"]:
    assert set(test) <= {"name", "status", "message", "output", "test_code"}
    assert test["status"] in ("pass", "fail", "error")
    assert len(test["output"] or "") <= 500
print(all["status"], len(all["tests"]))'
}
check "its runner: pass" eval '[ "$(run copy-rows "$good")" = "pass 3" ]'
check "its runner: fail" eval '[ "$(run copy-rows "$bad")" = "fail 3" ]'
check "its runner: error" eval '[ "$(run copy-rows for.c)" = "error 3" ]'
check "no exercise of that name: no result" eval '! run nothing "$good"'

# ---- GitHub --------------------------------------------------------------

check "a template is packed" exits 0 export_to github template
check "with no solution and no hidden test" eval '
    leaks template/exercises && ! grep -rI 4711 template'
check "its workflow is YAML, and asks for nothing but to read" eval '
    grep -q "contents: read" template/.github/workflows/heapbook.yml &&
    if python3 -c "import yaml" 2>/dev/null; then python3 -c "
import yaml
flow = yaml.safe_load(open(\"template/.github/workflows/heapbook.yml\"))
assert [step.get(\"run\") for step in flow[\"jobs\"][\"check\"][\"steps\"]][2]
"; fi'
workflow() {
    (cd template && HEAPBOOK_HOME='' \
        .github/heapbook/heapbook grade --format github . >../log 2>&1)
}
check "what is not begun is not annotated" eval '
    exits 1 workflow && ! grep "^::" log && says "points, not begun (sandbox"'
for id in copies/copy-rows slots/make-slotted; do
    echo "/* mine */" >>"template/exercises/$id/answer.c"
done
check "it annotates at most nine lines" eval '
    exits 1 workflow; n=$(grep -c "^::error" log); echo $n;
    [ "$n" -ge 1 ] && [ "$n" -le 9 ]'
check "at the file of the repository" \
    says "file=exercises/copies/copy-rows/answer.c"
check "and all points are a success" eval '
    for id in copies/copy-rows slots/make-slotted; do
        cp "course/exercises/$id/solution.c" "template/exercises/$id/answer.c"
    done
    exits 0 workflow && ! grep "^::" log'
plan
