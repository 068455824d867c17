// messages.js -- what clang says, as messages at places of the text.
//
//     answer.c:3:12:{3:12-3:15}: error: use of undeclared identifier 'foo'

const FORM =
    /^(.*?):(\d+):(\d+):(?:((?:\{[\d:-]+\})+):)? (fatal error|error|warning|note): (.*)$/;

/**
 * @param {string} said
 * @param {string} name  of the text
 * @returns {{line: number, column: number, error: boolean, text: string,
 *     end?: {line: number, column: number}}[]}  notes are left out; what is
 *     said of a header stands at line 0
 */
export function messagesOf(said, name) {
    const found = [];

    for (const one of said.split("\n")) {
        const match = FORM.exec(one);

        if (!match || match[5] === "note") {
            continue;
        }
        const [, file, line, column, ranges, kind, text] = match;
        const own = file === name;
        const range = ranges && /\{(\d+):(\d+)-(\d+):(\d+)\}/.exec(ranges);

        found.push({
            line: own ? Number(line) : 0, column: own ? Number(column) : 0,
            error: kind !== "warning",
            text: own ? text : `${file.split("/").pop()}:${line}: ${text}`,
            ...(own && range ? { end: { line: Number(range[3]),
                                        column: Number(range[4]) } } : {}),
        });
    }
    return found;
}
