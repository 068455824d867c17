// submission.js -- texts that are not checked, in the words of the command
// line (generator/grade/submission.c).

export const MOST_BYTES = 256 << 10;
const LONGEST_LINE = 4096;

const COMMENT = /\/\*[^]*?\*\//g;
const PRAGMA = /^\s*#\s*pragma\s+comment\b|\b_Pragma\s*\(\s*"\s*comment\b/;
const INCLUDE = /^\s*#\s*(?:include\w*|import|embed)\b\s*(.*)/;
const HEADER = /^(?:<(?!\/)[^>]+\.h>|"(?!\/)[^"]+\.h")/;

const encoder = new TextEncoder();

/** What is wrong with the bytes of a line, its end included. */
function complaintOfBytes(bytes) {
    const nul = bytes.indexOf(0);

    if (nul >= 0 && nul <= LONGEST_LINE) {
        return " has a NUL byte";
    }
    return bytes.length > LONGEST_LINE
        ? ` is longer than ${LONGEST_LINE} bytes` : null;
}

/** What a line must not ask of a compiler.  Natively other spellings are
 * found, too: line splices, comments, trigraphs, macros. */
function complaintOfDirective(line) {
    if (PRAGMA.test(line)) {
        return ": #pragma comment and _Pragma are not allowed here";
    }
    const name = INCLUDE.exec(line)?.[1];
    const isHeader = name === undefined ||
        HEADER.test(name) && !HEADER.exec(name)[0].includes("..");

    return isHeader ? null
        : ": an #include that names no header is not allowed here";
}

/** The first line of which there is something to complain. */
function firstOf(text, complain) {
    const complaints = text.split("\n").map(complain);
    const at = complaints.findIndex(Boolean);

    return at < 0 ? null : `line ${at + 1}${complaints[at]}`;
}

/** Why a text is not checked; null when it is. */
export function complaintOf(text) {
    if (text.length > MOST_BYTES || encoder.encode(text).length > MOST_BYTES) {
        return "it is larger than 256 KiB";
    }
    const bare = text.replace(COMMENT,
                              (one) => one.replace(/[^\n]+/g, " "));

    return firstOf(text, (line, i, { length }) => complaintOfBytes(
        encoder.encode(i < length - 1 ? `${line}\n` : line))) ??
        firstOf(bare, complaintOfDirective);
}
