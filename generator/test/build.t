#!/bin/sh
# build.t -- the program on a small book: what it says, what it writes, and
# that a build which finds a mistake leaves the site as it was.
. "$(dirname "$0")/program.sh"

build() { "$heapbook" build --color=never "$@" >"$work/log" 2>&1; }
says() { grep -F -- "$1" "$work/log"; }
state() { (cd site/public && find . -type f -printf '%p %T@ ' -exec sha1sum {} \;) | sort | sha1sum; }
bytes() { (cd site/public && find . -type f -exec sha1sum {} \;) | sort -k2 | sha1sum; }

# The book: one chapter that is right, and one that a test writes.
book() {
    rm -rf content site; mkdir -p content
    printf '# Summary\n- [Good](good.md)\n- [Probe](probe.md)\n' \
        >content/SUMMARY.md
    cat >content/good.md <<'END'
---
title: Good
question: What is printed?
aliases: [old.html]
---

See [the probe](probe.md#more), {{value rows.count}} rows.

```python pair=rows
print([1, 2])
```

```c name=rows title="A list"
/* hide */
#include "heapbook.h"
HB_EXAMPLE {
/* show */
    PyObject *rows = hb_lit("[1, 2]");
    hb_print(rows);
    hb_value("count", "%zd", PyList_Size(rows));
    hb_snap("made", rows);
/* hide */
}
/* show */
```

```output
[1, 2]
```
END
    printf '# Probe\n\n## More\n' >content/probe.md
}
probe() { cat >content/probe.md; }

# ---- a good book --------------------------------------------------------

book
check "a good book builds" exits 0 build
check "its page has the output" grep -q '\[1, 2\]</span></samp>' \
    site/public/good.html
check "and the number of the run" grep -q ', 2 rows' site/public/good.html
check "and the picture" grep -q '<svg' site/public/good.html
check "hidden lines wait behind a toggle" grep -q 'The whole program' \
    site/public/good.html
check "an old address leads on" grep -q 'url=good.html' site/public/old.html
check "no address is absolute" sh -c \
    '! grep -rE "(href|src)=\"/" site/public --include="*.html"'
before=$(state)
check "a second build has nothing to do" exits 0 build -v
check "and says so" says "are as they were"
check "and writes nothing" test "$before" = "$(state)"
check "without the cache" exits 0 build --no-cache
check "the files are the same, with their times" test "$before" = "$(state)"
rm -f site/.public.manifest
check "with one job" exits 0 build -j1 --no-cache
check "the same" test "$before" = "$(state)"
check "with eight" exits 0 build -j8 --no-cache
check "the same" test "$before" = "$(state)"
rm -rf site "$work/cache" .build
check "from nothing" exits 0 build
one=$(bytes)
rm -rf site
check "and again, from the cache" exits 0 build
check "the same bytes" test "$one" = "$(bytes)"
check "nothing is left beside the site" test "$(ls -A site | tr '\n' ' ')" \
    = ".public.manifest public "

check "a folder that is no site is not replaced" exits 2 build --output=content
check "and says so" says "content: error: is where the course is written"
check "its files are there" test -f content/good.md
check "nor is the course's own folder" exits 2 build --output=.

# ---- what can be wrong --------------------------------------------------

# wrong DESCRIPTION MESSAGE: builds, wants exit code 1, the message, and the
# old site untouched.
wrong() {
    before=$(state)
    check "$1: exit code 1" exits 1 build
    check "$1: says so at its place" says "$2"
    check "$1: the site stays as it was" test "$before" = "$(state)"
}

probe <<'END'
# Probe

```c name=x
hb_say("one");
hb_say("two");
```

```output
one
tvo
```

## More
END
wrong "a wrong output" "content/probe.md:10:2: error: x prints something else"

probe <<'END'
# Probe

```c name=x raise=TypeError
```

## More
END
wrong "a wrong fence word" 'content/probe.md:3:13: error: unknown word "raise"'
check "with a suggestion" says 'did you mean "raises"?'

probe <<'END'
# Probe

Text with [a link](nowhere.md).

## More
END
wrong "a broken link" "content/probe.md:3:11: error: dead link to nowhere.md"

probe <<'END'
# Probe

```c name=x
int unused = 0;
PyObject *list = PyList_New(3);
```

## More
END
wrong "a leak" "content/probe.md:5:1: error: this list is never freed"

probe <<'END'
# Probe

```c name=x timeout=0.3
for (;;) {
}
```

## More
END
wrong "an endless loop" "content/probe.md:"
check "it says how long it waited" says "within 300 ms"

probe <<'END'
# Probe

```c name=x
int *nothing = NULL;
*nothing = 1;
```

## More
END
wrong "a crash" "content/probe.md:5:1: error: "

probe <<'END'
# Probe

```c name=x
hb_say("%d", undeclared);
```

## More
END
wrong "a compile error" "content/probe.md:4"
check "in the compiler's words" says "undeclared"

probe <<'END'
# Probe

```c name=one
hb_say("one");
```

```c name=two exti=1
```

{{value rows.count}}

[a](b.md)
END
before=$(state)
check "several mistakes in one run" exits 1 build
check "the word" says 'content/probe.md:7:15: error: unknown word "exti"'
check "the value of another chapter" \
    says 'content/probe.md:10:1: error: this chapter has no example'
check "the link" says 'content/probe.md:12:1: error: dead link to b.md'
check "the site stays as it was" test "$before" = "$(state)"

# All that can be wrong, in one chapter.  One message each: what a mistake
# took away (an example's number, a question's anchor, an exercise's page) is
# not missed by anybody.
errors() { grep -c ': error: ' "$work/log"; }
probe <<'END'
---
titel: Probe
---

# Probe

```c name=output
hb_say("one");
```

```output
two
```

```c name=word raisez=TypeError
hb_value("count", "%d", 1);
hb_say("printed");
```

```output
something else
```

{{value word.count}} and [a link](nowhere.md), [an anchor](#more),
[to a word](#word), [to a quiz](#asked), [to nothing](#nothing).

```c name=leak
PyObject *list = PyList_New(3);
```

```c name=loop timeout=0.3
for (;;) {
}
```

```c name=crash
int *nothing = NULL;
*nothing = 1;
```

```c name=compile
hb_say("%d", undeclared);
```

```c name=output
hb_value("count", "%d", 1);
```

```c name=hidden
/* hide */
hb_say("no show");
```

```output
no show
```

```quiz name=asked
Is it right?

- [ ] no
- [ ] yes
```

{{exercise copies/none}}

{{valeu output.count}}

> [!NOTICE]
> What is this?

## More
END
before=$(state)
check "every kind of mistake in one chapter" exits 1 build
for message in \
    '2:1: error: unknown key "titel"' \
    '12:1: error: output prints something else' \
    '15:16: error: unknown word "raisez"' \
    '24:26: error: dead link to nowhere.md' \
    '25:42: error: dead link to #nothing' \
    '28:1: error: this list is never freed' \
    '28:1: error: 24 bytes are never freed' \
    '31:1: error: no answer within 300 ms' \
    '38:1: error: ' \
    '42:1: error: ' \
    '45:1: error: the name "output" is taken' \
    '50:1: error: this hidden part has no' \
    '58:1: error: exactly one answer must be right' \
    '65:1: error: there is no exercise "copies/none"' \
    '67:1: error: unknown shortcode "valeu"' \
    '69:3: error: '; do
    check "it says ${message%%:*}" says "content/probe.md:$message"
done
check "and nothing twice" test "$(errors)" -eq 16
check "it counts them" says "16 mistakes"
check "the site stays as it was" test "$before" = "$(state)"

probe <<'END'
# Probe

[Below](#below), {{value late.count}}.

```c name=late
hb_value("count", "%d", 1);

## Below
END
build
check "an open fence hides the rest, and that is one mistake" \
    test "$(errors)" -eq 1
check "at its place" says "content/probe.md:5:1: error: this fence is never"

mv content/probe.md content/moved.md
build
check "a chapter that is not there is one mistake, its links are none" \
    test "$(errors)" -eq 1
mv content/moved.md content/probe.md

printf '# Probe\n\n## More\n' >content/probe.md
check "mended, it builds" exits 0 build

# ---- words of a fence ---------------------------------------------------

mkdir -p content/files
cat >content/files/echo.c <<'END'
#include <stdio.h>
#include "heapbook.h"

/* ANCHOR: all */
int
main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        printf("<%s>\n", argv[i]);
    }
    return 0;
}
/* ANCHOR_END: all */
END
probe <<'END'
# Probe

```c name=echo file=files/echo.c part=all args="one 'two words'" editable
```

```output
<one>
<two words>
```

```c name=walk web steps
PyObject *rows = hb_lit("[1]");
hb_snap("made", rows);
PyList_Append(rows, Py_None);
hb_snap("appended", rows);
Py_DECREF(rows);
```

## More
END
check "a program in a file, with arguments" exits 0 build
page=site/public/probe.html
check "its part is shown" grep -q 'argv)' $page
check "its includes are behind the toggle" test \
    "$(grep -c 'ANCHOR' $page)" -eq 2
check "the whole of it goes along for the page" grep -q \
    'class="program">{"name":"probe/echo","text":"#include' $page
check "with its arguments" grep -q '"args":\["one","two words"\]' $page
check "it may be changed there" grep -q 'id="echo" data-light data-editable a' \
    $page
check "lines that take pictures are marked" grep -q \
    '<span class="l" data-step="2">hb_snap' $page
check "the walk begins at the first" grep -q 'value="1" checked>1. made' $page
sed -i 's/argv\[i\]);/nothing);/' content/files/echo.c
wrong "a mistake in a program's file" "content/files/echo.c:9"
sed -i 's/nothing);/argv[i]);/; s/    return 0;/    Py_Initialize();\n    PyList_New(0);\n    Py_Finalize();\n    return 0;/' \
    content/files/echo.c
wrong "a leak in a program's file" "content/files/echo.c:12:1: error: this list"
sed -i 's/ANCHOR: all/ANCHOR: most/' content/files/echo.c
wrong "a part that is not there" \
    'content/probe.md:3:1: error: no line holds ANCHOR: all'
printf '# Probe\n\n## More\n' >content/probe.md
rm -r content/files
check "without them" exits 0 build

# ---- templates ----------------------------------------------------------

mkdir -p templates && cp -r "$top"/templates/. templates/
printf '\n{{ page.nothing }}\n' >>templates/chapter.html
line=$(wc -l <templates/chapter.html)
wrong "a mistake in a template" "templates/chapter.html:$line: error:"
rm -rf templates

# ---- interruption -------------------------------------------------------

probe <<'END'
# Probe

```c name=x timeout=20
for (;;) {
}
```

## More
END
before=$(state)
"$heapbook" build >"$work/log" 2>&1 &
pid=$!
sleep 0.5
kill -INT $pid
wait $pid
check "Ctrl-C ends it with 130" test $? -eq 130
check "and the site stays as it was" test "$before" = "$(state)"
printf '# Probe, longer than before\n\n## More\n' >content/probe.md
(ulimit -f 1; build) 2>/dev/null
check "a build that cannot write leaves the site" test "$before" = "$(state)"
check "and the next one is clean" exits 0 build
check "with nothing left beside it" test "$(ls -A site | tr '\n' ' ')" \
    = ".public.manifest public "

# ---- accept -------------------------------------------------------------

probe <<'END'
# Probe

- in a list

  ```c name=x
  hb_say("one");
  hb_say("two 17");
  hb_say("three");
  ```

  ```output
  none
  two [..]
  ...
  ```

```c name=new
hb_say("fresh");
```

## More
END
check "accept does not write in CI" env CI=1 sh -c \
    "\"$heapbook\" accept 2>&1; test \$? -eq 2"
check "accept writes the outputs" "$heapbook" accept
check "elisions stay" test "$(sed -n 11,15p content/probe.md)" = \
'  ```output
  one
  two [..]
  ...
  ```'
check "a new fence stands behind its example" \
    test "$(sed -n 21,23p content/probe.md)" = \
'```output
fresh
```'
check "and then it builds" exits 0 build

# ---- numbers in an exercise ---------------------------------------------

mkdir -p exercises/good/count
prompt() { cat >exercises/good/count/README.md; }
for part in starter.c solution.c check.c; do
    echo '#include "heapbook/check.h"' >exercises/good/count/$part
done
prompt <<'END'
# Count

The program printed {{value rows.count}} rows.

## Hint 1: how many

It is {{value rows.count}}, it's certain.
END
check "an exercise has numbers of its chapter" exits 0 build
check "in its prompt" grep -q 'printed 2 rows' site/public/good/count.html
check "and in a hint" grep -q 'It is 2, it’s certain' \
    site/public/good/count.html
cp -r exercises/good exercises/probe
printf '# Another\n' >exercises/probe/count/README.md
printf '# Summary\n- [Probe](probe.md)\n- [Good](good.md)\n' \
    >content/SUMMARY.md
mkdir web && touch web/progress.js && echo '{"version": "1"}' \
    >web/manifest.json
check "exercises of two chapters" exits 0 build --web=web
check "stand in the order of the chapters" test "$(grep -o \
    'data-exercise="[a-z/]*"' site/public/progress.html | tr '\n' ' ')" = \
    'data-exercise="probe/count" data-exercise="good/count" '
rm -r web exercises/probe
printf '# Summary\n- [Good](good.md)\n- [Probe](probe.md)\n' \
    >content/SUMMARY.md
prompt <<'END'
# Count

It's {{value rwos.count}} and {{value rows.cuont}}.

{{figure rows}}
END
before=$(state)
check "what names nothing there" exits 1 build
check "is said: a picture" says 'exercises/good/count/README.md:5:1: error: {{figure}} belongs'
prompt <<'END'
# Count

It's {{value rwos.count}} and {{value rows.cuont}}.
END
check "what names nothing there" exits 1 build
check "is said: an example" says 'README.md:3:6: error: this chapter has no example named "rwos"'
check "is said: a number" says 'README.md:3:31: error: rows makes no value "cuont"'
rm -r exercises

# ---- a large course -----------------------------------------------------

# Ten parts of seven chapters: a page lists those of its part.
mkdir large && (
    cd large && mkdir content && echo '# Summary' >content/SUMMARY.md
    for i in $(seq 70); do
        [ $((i % 7)) -ne 1 ] || printf '\n# Part\n\n' >>content/SUMMARY.md
        echo "- [Chapter $i](c$i.md)" >>content/SUMMARY.md
        echo "# Chapter $i" >content/c$i.md
    done
    "$heapbook" build >"$work/log" 2>&1
    cd site/public && for page in c9 404; do
        sed -n '/<nav class="course/,/<.nav>/p' $page.html >$page.nav
    done
)
links() { grep -o 'href="c[0-9]*.html"' "large/site/public/$1.nav" | wc -l; }
check "a page of a large course lists its part, and where others begin" \
    test "$(links c9)" -eq $((7 + 9))
check "it says which is open" grep -q \
    'href="c9.html" aria-current="page"' large/site/public/c9.nav
check "the last part has its first page" grep -q \
    '<a href="c64.html">Part</a><span>64–70</span>' large/site/public/c9.nav
check "one page lists all" test "$(links 404)" -eq 70
rm -r large

# ---- history ------------------------------------------------------------

git init -q . && git add content &&
    git -c user.name=Ann -c user.email=a@b commit -qm 'book: begin' &&
    check "with a repository" exits 0 build
check "a page has its date and author" grep -q 'Last changed on .*, by Ann' \
    site/public/good.html
check "a build that has nothing to do does not load libgit2" sh -c \
    '! LD_DEBUG=files "$0" build 2>&1 | grep -q libgit2' "$heapbook"
printf '\nMore text.\n' >>content/good.md
git -c user.name=Bob -c user.email=b@b commit -qam 'book: more' &&
    check "HEAD has moved, and the page with it" exits 0 build
check "its authors are two" grep -q 'by Bob and Ann' site/public/good.html
git -c user.name=Cat -c user.email=c@c commit -q --amend --reset-author \
    -m 'book: more, by another' &&
    check "no file of the course has changed, but HEAD has" exits 0 build
check "and the page says so" grep -q 'by Cat and Ann' site/public/good.html
check "an unknown command is a mistake of usage" exits 2 "$heapbook" biuld
check "and so is an unknown flag" exits 2 "$heapbook" build --nothing

plan
