// ends.js -- functions that end without the value that they promise: told as
// the command line tells it (generator/run/ends.h).

const WARNS = /^non-void function does not return a value/;
const GUARD = "{extern void hb_no_value_(const char *);" +
    "hb_no_value_(__func__);}";

/** The text with a call that says so and aborts where the compiler warns of
 * such an end; null where it does not, or none can be put there.
 * @param {string} text
 * @param {object[]} messages  of messagesOf; columns count bytes */
export function guardEnds(text, messages) {
    const lines = text.split("\n").map((line) => new TextEncoder().encode(line));
    const ends = messages.filter(({ text: says, line, column }) =>
        WARNS.test(says) && lines[line - 1]?.[column - 1] === 0x7D);

    for (const { line, column } of ends.sort((a, b) => b.column - a.column)) {
        lines[line - 1] = Uint8Array.from([
            ...lines[line - 1].subarray(0, column - 1),
            ...new TextEncoder().encode(GUARD),
            ...lines[line - 1].subarray(column - 1)]);
    }
    return ends.length === 0 ? null
        : lines.map((line) => new TextDecoder().decode(line)).join("\n");
}
