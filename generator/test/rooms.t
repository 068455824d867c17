#!/bin/sh
# rooms.t -- what is kept stands in one of the rooms that README.md names.
cd "$(dirname "$0")/../.." || exit 3
rooms='content|exercises|generator|runtime|site|templates'
if ! git ls-files --error-unmatch README.md >/dev/null 2>&1; then
    echo "1..0 # SKIP no checkout of git"
    exit 0
fi
others=$(git ls-files | cut -d/ -f1 | sort -u |
    grep -vxE "($rooms)|Makefile|README\.md|LICENSE|\..*")
if [ -z "$others" ]; then
    echo "ok 1 - nothing stands beside the rooms"
else
    echo "not ok 1 - nothing stands beside the rooms"
    echo "$others" | sed 's/^/# beside them: /' >&2
fi
echo "1..1"
[ -z "$others" ]
