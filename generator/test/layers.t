#!/bin/sh
# layers.t -- no include points upward.
#
# Reads the compiler's own dependency files, so that neither a macro, nor a
# relative path, nor an include of an include can hide an arrow.  A floor of
# the generator may use itself and the floors below it; the runtime uses
# nothing of the generator; a library's header has one home.
cd "$(dirname "$0")/../.." || exit 3
build=${BUILD:-.build}
find "$build/release/generator" "$build/release/runtime" -name '*.d' \
    ! -path '*/test/*' -exec cat {} + |
awk -v root="$PWD/" '
function clean(path,   part, n, i, top, out) {
    sub("^" root, "", path)
    if (path !~ /\.\.?\//) return path
    n = split(path, part, "/"); top = 0
    for (i = 1; i <= n; i++) {
        if (part[i] == "" && i > 1 || part[i] == ".") continue
        if (part[i] == ".." && top > 0 && out[top] != "..") top--
        else out[++top] = part[i]
    }
    path = out[1]
    for (i = 2; i <= top; i++) path = path "/" out[i]
    return path
}
function folder(path,  part) { split(path, part, "/"); return part[2] }
# A source that is no longer there may have left its dependency file.
function is_there(path,   line, there) {
    there = (getline line < path) >= 0
    close(path)
    return there
}
function bad(what) { failed++; print "not ok " ++count " - " source ": " what }
function check(path) {
    if (path ~ /^generator\//) {
        if (source ~ /^runtime\//) bad("the runtime uses " path)
        else if (!(folder(path) in floor)) bad("unknown floor: " path)
        else if (floor[folder(path)] > floor[folder(source)])
            bad("points upward to " path)
    }
    if (source ~ /^generator\// && path ~ /^runtime\// &&
        path !~ /^runtime\/include\/heapbook\//)
        bad("uses " path ", which is private to the runtime")
    for (lib in home)
        if (path ~ lib && source !~ home[lib])
            bad(path " is for " home[lib] " only")
}
BEGIN {
    split("base sandbox book run grade draw weave cmd", order, " ")
    # draw knows no other floor: it also runs in the page.
    for (i in order) floor[order[i]] = i
    home["/libtcc\\.h$"] = "^generator/run/compile_tcc"
    home["/git2\\.h$"] = "^generator/base/git\\.c"
    home["/nettle/"] = "^generator/base/hash\\.c"
    home["/cmark-gfm\\.h$"] = "^generator/book/markdown"
    home["/jansson\\.h$"] = "^generator/(base/json|draw/records)\\.c"
    home["/yaml\\.h$"] = "^generator/book/front"
    home["/lua\\.h$"] = "^generator/weave/"
    home["/seccomp\\.h$"] = "^generator/sandbox/"
    home["include/archive(_entry)?\\.h$"] = "^generator/base/archive\\.c"
    home["/microhttpd\\.h$"] = "^generator/cmd/serve"
}
{ gsub(/\\$/, "") }
/\.o:/ { sub(/^[^:]*:/, ""); source = "" }
/^[^ ].*:$/ { next }
{
    for (i = 1; i <= NF; i++) {
        path = clean($i)
        if (source == "") {
            source = path
            files += there = is_there(path)
        }
        else if (!there) continue
        else if (source ~ /^generator\/draw\// && path ~ /^generator\// &&
                 path !~ /^generator\/draw\//) bad("draw uses " path)
        else check(path)
    }
}
END {
    if (!files) { print "not ok 1 - no dependency files: build first"; print "1..1"; exit 1 }
    if (!failed) print "ok " ++count " - no include points upward in " files " files"
    print "1.." count
    exit failed > 0
}'
