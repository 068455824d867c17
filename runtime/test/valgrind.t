#!/bin/sh
# valgrind.t -- three of the runtime's test programs under valgrind (`make
# valgrind`: all), and PYTHONMALLOC, by which it sees the blocks.
cd "$(dirname "$0")/../.." || exit 3
said=$(PYTHONMALLOC=none "${BUILD:-.build}/release/runtime/test/list_test" 2>&1)

runtime/test/valgrind.sh gc_test memoryview_test types_test | grep -v '^1\.\.'
case $said in
*"Fatal Python error: "*"PYTHONMALLOC: unknown allocator"*)
    echo 'ok 4 - an allocator without a name ends the program' ;;
*)
    echo "# $said" >&2
    echo 'not ok 4 - an allocator without a name ends the program' ;;
esac
echo '1..4'
