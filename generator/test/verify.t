#!/bin/sh
# verify.t -- the whole course, on every compiler and runtime; each claim of
# heapbook verify is a test here.
#
# Under CI, what is not installed is a failure; else it is named and skipped.
cd "$(dirname "$0")/../.." || exit 3
exec "${HEAPBOOK:-.build/heapbook}" verify --format tap ${CI:+--no-cache}
