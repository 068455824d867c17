// difference.js -- where two texts begin to differ.

const SIGNS = new Map([
    ["\n", "\\n"], ["\t", "\\t"], ["\r", "\\r"], ["\0", "\\0"],
    ["\u00a0", "\\xa0"], ["\ufeff", "\\ufeff"],
]);

/** Signs without a width, and those that turn a line's direction. */
const isUnseen = (code) => code >= 0x200b && code <= 0x200f ||
    code >= 0x2028 && code <= 0x202e || code >= 0x2060 && code <= 0x206f;

const hex = (code, digits) => code.toString(16).padStart(digits, "0");

/** Gives what cannot be seen a form that can. */
export function visible(text) {
    let out = "";
    for (const sign of text) {
        const code = sign.codePointAt(0);
        out += SIGNS.get(sign) ??
            (isUnseen(code) ? `\\u${hex(code, 4)}`
                : code < 32 || code >= 127 && code < 160
                    ? `\\x${hex(code, 2)}` : sign);
    }
    return out;
}

/** The same for text of several lines, whose ends stay. */
export const visibleLines = (text) =>
    text.split("\n").map(visible).join("\n");

/**
 * Cuts both texts at the first difference.
 * @returns {{same: string, expected: [string, string],
 *            actual: [string, string], column: number}}
 *   the common start; of each text the sign that differs and the rest;
 *   the column of it, counted from 1
 */
export function difference(expected, actual) {
    const left = [...visible(expected)];
    const right = [...visible(actual)];
    let at = 0;
    while (at < left.length && at < right.length && left[at] === right[at]) {
        at++;
    }
    const cut = (signs) => [signs[at] ?? "", signs.slice(at + 1).join("")];
    return {
        same: left.slice(0, at).join(""),
        expected: cut(left),
        actual: cut(right),
        column: at + 1,
    };
}
