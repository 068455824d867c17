// difference.js -- where two texts begin to differ.

const SIGNS = new Map([
    ["\n", "\\n"], ["\t", "\\t"], ["\r", "\\r"], ["\0", "\\0"],
    ["\u00a0", "\\xa0"], ["\ufeff", "\\ufeff"],
]);

/** What nobody sees, as in generator/grade/shown.c. */
const UNSEEN = new RegExp("[\\0-\\x1f\\x7f-\\x9f\\xad\\u034f\\u061c\\u115f" +
    "\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u2028-\\u202e" +
    "\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\uffa0\\ufff0-\\ufffb" +
    "\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}]", "u");

const hex = (code, digits) => code.toString(16).padStart(digits, "0");

/** Gives what cannot be seen a form that can. */
export function visible(text) {
    let out = "";
    for (const sign of text) {
        const code = sign.codePointAt(0);
        out += SIGNS.get(sign) ??
            (!UNSEEN.test(sign) ? sign
                : code < 0x100 ? `\\x${hex(code, 2)}`
                    : code < 0x10000 ? `\\u${hex(code, 4)}`
                        : `\\U${hex(code, 8)}`);
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
