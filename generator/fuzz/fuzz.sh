#!/bin/sh
# fuzz.sh -- feeds the readers of outside bytes with broken ones.
#
#     fuzz.sh FOLDER TIME        each target for TIME seconds, on new inputs
#     fuzz.sh FOLDER replay      the known inputs, and a fixed number of new
#                                ones from a fixed seed: TAP
#
# FOLDER holds the programs that `make fuzz` has built.  An input that breaks
# a reader is kept there as TARGET-crash-...; mend the reader, and put the
# input into generator/fuzz/corpus/TARGET.
cd "$(dirname "$0")/../.." || exit 3
folder=$1
time=${2:-60}
targets=$(cd generator/fuzz && ls ./*.c | sed 's|^./||; s|\.c$||')
# What costs most in it, and finds least here.
export ASAN_OPTIONS=quarantine_size_mb=1:thread_local_quarantine_size_kb=64:\
max_redzone=16:malloc_context_size=4:check_printf=0:detect_leaks=0

# What is not worth a second copy is taken from the golden files.
seeds() { # TARGET
    case $1 in
    snapshot) echo generator/test/draw/data generator/test/draw/bad ;;
    records) echo runtime/test/probe ;;
    chapters) echo generator/test/golden/chapter ;;
    answers) echo exercises/copies/copy-rows exercises/memoryview/mark/wrong ;;
    esac
}
runs() { # TARGET: as many as are read in a second or two
    case $1 in
    walker) echo 8000 ;;
    snapshot) echo 2000 ;;
    archives) echo 3000 ;;
    chapters) echo 3000 ;;
    *) echo 10000 ;;
    esac
}
length() { case $1 in walker) echo 146 ;; *) echo 4096 ;; esac; }
play() { # TARGET OPTION...
    target=$1; shift
    mkdir -p "$folder/$target.corpus"
    # shellcheck disable=SC2046
    "$folder/$target" -max_len="$(length "$target")" -len_control=0 \
        -timeout=20 -rss_limit_mb=1024 \
        -artifact_prefix="$folder/$target-" "$@" \
        $(seeds "$target") $(ls -d "generator/fuzz/corpus/$target" 2>/dev/null)
}

if [ "$time" = replay ]; then
    number=0
    echo "TAP version 13"
    for target in $targets; do
        number=$((number + 1))
        rm -rf "$folder/$target.corpus"
        if play "$target" -seed=1 -runs="$(runs "$target")" \
            "$folder/$target.corpus" >"$folder/$target.log" 2>&1; then
            echo "ok $number - $target: $(sed -n 's/^Done \([0-9]* runs\).*/\1/p' "$folder/$target.log")"
        else
            echo "not ok $number - $target"
            tail -30 "$folder/$target.log" | sed 's/^/# /' >&2
        fi
    done
    echo "1..$number"
    exit 0
fi
status=0
for target in $targets; do
    echo "$target for $time s"
    play "$target" -max_total_time="$time" -print_final_stats=1 \
        "$folder/$target.corpus" >"$folder/$target.log" 2>&1 || status=1
    grep 'stat::number_of_executed\|ERROR\|runtime error\|SUMMARY' \
        "$folder/$target.log"
done
exit $status
