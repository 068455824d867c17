#!/bin/sh
# grade.t -- heapbook grade on a class: every layout, hostile names and
# archives, what is kept, killed and taken up again, claims and parts.
. "$(dirname "$0")/program.sh"
needs python3
python3 "$top/generator/test/handed_in.py" class "$work" || exit 3

grade() { # OUTPUT SOURCE... [OPTION...]
    output=$1; shift
    "$heapbook" grade -C "$work/course" --color never --filter copies/copy-rows \
        --output "$work/$output" "$@" >log 2>&1
}
says() { grep -F -- "$1" log || { echo "nobody says: $1"; return 1; }; }
# marks OUTPUT STUDENT: status and score
marks() {
    python3 - "$1/marks.csv" "$2" <<'END'
import csv, sys
with open(sys.argv[1], newline='', encoding='utf-8') as file:
    for row in csv.DictReader(file):
        if row['student'] == sys.argv[2]:
            print(row['status'], row['score'] + '/' + row['max_score'],
                  row['claim'])
END
}
has() { # OUTPUT STUDENT STATUS SCORE [CLAIM]
    got=$(marks "$1" "$2"); want="$3 $4 ${5-}"
    [ "$got" = "$want" ] || { echo "$2: got \"$got\", want \"$want\""; return 1; }
}

# ---- a class -------------------------------------------------------------

check "a class with bad submissions is graded to its end" \
    exits 1 grade one "$work/class" -v
for student in ada cleo dora emil ida; do
    check "the layout of $student is known" has one $student graded 10/10
done
check "answer.c goes before starter.c; a wrong answer loses points" \
    has one bob graded 6/10
check "who hands in nothing has a line" has one fay missing 0/10
check "bytes that are no text are refused" has one gus refused 0/10
check "an empty file is graded" has one hal graded 0/10
check "two files for one exercise are refused" has one jon refused 0/10
check "a link is not followed" has one ned refused 0/10
check "nor is a folder's" says "oda: it is a link"
check "what answers nothing is named" says "ignored  $work/class/fay/notes.txt"
check "a progress file is a submission" has one kim graded 10/10 same
check "a claim that is too high is found" has one lou graded 6/10 differs
check "a claim for another text is found" \
    has one max graded 10/10 "other source"

check "a right claim alone is 0" exits 0 grade kim "$work/class/kim"
check "and its owner is who hands it in" has kim kim graded 10/10 same
check "a wrong one alone is 1" exits 1 grade lou "$work/class/lou"
check "a file of each student, in one folder" eval '
    mkdir files && cp class/kim/progress.json files/kim.json &&
    cp class/lou/progress.json files/lou.json
    exits 1 grade files "$work/files"; has files kim graded 10/10 same &&
        has files lou graded 6/10 differs'

mkdir -p all/ada/copies/shares all/ada/copies/copy-rows
cp "$top/exercises/copies/shares/solution.c" all/ada/copies/shares/answer.c
cp "$top/exercises/copies/copy-rows/solution.c" all/ada/copies/copy-rows/answer.c
check "of a whole package one exercise is graded" exits 0 "$heapbook" grade \
    -C "$top" --filter copies/copy-rows --output "$work/all1" "$work/all/ada"
check "and its other chapters are nobody" eval '[ "$(wc -l <all1/students.csv)" = 2 ]'
rm all/ada/copies/copy-rows/answer.c
check "another exercise's answer" exits 0 "$heapbook" grade \
    -C "$top" --filter copies/copy-rows --output "$work/all2" "$work/all"
check "is not taken for it" has all2 ada missing 0/10

# ---- without standard descriptors ----------------------------------------

# ends CODE CLOSED ARGUMENT...: with these descriptors closed, it ends by
# itself.
ends() {
    code=$1 closed=$2; shift 2
    exits "$code" sh -c "exec timeout -k 1 60 \"\$@\" >said 2>log $closed" \
        sh "$heapbook" "$@" -C course
}
solution=$top/exercises/copies/copy-rows/solution.c
for closed in '<&-' '2>&-' '<&- 2>&-'; do
    check "a check with $closed" ends 0 "$closed" \
        check copies/copy-rows "$solution"
    check "and its report" grep -q "pass  1/1" said
    check "a batch with $closed" ends 0 "$closed" grade --again \
        --filter copies/copy-rows --output "$work/closed" "$work/class/kim"
    check "and its marks" has closed kim graded 10/10 same
