// format.js -- lays out a C program in the course's style.
//
//   L1  where a statement begins, it is indented by the braces around it;
//       case and other labels stand one step further out
//   L2  lines that go on with a statement move with its first line: how they
//       are broken is the student's, and clang-format's, business
//   L3  a blank stands after a comma, after if, for, while, switch, and
//       between ) and the { of a body; none at the end of a line; no two
//       empty lines
//   L4  text between quotes, comments and # lines stay as they are
//
// Needs no complete program: what has a mistake is laid out as well.

const STEP = 4;

const QUOTED = /"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?/;
const COMMENT = /\/\/.*|\/\*[^]*?(?:\*\/|$)/;
const BLANKED = new RegExp(`${QUOTED.source}|${COMMENT.source}`, "g");

/** The lines with strings and comments blanked, sign by sign; the numbers of
 * those that begin within a comment. */
function mask(text) {
    const inside = new Set();
    const masked = text.replace(BLANKED, (part, at) => {
        const isComment = part[0] === "/";
        const first = text.slice(0, at).split("\n").length;
        for (let i = 1; isComment && i < part.split("\n").length; i++) {
            inside.add(first + i - 1);
        }
        return part.replace(/[^\n]/g, isComment ? " " : "s");
    });
    return { masked: masked.split("\n"), inside };
}

const HANGING = /^(?:(?:if|for|while)\b.*\)|(?:\} *)?else)$/;
const LABEL = /^(?:case\b.*|\w+) *:( *\{)?$/;

/* `= (struct point){`: braces of a value. */
const LITERAL = /(?:[=(,?:]|\breturn) *\([^()]*\)\{$/;

/** Where a line stands: braces and brackets before it, and whether a
 * statement begins there. */
class Place {
    depth = 0;
    brackets = 0;
    isStart = true;
    hangs = false;
    #outer = [];

    pass(code) {
        for (const sign of code) {
            if (sign === "{") {
                // The braces of a case add no step to that of its label.
                const step = LABEL.test(code) ? 0 : 1;
                this.#outer.push({ brackets: this.brackets, step });
                this.brackets = 0;
                this.depth += step;
            } else if (sign === "}") {
                const { brackets, step } =
                    this.#outer.pop() ?? { brackets: 0, step: 0 };
                this.brackets = brackets;
                this.depth -= step;
            } else if (sign === "(" || sign === "[") {
                this.brackets++;
            } else if (sign === ")" || sign === "]") {
                this.brackets = Math.max(0, this.brackets - 1);
            }
        }
        const isOpen = this.brackets > 0;
        this.isStart = !isOpen && (/[;{}]$/.test(code) || LABEL.test(code));
        this.hangs = !isOpen && HANGING.test(code);
    }

    /** The indentation of a line that begins with this code. */
    indentOf(code) {
        const out = code.startsWith("}") || LABEL.test(code) ? 1 : 0;
        const more = this.hangs && !code.startsWith("{") ? 1 : 0;
        return STEP * Math.max(0, this.depth - out + more);
    }
}

/** L3, where the line is code. */
function space(line, masked) {
    const code = masked.trimEnd();
    const opensBody = /\)\{$/.test(code) && !LITERAL.test(code);
    let out = "";
    for (let i = 0; i < line.length; i++) {
        const pair = code.slice(i, i + 2);
        const before = code.slice(0, i + 1);
        out += line[i];
        if (/^,[^ ]/.test(pair) || (pair === "){" && opensBody) ||
            (pair[1] === "(" && /\b(?:if|for|while|switch)$/.test(before))) {
            out += " ";
        }
    }
    return out;
}

/** One line; `state` goes from line to line. */
function layLine(raw, masked, inComment, state) {
    const line = raw.trim();
    const code = masked.trim();
    const old = raw.length - raw.trimStart().length;
    if (line === "" || code.startsWith("#") || state.inDirective) {
        state.inDirective = (state.inDirective || code.startsWith("#")) &&
            line.endsWith("\\");
        return raw.trimEnd();
    }
    const { place } = state;
    const begins = !inComment && (place.isStart || place.hangs ||
                                        /^[{}]/.test(code));
    if (begins) {
        state.shift = place.indentOf(code) - old;
    }
    if (code) {
        place.pass(code);
    }
    return " ".repeat(Math.max(0, old + state.shift)) +
        space(line, masked.slice(old, old + line.length));
}

/** Lays a whole program out. @param {string} text */
export function format(text) {
    const clean = text.replaceAll("\t", " ".repeat(STEP)).trim();
    const { masked, inside } = mask(clean);
    const state = { place: new Place(), shift: 0, inDirective: false };
    const out = clean.split("\n").map((line, i) =>
        layLine(line, masked[i], inside.has(i), state));
    return `${out.join("\n").replace(/\n{3,}/g, "\n\n")}\n`;
}
