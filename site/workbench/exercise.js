// exercise.js -- one exercise in the page: editor, Check, report.
//
//   X1  one check at a time; a second press during one does nothing
//   X2  the text is kept at every change, before anything else happens
//   X3  what a screen reader is told is the text of the Check line, no more

import { codeFigure } from "./code.js";
import { element } from "./dom.js";
import { createEditor } from "./editor.js";
import * as kept from "./kept.js";
import { createLine, restOf, startChecker } from "./line.js";
import { reportElements } from "./report.js";
import { MOST_BYTES } from "../web/submission.js";

/** A program as the page shows it: a span for each line. */
function programOf(code) {
    const lines = [...code.querySelectorAll(".l")];
    return lines.map((line) => line.textContent.trimEnd()).join("\n") + "\n";
}

/** Where the student's text comes from: this browser, or the starter. */
function textOf(name, starter) {
    return kept.get(name).source ?? starter;
}

/* Halves of characters: no file has them, and none may have (export). */
const LONE = /[\ud800-\udfff]/gu;

const HELP = "Tab indents. To leave the editor with the keyboard press " +
    "Escape, then Tab. What you write is kept in this browser.";
const NOT_KEPT = "This browser does not keep what you write: copy it before " +
    "you leave the page.";

class Exercise {
    #name;
    #starter;
    #checker;
    #editor;
    #line;
    #results = element("section", { id: "results", "aria-label": "Results" });
    #notice = element("p", { class: "under" }, HELP);
    #running = null;
    #listed = null;
    #isKept = true;
    #warmed = null;

    constructor(work, checker) {
        const figure = work.querySelector("figure.code");
        const place = work.querySelector(".check");
        this.#name = work.dataset.exercise;
        this.#checker = checker;
        this.#starter = programOf(figure.querySelector("code"));
        figure.replaceWith(this.#createEditor(), this.#notice);
        place.after(this.#results);
        work.querySelector(".claims")?.remove();
        this.#line = createLine(place, "Check", {
            onCheck: () => this.check(),
            onStop: () => this.#running?.abort(),
            onNear: () => this.#expect() });
        this.#line.say(false, checker.firstWords());
        kept.watch((changed) => this.#follow(changed));
        addEventListener("pagehide",
            () => kept.setUndo(this.#name, this.#editor.saved));
    }

    #createEditor() {
        const host = element("div", { class: "host" });
        const button = (word, onclick) =>
            element("button", { class: "plain", type: "button", onclick },
                    word);
        this.#editor = createEditor({
            host,
            text: textOf(this.#name, this.#starter),
            saved: kept.getUndo(this.#name),
            label: "Your program, answer.c. " +
                "Escape and then Tab leaves the editor",
            onInput: (text) => this.#keep(text),
            onCheck: () => this.check(),
            onNear: () => this.#expect(),
            diagnose: (text) => this.#checker.diagnose(text, this.#name),
        });
        const bar = element("div", { class: "bar" },
            element("b", {}, "answer.c"), element("span", { class: "grow" }),
            button("Format", () => this.#editor.format()),
            button("Reset", () => this.#reset()));
        return element("div", { class: "editor" }, bar, host);
    }

    /** A check is near: what it needs is begun, where nothing is fetched. */
    #expect() {
        this.#warmed ??= this.#checker.warm(this.#name)
            .then(() => this.#editor.diagnose());
        if (!this.#running) {
            this.#checker.ahead(this.#editor.text, this.#name);
        }
    }

    #keep(text) {
        this.#isKept = text.length <= MOST_BYTES &&
            kept.set(this.#name, { source: text.replace(LONE, "\ufffd") });
        this.#notice.textContent = this.#isKept ? HELP : NOT_KEPT;
    }

    #reset() {
        this.#editor.text = this.#starter;
        this.#editor.focus();
        this.#line.say(false,
            "The starter is back; undo brings your text back.");
    }

    /** Takes over what another tab wrote, while nobody works in this one. */
    #follow(changed) {
        const other = kept.get(this.#name).source;
        if (changed === this.#name && other !== undefined &&
            other !== this.#editor.text && !document.hasFocus()) {
            this.#editor.text = other;
        }
    }

    #list(report) {
        this.#listed = report;
        this.#results.replaceChildren(...reportElements(report,
            (number) => this.#editor.reveal(number),
            (test, item) => this.#checker.drawHeap(test, item)));
    }

    /** What takes longer than a report: the author's answer, and why tests
     * went wrong. */
    async #addTo(report) {
        this.#results.setAttribute("aria-busy", "true");
        await this.#unlock(report);
        for await (const found of this.#checker.explain(report)) {
            if (found) {
                this.#list(report);
                await this.#unlock(report);
            }
        }
        if (this.#listed === report) {
            this.#results.removeAttribute("aria-busy");
        }
    }

    #show(report, text, seconds) {
        this.#list(report);
        this.#editor.show(report.messages.filter((one) => one.line));
        this.#line.say(false,
            element("b", {}, `${report.score} of ${report.max_score}`),
            /* A clock can turn back. */
            ` points. Checked in ${Math.max(0, seconds).toFixed(2)} s, ` +
            "by clang in this browser. This is practice.");
        kept.setScore(this.#name, report.score, report.max_score, text);
    }

    /** Shows the author's answer below a report once all points were got
     * here. */
    async #unlock(report) {
        const solution = kept.get(this.#name).score >= report.max_score
            ? await this.#checker.solution(this.#name) : null;
        if (solution !== null && this.#listed === report) {
            this.#results.append(element("details", { class: "solution" },
                element("summary", {}, "The author\u2019s answer"),
                codeFigure(solution, "solution.c")));
        }
    }

    async #checkOnce(signal) {
        if (await startChecker(this.#checker, this.#line, this.#name,
                               signal)) {
            const { text } = this.#editor;
            const start = performance.now();
            const report = await this.#checker.check(this.#name,
                text, {
                    signal, rest: restOf(this.#line),
                    onStage: (stage) => this.#line.say(true, stage),
                });
            this.#show(report, text, (performance.now() - start) / 1000);
            this.#addTo(report);
        }
    }

    /** Checks what stands in the editor (X1). */
    async check() {
        if (this.#running) {
            return;
        }
        this.#running = new AbortController();
        const { signal } = this.#running;
        this.#line.label("Check");
        this.#line.say(true, "Getting ready\u2026");
        try {
            await this.#checkOnce(signal);
        } catch (error) {
            if (signal.aborted) {
                this.#line.say(false, "Stopped.");
            } else {
                this.#line.label("Try again");
                this.#line.say(false, element("span", { class: "is-fail" },
                    error.message),
                    this.#isKept ? " Your program is kept." : "");
            }
        } finally {
            this.#running = null;
        }
    }

    edit() {
        this.#editor.focus();
    }
}

/**
 * Turns the page's static starter into a place to work.
 * @param {HTMLElement} work  section.work with data-exercise
 * @param {import("./checker.js").Checker} checker
 * @param {{editNow: boolean, checkNow: boolean}} wish  what the student did
 *   to bring this here
 */
export function mountExercise(work, checker, { editNow, checkNow }) {
    const exercise = new Exercise(work, checker);
    if (editNow) {
        exercise.edit();
    }
    if (checkNow) {
        exercise.check();
    }
}