done
for closed in '>&-' '<&- >&-' '<&- >&- 2>&-'; do
    check "a check with $closed has nowhere to say it" ends 3 "$closed" \
        check copies/copy-rows "$solution"
done

# ---- what is kept --------------------------------------------------------

check "nothing is graded twice" \
    eval 'grade one "$work/class"; says "10 answers graded (10 of them kept"'
cp one/marks.csv before.csv
check "the summaries are the same bytes" cmp before.csv one/marks.csv
printf '\n' >>class/bob/copies/copy-rows.c
check "a submission that has changed is graded again" \
    eval 'grade one "$work/class"; says "10 answers graded (9 of them kept"'
for report in one/reports/ada-*/*.json; do echo '{"version": 1' >"$report"; done
check "so is one whose report is broken" \
    eval 'grade one "$work/class"; says "10 answers graded (9 of them kept"'
sed -i 's/^  "score": .*/  "score": 99,/' one/reports/ada-*/*.json
check "and one that does not add up" \
    eval 'grade one "$work/class"; says "10 answers graded (9 of them kept" && ! grep -q 99, one/marks.csv'
check "and all with --again" \
    eval 'grade one "$work/class" --again; says "(0 of them kept"'

# ---- names ---------------------------------------------------------------

check "hostile names are graded" exits 0 grade names "$work/hostile" -v
check "each has a line of its own" python3 - names <<'END'
import csv, sys
text = open(sys.argv[1] + '/students.csv', newline='', encoding='utf-8').read()
rows = list(csv.reader(text.splitlines()))
assert len(rows) == 18, len(rows)
assert all(len(row) == 8 for row in rows)
assert len({row[0] for row in rows}) == 18
for row in rows:
    assert row[0][0] not in '=+-@%|\t\r', row[0]
    assert all(ord(c) >= 32 and c not in '\u202e\x7f' for c in row[0]), row[0]
END
check "reports lie where they should" python3 - names <<'END'
import os, re, sys
for folder, folders, files in os.walk(sys.argv[1] + '/reports'):
    for name in folders + files:
        assert re.fullmatch(r'[A-Za-z0-9_][A-Za-z0-9._-]{0,59}', name), name
END

# ---- archives ------------------------------------------------------------

check "a folder around the class is passed over" \
    eval 'exits 0 grade zip "$work/wrapped.zip" && has zip submission_2 graded 10/10'
check "a path that leads out of an archive is told" \
    eval 'exits 1 grade slip "$work/slip.zip"; says "leads out of the archive"'
check "and leads nowhere" \
    eval '[ ! -e "$work/../evil" ] && [ ! -e "$work/../../evil" ] && [ ! -e /abs ]'
check "the others in it are graded" has slip eve graded 10/10
check "a link in an archive is not followed" \
    eval 'grade link "$work/link.zip"; has link eve refused 0/10 && has link ok graded 10/10'
check "an encrypted file is refused" \
    eval 'grade locked "$work/locked.zip"; says "it is encrypted"'
check "half an archive is half graded, and told" \
    eval 'exits 1 grade broken "$work/broken.zip"; says problem'
for bad in garbage empty; do
    check "$bad: no archive, no marks, no crash" \
        eval 'exits 80 grade $bad "$work/$bad.zip"; says problem'
done
mkdir "$work/kept" && echo marks >"$work/kept/students.csv"
check "where nothing was handed in, the marks of before stay" \
    eval 'exits 80 grade kept "$work/no-such-folder"; says "No such file" && grep -qx marks "$work/kept/students.csv"'
check "a bomb is refused, its neighbour graded" \
    eval 'grade bomb "$work/bomb.zip"; says "it is too large" && has bomb ok graded 10/10'
check "too many entries are told" \
    eval 'grade many "$work/many.zip"; says "more than 20000 entries"'
