#!/bin/sh
# usage.t -- the command line: what is refused, with which words and which
# exit code, and that nothing is lost by a slip of the hand.
. "$(dirname "$0")/program.sh"

mkdir content
printf '# Summary\n- [One](one.md)\n' >content/SUMMARY.md
printf '# One\n\n```c name=a\nhb_say("a");\n```\n\n```output\na\n```\n' \
    >content/one.md

# ends DESCRIPTION CODE TEXT ARGUMENT...: how the program ends, and that it
# says TEXT.
ends() {
    description=$1; code=$2; text=$3; shift 3
    "$heapbook" "$@" >"$work/log" 2>&1 </dev/null; got=$?
    check "$description: exit code $code" test $got -eq "$code"
    [ -z "$text" ] ||
        check "$description: says so" grep -Fq -- "$text" "$work/log"
}

ends "no command" 2 "Usage: heapbook COMMAND"
ends "--help" 0 "Usage: heapbook COMMAND" --help
ends "help" 0 "Build the site" help
ends "help of a command" 0 "--no-cache" help build
ends "help of no command" 2 'did you mean "build"?' help biuld
ends "--version" 0 "heapbook 0." --version
ends "--version of a command" 0 "heapbook 0." build --version
ends "an unknown command" 2 'did you mean "build"?' biuld
ends "a command like none" 2 "lists them" frobnicate
ends "an option that another command has" 2 "unrecognized option" \
    build '--filter=*'
ends "an unknown option" 2 "unrecognized option" build --nothing
ends "an unknown format" 2 'did you mean "junit"?' build --format=junti
for command in build serve accept "run one/a" verify doctor; do
    ends "$command has no JUnit" 2 \
        "${command% *} has no format junit: it writes human" \
        $command --format=junit
done
ends "a number that is none" 2 'found "x"' build -jx
ends "a folder that is not there" 2 \
    "nowhere: error: cannot be entered" build -C nowhere

# ---- run ----------------------------------------------------------------

ends "an example" 0 "a" run one/a
ends "an example that is not there" 2 'did you mean "one/a"?' run one/b
ends "a file that is not there" 2 "nofile.c: error: No such file" run nofile.c
mkdir folder.c
ends "a folder" 2 "folder.c: error: it is not a regular file" run folder.c
printf 'int a;\nint \0b;\n' >nul.c
ends "a file with a NUL byte" 2 "nul.c: error: line 2 has a NUL byte" run nul.c
printf 'int a; /* \377 */\n' >latin.c
ends "a file that is not UTF-8" 2 "latin.c: error: line 1 is not UTF-8" \
    run latin.c
ends "nothing to run" 2 "which example?" run
printf '# One\0\n' >content/nul.md
printf -- '- [Nul](nul.md)\n' >>content/SUMMARY.md
ends "a chapter with a NUL byte" 1 \
    "content/nul.md:1:6: error: there is a NUL byte" build
rm content/nul.md; sed -i '/nul/d' content/SUMMARY.md

# ---- what cannot be written ---------------------------------------------

if [ -c /dev/full ]; then
    for words in --help --version "run one/a" "help build" "doctor"; do
        "$heapbook" $words >/dev/full 2>"$work/log"
        check "$words on a full disk ends with 3" test $? -eq 3
        check "$words: says so" grep -Fq \
            "standard output: error: " "$work/log"
    done
    "$heapbook" build -q >/dev/full 2>"$work/log"
    check "what prints nothing does not mind" test $? -eq 0
fi
"$heapbook" build -q >&- 2>"$work/log"
check "nor does it mind that there is no output" test $? -eq 0

# ---- the output folder --------------------------------------------------

mkdir other && touch other/notes.txt
ends "a folder that is no site" 2 "other: error: is not a site" \
    build --output=other
check "it is as it was" test -f other/notes.txt
mkdir kept && mkdir kept/.git && touch kept/.git/HEAD
ends "a folder that holds only what is hidden" 2 \
    "kept: error: holds .git, which would be lost" build --output=kept
check "it is as it was" test -f kept/.git/HEAD
mkdir page && touch page/404.html page/mine.html
ends "a site of another hand" 2 "page: error: is not a site" \
    build --output=page
check "it is as it was" test -f page/mine.html
ends "a file" 2 "nul.c: error: is a file" build --output=nul.c
ends "the chapters" 2 "content: error: is where the course is written" \
    build --output=content
ends "a folder among the chapters" 2 "is where the course is written" \
    build --output=content/new/site
ends "a way around" 2 "is where the course is written" \
    build --output="$work/other/../content/new"
mkdir empty
ends "an empty folder" 0 "" build --output=empty
check "it has the site" test -f empty/one.html
ends "and may be replaced" 0 "" build --output=empty --no-cache
mkdir empty/.well-known
ends "but not when something hidden came" 2 "holds .well-known" \
    build --output=empty --no-cache

# ---- what checks in the page --------------------------------------------

mkdir -p web/wasm && head -c 100000 /dev/zero >web/wasm/big.wasm
ends "a folder without a manifest" 1 "web/manifest.json: error: it is not there" \
    build --web=web
echo '{"version": "a/../b"}' >web/manifest.json
ends "a version that is none" 1 'found "a/../b"' build --web=web
echo '{"version": "5f", "bytes": 100000, "files": {}}' >web/manifest.json
ends "a folder of things to copy" 0 "" build --web=web
check "they are there" cmp web/wasm/big.wasm \
    site/public/assets/web-5f/wasm/big.wasm
check "with their time" test "$(stat -c %y web/wasm/big.wasm)" = \
    "$(stat -c %y site/public/assets/web-5f/wasm/big.wasm)"
before=$(stat -c %i site/public/assets/web-5f/wasm/big.wasm)
ends "a second build has nothing to do" 0 "are as they were" \
    build --web=web -v
printf '\nMore.\n' >>content/one.md
ends "a change elsewhere" 0 "" build --web=web
check "copies none of them" test "$before" = \
    "$(stat -c %i site/public/assets/web-5f/wasm/big.wasm)"
head -c 100001 /dev/zero >web/wasm/big.wasm
ends "a change of one" 0 "" build --web=web
check "is copied" cmp web/wasm/big.wasm \
    site/public/assets/web-5f/wasm/big.wasm
ends "without them" 0 "" build
check "they are gone" test ! -e site/public/assets/web-5f

# ---- Ctrl-C -------------------------------------------------------------

printf '# One\n\n```c name=a timeout=20\nfor (;;) {\n}\n```\n' >content/one.md
for words in "run one/a" "accept" "verify" "build"; do
    "$heapbook" $words >"$work/log" 2>&1 &
    pid=$!
    sleep 0.6
    kill -INT $pid
    wait $pid
    check "Ctrl-C ends $words with 130" test $? -eq 130
done
check "with nothing left beside the site" test "$(ls -A site | tr '\n' ' ')" \
    = ".public.manifest public "

plan
