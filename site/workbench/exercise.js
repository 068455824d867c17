// exercise.js -- one exercise in the page: editor, Check, report.
//
//   X1  one check at a time; a second press during one does nothing
//   X2  the text is kept at every change, before anything else happens
//   X3  what a screen reader is told is the text of the Check line, no more

import { element } from "./dom.js";
import { createEditor } from "./editor.js";
import * as kept from "./kept.js";
import { createLine, startChecker } from "./line.js";
import { reportElements } from "./report.js";

/** A program as the page shows it: a span for each line. */
function programOf(code) {
    const lines = [...code.querySelectorAll(".l")];
    return lines.map((line) => line.textContent.trimEnd()).join("\n") + "\n";
}

/** Where the student's text comes from: this browser, or the starter. */
function textOf(name, starter) {
    return kept.get(name).source ?? starter;
}

/**
 * Turns the page's static starter into a place to work.
 * @param {HTMLElement} work  section.work with data-exercise
 * @param {import("./checker.js").Checker} checker
 * @param {{editNow: boolean, checkNow: boolean}} wish  what the student did
 *   to bring this here
 */
export function mountExercise(work, checker, { editNow, checkNow }) {
    const name = work.dataset.exercise;
    const figure = work.querySelector("figure.code");
    const starter = programOf(figure.querySelector("code"));
    const results = element("section", { id: "results",
                                         "aria-label": "Results" });
    const host = element("div", {});
    const notice = element("p", { class: "under", id: "editor-help" },
        "Tab indents. To leave the editor with the keyboard press Escape, " +
        "then Tab. What you write is kept in this browser.");
    let running = null;
    const editor = createEditor({
        host,
        text: textOf(name, starter),
        label: "Your program, answer.c. Escape and then Tab leaves the editor",
        onInput(text) {
            if (!kept.set(name, { source: text })) {
                notice.textContent = "This browser does not keep what you " +
                    "write: copy it before you leave the page.";
            }
        },
        onCheck: () => check(),
        diagnose: (text) => checker.diagnose(text, name),
    });
    const bar = element("div", { class: "bar" }, element("b", {}, "answer.c"),
        element("span", { class: "grow" }),
        element("button", { class: "plain", type: "button",
            onclick: () => editor.indent() }, "Indent"),
        element("button", { class: "plain", type: "button", onclick: reset },
            "Reset"));
    const line = createLine(work.querySelector(".check"), "Check", check,
                            () => running?.abort());
    figure.replaceWith(element("div", { class: "editor" }, bar, host), notice);
    work.querySelector(".check").after(results);
    work.querySelector(".claims")?.remove();

    function reset() {
        editor.text = starter;
        editor.focus();
        line.say(false, "The starter is back; undo brings your text back.");
    }

    function show(report, seconds) {
        results.replaceChildren(...reportElements(report,
            (number) => editor.reveal(number),
            (test, item) => checker.drawHeap(test, item)));
        editor.show(report.messages.filter((one) => one.line));
        line.say(false, element("b", {},
            `${report.score} of ${report.max_score}`),
            ` points. Checked in ${seconds.toFixed(2)} s, ` +
            "by clang in this browser. This is practice.");
        kept.setScore(name, report.score, report.max_score);
        work.dispatchEvent(new CustomEvent("checked", { bubbles: true }));
    }

    async function check() {
        if (running) {
            return;
        }
        running = new AbortController();
        const { signal } = running;
        line.label("Check");
        try {
            if (await startChecker(checker, line, signal)) {
                const start = performance.now();
                const report = await checker.check(name, editor.text, {
                    signal,
                    onStage: (stage) => line.say(true, stage),
                });
                show(report, (performance.now() - start) / 1000);
            }
        } catch (error) {
            if (signal.aborted) {
                line.say(false, "Stopped.");
            } else {
                line.label("Try again");
                line.say(false, element("span", { class: "is-fail" },
                    error.message), " Your program is kept.");
            }
        } finally {
            running = null;
        }
    }

    kept.watch((changed) => {
        const other = kept.get(name).source;
        if (changed === name && other !== undefined &&
            other !== editor.text && !document.hasFocus()) {
            editor.text = other;
        }
    });
    line.say(false, checker.firstWords());
    if (editNow) {
        editor.focus();
    }
    if (checkNow) {
        check();
    }
}