check "archives are opened two deep" \
    eval 'grade deep "$work/deep.zip"; says "an archive in an archive"'
check "a tar file is read, its devices and links are not" \
    eval 'exits 1 grade tar "$work/class.tar.gz"; has tar tom graded 10/10 && says "not a regular file" && says "it is a link"'

# ---- interrupted, killed, in parts ---------------------------------------

slow() { grade "$1" "$work/slow" --jobs 2; }
begin() { # OUTPUT SIGNAL: ends it when a few reports are there
    rm -rf "$1"
    "$heapbook" grade -C "$work/course" --filter copies/copy-rows --jobs 2 \
        --output "$work/$1" "$work/slow" >log 2>&1 &
    pid=$!
    while kill -0 $pid 2>/dev/null &&
        [ "$(find "$1/reports" -name '*.json' 2>/dev/null | wc -l)" -lt 2 ]; do
        sleep 0.05
    done
    kill "-$2" $pid; wait $pid
}
check "Ctrl-C says how far it came, and 130" \
    eval 'begin half INT; [ $? -eq 130 ] && says "the same command goes on"'
check "and leaves no summary of a half" [ ! -e half/marks.csv ]
check "the rest is graded by the same command" \
    eval 'exits 0 slow half; ! grep -F "(0 of them kept" log && says "12 answers graded"'
check "kill -9 loses nothing that was graded" \
    eval 'begin killed KILL; exits 0 slow killed; ! grep -F "(0 of them kept" log && says "12 answers graded"'
check "both have the marks of one that was left alone" python3 - half killed <<'END'
import csv, sys
def marks(folder):
    with open(folder + '/marks.csv', newline='', encoding='utf-8') as file:
        return [(row['student'], row['score']) for row in csv.DictReader(file)]
one, two = map(marks, sys.argv[1:])
assert one == two and len(one) == 12
assert [score for student, score in one][::4] == ['9', '9', '9'], one
END
check "parts give the whole" eval '
    for part in 1 2 3; do
        exits 0 grade half "$work/slow" --shard $part/3 || return 1
    done
    cat half/marks-?-of-3.csv | grep -v ^student, | sort >parts
    grep -v ^student, half/marks.csv | sort | cmp - parts'
check "a part that is none is refused" \
    exits 2 grade half "$work/slow" --shard 4/3
check "two runs into one folder: the second is refused" eval '
    (exec 9>one/.lock-1-1; flock 9; exits 3 grade one "$work/class" &&
        says "another run")'

# ---- forms ---------------------------------------------------------------

validate() { # FILE...
    "$python" - "$top/generator/grade/report.schema.json" "$@" <<'END'
import json, sys, jsonschema
schema = json.load(open(sys.argv[1]))
jsonschema.Draft202012Validator.check_schema(schema)
for path in sys.argv[2:]:
    jsonschema.validate(json.load(open(path, encoding='utf-8')), schema)
END
}
for python in python3 /usr/bin/python3 ''; do
    "$python" -c 'import jsonschema' 2>/dev/null && break
done
if [ -n "$python" ]; then
    check "every report that was kept is as the schema says" \
        eval 'validate one/reports/*/*.json names/reports/*/*.json half/reports/*/*.json'
else
    missing "every report that was kept is as the schema says" python3-jsonschema
fi
check "one submission, as JSON, in a file" \
    exits 1 grade one.json "$work/class/bob" --format json
check "the file is whole" python3 -c '
import json; all = json.load(open("one.json"))
assert (all["score"], all["max_score"]) == (6, 10), all'
check "what is missing has a report, too" eval '
    exits 1 grade two.json "$work/class/fay" --format gradescope &&
    grep -F "nothing was handed in" two.json'
mkdir "$work/stray" && cp "$solution" "$work/stray/mine.c"
check "a source that is nobody's answer is named where one is missed" eval '
    exits 1 "$heapbook" grade -C "$top" --filter "copies/*" "$work/stray" \
        --format gradescope --output "$work/two.json" &&
    grep -F "mine.c answers no exercise by its name: is it" two.json'
check "--schema prints the schema" \
    eval '"$heapbook" grade --schema | cmp - "$top/generator/grade/report.schema.json"'
plan
