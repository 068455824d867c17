// line.js -- the line beside a Check or Run button: where things stand.
//
//   idle       nothing was asked yet
//   asking     the first time: may a compiler of N MB be fetched?
//   fetching   bytes are coming; Stop gives back idle
//   compiling, running
//   result     points, or how the run ended
//   broken     the tool could not do its work; the text is kept, try again
//
// The line is a live region: its text is what a screen reader is told.

import { element } from "./dom.js";

const MEGABYTE = 1e6;

const megabytes = (bytes) => (bytes / MEGABYTE).toFixed(1);

/**
 * Makes the line: a button, what is said, Stop while something runs.
 * @param {HTMLElement} place
 * @param {string} word  on the button
 * @param {{onCheck: Function, onStop: Function, onNear: Function}} calls
 *   onNear: a press is likely
 */
export function createLine(place, word, { onCheck, onStop, onNear }) {
    const said = element("output", { "aria-live": "polite" });
    const check = element("button", { class: "btn", type: "button",
                                      onclick: onCheck }, word);
    const stop = element("button", { class: "btn quiet", type: "button",
                                     onclick: onStop, hidden: true }, "Stop");
    for (const sign of ["pointerenter", "pointerdown", "focus"]) {
        check.addEventListener(sign, onNear);
    }
    place.replaceChildren(check, said, stop);
    return {
        check,
        /** Says where things stand; `busy` shows Stop in place of Check.  Who
         * stands with the keyboard on what goes, stands on Check then. */
        say(busy, ...content) {
            const at = document.activeElement;
            const goes = said.contains(at) || (at === stop && !busy);
            check.setAttribute("aria-disabled", String(busy));
            check.hidden = false;
            stop.hidden = !busy;
            said.replaceChildren(...content);
            if (goes) {
                check.focus();
            }
        },
        label(text) {
            check.textContent = text;
        },
    };
}

/** Asks whether something may be fetched; resolves to the answer. */
function ask(line, before, bytes, after) {
    return new Promise((resolve) => {
        const yes = element("button", { class: "btn", type: "button",
            onclick: () => resolve(true) }, "Fetch and check");
        const no = element("button", { class: "plain", type: "button",
            onclick: () => resolve(false) }, "Not now");
        line.say(false, before,
                 element("b", {}, `${megabytes(bytes)}\u00a0MB`),
                 after, element("span", { class: "answers" }, yes, no));
        line.check.hidden = true;
        yes.focus();
    });
}

function showProgress(line, what) {
    let bar = null;
    return (done, total) => {
        if (!bar) {
            bar = element("progress", { max: total,
                                        "aria-label": "Compiler fetched" });
            const count = element("b", {});
            bar.count = count;
            line.say(true, `Fetching ${what}, once: `, count,
                     ` of ${megabytes(total)}\u00a0MB`, bar);
        }
        bar.value = done;
        bar.count.textContent = megabytes(done);
    };
}

/**
 * Starts the checker's compiler if it does not run yet: asks before the
 * first fetch, shows its progress.
 * @returns {Promise<boolean>} false when the student said: not now
 */
export async function startChecker(checker, line, exercise, signal) {
    if (await checker.isReady()) {
        return true;
    }
    if (!checker.isKept() && !(await ask(line,
        "Checking here needs a compiler: ", checker.bytes,
        ", fetched once and kept by this browser, with a copy of the " +
        "pages. "))) {
        line.say(false, "Not now: the command line does the same.");
        return false;
    }
    line.say(true, "Starting the compiler\u2026");
    await checker.open(showProgress(line, "the compiler"), exercise,
                       signal);
    return true;
}

/**
 * What a check says when a program needs more of the compiler than was
 * fetched.
 * @returns {{may: (bytes: number) => Promise<boolean>,
 *     onProgress: (done: number, total: number) => void}}
 */
export const restOf = (line) => ({
    may: (bytes) => ask(line, "This program needs a rarer part of the " +
        "compiler: ", bytes, ", fetched once and kept. "),
    onProgress: showProgress(line, "the rest of the compiler"),
});
