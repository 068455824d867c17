#!/bin/bash
# student.t -- check, list, hint, next and reset, as a student uses them.
cd "$(dirname "$0")/../.." || exit 3
top=$PWD
heapbook=${HEAPBOOK:-$top/.build/heapbook}
scratch=$(mktemp -d) || exit 3
trap 'rm -rf "$scratch"' EXIT INT TERM
export HOME=$scratch/home
unset XDG_STATE_HOME CI NO_COLOR
mkdir "$HOME" "$scratch/course"
cp -R exercises "$scratch/course/"
cd "$scratch/course" || exit 3
count=0

ok() {
    count=$((count + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $count - $2"
    else
        echo "not ok $count - $2"
        sed 's/^/# /' "$scratch/said" >&2
    fi
}

# says CODE TEXT NAME COMMAND...: the command ends with CODE and says TEXT.
says() {
    local code=$1 text=$2 name=$3
    shift 3
    "$@" >"$scratch/said" 2>&1 </dev/null
    local got=$?
    [ $got -eq "$code" ] && grep -qF -- "$text" "$scratch/said"
    local held=$?
    echo "exit $got, wanted $code; wanted: $text" >>"$scratch/said"
    ok $held "$name"
}

here=exercises/copies/copy-rows
starter=$here/starter.c
solution=$here/solution.c

# ---- check
says 1 "5 of 10 points" "check takes the starter where there is no answer" \
    "$heapbook" check copy-rows
cd $here || exit 3
says 1 "5 of 10 points" "in the exercise's folder no name is needed" \
    "$heapbook" check
cp solution.c answer.c
says 0 "10 of 10 points" "answer.c goes before the starter" "$heapbook" check
says 1 "5 of 10 points" "a file may be named alone" "$heapbook" check starter.c
rm answer.c
cd wrong || exit 3
says 1 "of 10 points" "and below it" "$heapbook" check leaks-rows.c
cd "$scratch/course" || exit 3
says 2 "did you mean \"copies/copy-rows\"" "a name that is nearly right" \
    "$heapbook" check copies/copy-row
says 2 "cannot be read" "a file that is not there" \
    "$heapbook" check copy-rows nowhere.c
mkdir folder.c
says 2 "this is no file" "a folder" "$heapbook" check copy-rows folder.c
says 2 "--seed wants a number" "a seed that is none" \
    "$heapbook" check copy-rows --seed=x
printf '#include <Python.h>\nPyObject *\ncopy_rows(PyObject *m)\n{\n    %s\n}\n' \
    'return *(PyObject **)((m == NULL) * 8);' >crash.c
says 1 "NULL pointer at line 5" "a crash has its line" \
    "$heapbook" check copy-rows crash.c
printf 'int x;\n' >empty.c
says 1 "copy_rows is not defined here" "a function that is missing" \
    "$heapbook" check copy-rows empty.c
says 0 "10 of 10 points" "another compiler" \
    "$heapbook" check copy-rows $solution --on gcc
says 3 "scratch files cannot be written in /nowhere (TMPDIR)" \
    "no room for another compiler is no mark" \
    env TMPDIR=/nowhere "$heapbook" check copy-rows $solution --on gcc
grep -q "copy-rows: not checked" "$scratch/said"
ok $? "and no points are told"
mkdir "$scratch/tmp" && cd "$scratch/tmp" || exit 3
mkdir heapbook-000000000000000{1,2,3} heapbook-mine
touch heapbook-0000000000000001/program.c
touch -d "1 hour ago" heapbook-000000000000000{1,2} heapbook-mine
ln -s "$scratch/course" heapbook-0000000000000004
touch -h -d "1 hour ago" heapbook-0000000000000004
exec 8<heapbook-0000000000000002
flock 8
TMPDIR=$scratch/tmp "$heapbook" check --on gcc \
    "$scratch/course/$solution" >"$scratch/said" 2>&1 8<&-
ls >>"$scratch/said"
[ "$(ls | tr '\n' ' ')" = "heapbook-0000000000000002 \
heapbook-0000000000000003 heapbook-0000000000000004 heapbook-mine " ]
ok $? "what a killed program left is removed; a living one's stays"
exec 8<&-
cd "$scratch/course" || exit 3
printf 'int x;\0' >nul.c
says 2 "NUL byte" "a file that is no text" "$heapbook" check copy-rows nul.c
says 1 "5 of 10 points" "a path to the exercise is a name, too" \
    "$heapbook" check exercises/copies/copy-rows/ $starter
says 2 "--watch goes neither" "what cannot be watched" \
    "$heapbook" check copy-rows --watch --format=json
says 2 "cannot be entered" "reset makes no folders" \
    "$heapbook" reset copy-rows nowhere/answer.c
printf '#error "x\033[2Jy"\n' >error.c
says 1 '\x1b[2J' "neither can what a compiler repeats" \
    "$heapbook" check copy-rows error.c
cd / || exit 3
says 2 "there are no exercises here" "no course" "$heapbook" check copy-rows
cd "$scratch/course" || exit 3
sed 's/return \(.*\);/PyObject *copy = \1; PyList_Append(copy, Py_None); return copy;/' \
    $starter >longer.c
says 1 "^ first difference, column" "the first difference is marked" \
    "$heapbook" check copy-rows longer.c
"$heapbook" check copy-rows >"$scratch/said"
[ "$(sed -n 2p "$scratch/said" | cut -c3-6)" = fail ]
ok $? "what failed comes first"
grep -q "waits for: every row" "$scratch/said"
ok $? "what waits says for what"
! grep -q "$(printf '\033')" "$scratch/said"
ok $? "no colour in a pipe"
"$heapbook" check copy-rows --color=always | grep -q "$(printf '\033')"
ok $? "colour where it is asked for"
printf '#include <stdio.h>\n#include <Python.h>\nPyObject *copy_rows(PyObject *m) { puts("\\033[2Jhe\\ty"); return Py_NewRef(m); }\n' >loud.c
says 1 '\x1b[2Jhe\ty' "what a program prints cannot move the cursor" \
    "$heapbook" check copy-rows loud.c
printf '#include <stdio.h>\n#include <Python.h>\nPyObject *copy_rows(PyObject *m) { fputs("row \\033[2J\\n", stderr); return Py_NewRef(m); }\n' >stderr.c
says 1 'your program printed to stderr' "what it prints to stderr is shown" \
    "$heapbook" check copy-rows stderr.c
[ "$(grep -cF '| row \x1b[2J' "$scratch/said")" -eq 1 ]
ok $? "as text, once"
printf '#include <stdlib.h>\n#include <stdio.h>\n#include <Python.h>\nPyObject *copy_rows(PyObject *m) { fputs("no way\\n", stderr); exit(4); }\n' >early.c
says 1 'the program ended early: no way' "why it ended is in the message" \
    "$heapbook" check copy-rows early.c
! grep -q "to stderr" "$scratch/said"
ok $? "and not said twice"
printf 'int other;\n' >other.c
says 1 "copy_rows" "an answer without the function: it is named" \
    "$heapbook" check copy-rows other.c
says 1 "the heap after" "--draw describes the heap" \
    "$heapbook" check copy-rows --draw
! grep -qw "0 references" "$scratch/said"
ok $? "without a count for what the tests alone hold"
says 1 "5 of 10" "--html writes a page" \
    "$heapbook" check copy-rows --html=page.html
grep -q "<svg" page.html && grep -q "5 of 10 points" page.html &&
    grep -q "<b>next:</b> a copy of the matrix" page.html
ok $? "with a drawing, the points and the next step"

# ---- list
"$heapbook" check copies/shares >/dev/null
says 0 "tried " "list shows what was tried" "$heapbook" list
says 0 "solved  10/10" "and the best points" "$heapbook" list
"$heapbook" check copy-rows $starter >/dev/null
says 0 "solved  10/10" "a lower score does not take points away" \
    "$heapbook" list
says 0 "1 of 10 solved, 1" "the bar counts" "$heapbook" list
says 0 '"state": "solved"' "list as data" "$heapbook" list --format=json
says 2 "no exercise matches" "a filter that takes nothing" \
    "$heapbook" list --filter='x*'
echo "/* changed */" >>$here/check.c
says 0 "new      0/10" "points for another check are not counted" \
    "$heapbook" list --filter='copies/copy-rows'
cp "$top/$here/check.c" $here/

# ---- hint
says 0 "hint 1 of 3" "the first hint" "$heapbook" hint copy-rows
says 0 "hint 2 of 3" "then the second" "$heapbook" hint copy-rows
"$heapbook" hint copy-rows >/dev/null
says 0 "hint 3 of 3" "the last one stays" "$heapbook" hint copy-rows
says 2 "which exercise?" "no exercise is named" "$heapbook" hint
says 0 "hint 3 of 3" "one behind the last is the last" \
    "$heapbook" hint copy-rows 99999999999
says 2 "counted from 1" "there is no hint 0" "$heapbook" hint copy-rows 0
says 2 "one hint at a time" "nor two at a time" "$heapbook" hint copy-rows 1 2

(cd / && says 0 "10 of 10 points" "from anywhere, an answer's place says which" \
    "$heapbook" check "$top/exercises/copies/copy-rows/solution.c") || exit 3
count=$((count + 1))
says 2 "options stand behind the command" "an option before the command" \
    "$heapbook" -C / list
mkdir content
printf -- '- [S](parts/slots.md)\n- [V](views.md) (not memoryview.md)\n- [C](copies.md)\n' \
    >content/SUMMARY.md
"$heapbook" list | awk '$3 ~ "/" { sub("/.*", "", $3); print $3 }' | uniq |
    tr '\n' ' ' >"$scratch/said"
grep -qx "slots copies defensive-copying list-growth memoryview " "$scratch/said"
ok $? "the order of the chapters is that of SUMMARY.md"
rm -r content

# ---- next
says 0 "copies/shares" "next leaves out what is solved" "$heapbook" next
cd exercises/slots/offset-of-slot || exit 3
says 0 "copies/shares" "and goes round" "$heapbook" next
cd "$scratch/course" || exit 3
says 1 "slots/offset-of-slot: 2 of" "a file says by its place what it answers" \
    "$heapbook" check exercises/slots/offset-of-slot/starter.c
cp $starter elsewhere.c
says 2 "check EXERCISE elsewhere.c" "another must be named with its exercise" \
    "$heapbook" check elsewhere.c
cd "$scratch/course" || exit 3

# ---- reset
cp $solution $here/answer.c
says 0 "kept in" "reset keeps the old answer" "$heapbook" reset copy-rows
cmp -s $here/answer.c $starter && cmp -s $here/answer-1.c $solution
ok $? "answer.c is the starter, answer-1.c what was there"
says 0 "starter already" "a second reset has nothing to do" \
    "$heapbook" reset copy-rows

mkdir limited
for words in "check copy-rows $starter --html=limited/page.html" \
    "check copy-rows $starter --format=json --output=limited/r.json" \
    "export exercises --output=limited/all.zip" \
    "export exercises --output=limited/all"; do
    says 3 "File too large" "a limit of the user's: ${words%% *} ${words##* }" \
        bash -c 'ulimit -f 1; exec "$@"' - "$heapbook" $words
done
[ -z "$(ls limited)" ]
ok $? "and nothing is left by halves"
if unshare -m true 2>/dev/null; then
    mkdir full
    # A disk of 8 KiB, 4 of them free for names, with an answer on it.
    says 3 "No space left on device" "a full disk" unshare -m sh -c '
        mount -t tmpfs -o size=8k none full && printf "int a;\n" >full/answer.c &&
            { cat /dev/zero >full/fill 2>/dev/null
              "$1" reset copy-rows full/answer.c; code=$?
              ls full; cat full/answer.c; exit $code; }' - "$heapbook"
    grep -qx "int a;" "$scratch/said" && ! grep -q answer-1 "$scratch/said"
    ok $? "takes no answer away"
fi

# ---- what is kept
state=$HOME/.local/state/heapbook/progress.json
echo "{ broken" >"$state"
says 0 "set aside" "a broken state is set aside, not lost" "$heapbook" list
grep -q broken "$state.broken-1"
ok $? "as it was"
for bad in '{"format": "heapbook state", "version": 9, "exercises": {}}' \
    '{"format": "heapbook state", "version": 1, "exercises": []}'; do
    echo "$bad" >"$state"
    says 0 "set aside" "so is $bad" "$heapbook" list
done
"$heapbook" hint copy-rows >/dev/null
sed -i 's/"hints": 1/"hints": -5/; s/"score": -1/"score": 99/' "$state"
says 0 "hint 1 of 3" "a number out of range does no harm" \
    "$heapbook" hint copy-rows
says 0 "hint 3 of 3" "a hint by its number" "$heapbook" hint copy-rows 3
rm "$state"
for i in 1 2 3 4 5 6 7 8; do
    "$heapbook" hint "$(ls -d exercises/*/* | sed -n "${i}p" |
        cut -d/ -f2-)" >/dev/null &
done
wait
[ "$(grep -c '"hints": 1' "$state")" -eq 8 ]
ok $? "eight commands at once lose nothing"
echo '{"format": "heapbook state", "version": 9, "exercises": {}}' >"$state"
says 0 "another version of Heapbook has written it" \
    "a state of another version is named" "$heapbook" list
if unshare -m true 2>/dev/null; then
    for how in ro size=8k; do
        says 0 "\`heapbook hint copies/copy-rows 2\` shows the second" \
            "nothing can be kept ($how): the hint is given" unshare -m sh -c '
                mount -t tmpfs -o "$1" none "$HOME"
                cat /dev/zero >"$HOME/fill"; "$2" hint copy-rows' - $how "$heapbook"
        grep -q "hint 1 of 3" "$scratch/said"
        ok $? "and it is the first"
    done
fi
chmod -R a-w "$scratch/course"
chmod 755 "$scratch" "$scratch/course"
other=
[ "$(id -u)" != 0 ] || other="setpriv --reuid=65534 --clear-groups"
says 0 "10 of 10 points" "a read-only course, by somebody else" \
    $other "$heapbook" check copy-rows $solution
chmod -R u+w "$scratch/course"
says 0 "10 of 10 points" "no HOME: it checks all the same" \
    env -u HOME "$heapbook" check copy-rows $solution
says 0 "nothing is kept: HOME is no absolute path" "a HOME that is relative" \
    env HOME=home "$heapbook" check copy-rows $solution

# ---- watch
cp $starter watched.c
"$heapbook" check copy-rows watched.c --watch >"$scratch/said" 2>&1 \
    </dev/null &
watcher=$!
# until COUNT reports stand in the file, or five seconds have passed
reports() {
    for _ in $(seq 100); do
        [ "$(grep -c 'of 10 points' "$scratch/said")" -ge "$1" ] && return 0
        sleep 0.05
    done
    return 1
}
reports 1
ok $? "watch checks at once"
cp $solution watched.new && mv watched.new watched.c
reports 2 && tail -n +2 "$scratch/said" | grep -q "10 of 10 points"
ok $? "and after a save by rename"
kill -INT $watcher
wait $watcher
[ $? -eq 130 ]
ok $? "Ctrl-C ends it with 130"

# a terminal with keys
keys() { python3 "$top/generator/test/keys.py" "$heapbook" "$@" >"$scratch/said"; }
keys check copy-rows watched.c --watch <<EOF
wait 10 of 10 points
wait quit
size 5 20
key x\x1b[A
key h
wait copies/copy-rows, hint
wait quit
run rm watched.c
key r
wait cannot be read
wait quit
run cp $starter watched.new; mv watched.new watched.c
wait 5 of 10 points
wait quit
key \x1a
wait stopped
wait quit
key \n
wait 5 of 10 points
wait quit
key n
wait copies/shares
wait quit
key q
EOF
! grep -q "never came" "$scratch/said"
ok $? "keys: h, r, Enter, n, Ctrl-Z; the file is lost and comes back"
[ "$(grep -c "h hint, n next" "$scratch/said")" -eq 7 ]
ok $? "another key says nothing"
grep -q "stopped, terminal as before" "$scratch/said" &&
    grep -q "ended [01], terminal as before" "$scratch/said"
ok $? "q ends it, and the terminal is as it was, also while it is stopped"
for key in '\x03' '\x04' '\x1c'; do
    printf '%s\n' 'wait quit' "key $key" | keys check copy-rows --watch
    grep -qE "ended ([01]|130), terminal as before" "$scratch/said"
    ok $? "so it is after $key"
done
if unshare -Ur true 2>/dev/null; then
    cp $starter watched.c
    printf '%s\n' 'wait quit' "run cp $solution watched.c" \
        'wait 10 of 10' 'wait quit' 'key q' |
        unshare -Ur sh -c 'echo 0 >/proc/sys/user/max_inotify_instances
            exec python3 "$@"' - "$top/generator/test/keys.py" "$heapbook" \
            check copy-rows watched.c --watch >"$scratch/said" 2>&1
    ! grep -qE "never came|error" "$scratch/said"
    ok $? "without inotify it looks by itself, and says nothing of that"
fi
echo "1..$count"
