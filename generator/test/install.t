#!/bin/sh
# install.t -- `make install` gives a program that works away from here.
cd "$(dirname "$0")/../.." || exit 3
top=$PWD
away=$(mktemp -d) || exit 3
trap 'rm -rf "$away"' EXIT INT TERM
count=0
ok() {
    count=$((count + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $count - $2"
    else
        echo "not ok $count - $2"
        sed 's/^/# /' "$away/said" >&2
    fi
}
unset HEAPBOOK_HOME
# Make takes no target whose path has a space, so the path is a relative one.
build=${BUILD:-.build}
build=${build#"$top/"}
make -s install BUILD="$build" DESTDIR="$away" PREFIX=/usr \
    >"$away/said" 2>&1
ok $? "make install into a folder"
make -s install BUILD="$build" DESTDIR="$away" PREFIX=/usr \
    >"$away/said" 2>&1
ok $? "and once more"
test ! -e "$away/usr/share/heapbook/templates/templates"
ok $? "nothing is nested"
mkdir "$away/course"
cp -R content exercises templates "$away/course/"
cd "$away/course" || exit 3
heapbook=$away/usr/bin/heapbook
"$heapbook" build >"$away/said" 2>&1 && test -f site/public/index.html
ok $? "it builds a course that stands elsewhere"
rm -rf templates
"$heapbook" build >"$away/said" 2>&1
ok $? "one without templates of its own, too"
"$heapbook" check copies/copy-rows exercises/copies/copy-rows/solution.c \
    >"$away/said" 2>&1
ok $? "it checks an answer"
"$heapbook" help exercises 2>"$away/said" | grep -q "To solve one"
ok $? "it has its guide"
"$heapbook" verify --filter 'copies/*' >"$away/said" 2>&1
! grep -q 'libheapbook.a is not built' "$away/said"
ok $? "verify finds both libraries"
echo "1..$count"
