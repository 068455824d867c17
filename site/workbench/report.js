// report.js -- a report of the checker, as a list in the page.
//
// Takes the neutral report that `heapbook check --format=json` prints, and
// says what the command line says.  It decides nothing: every word and every
// point stands in the report.

import { element, icon } from "./dom.js";
import { difference } from "./difference.js";

/** Values that begin alike are worth a finger on the first difference. */
const WORTH_POINTING = 2;

const WORDS = { pass: "passed", fail: "failed", error: "failed",
                skip: "left out" };

/** Expected above actual, the first difference marked twice. */
function sides(claim) {
    const cut = difference(claim.expected, claim.actual);
    const points = cut.same.length >= WORTH_POINTING &&
        claim.expected !== claim.actual;
    const mark = (tag, [sign, rest]) => [
        cut.same, points && sign ? element(tag, {}, sign) : sign, rest];
    return element("div", { class: "scroll", tabindex: 0, role: "group",
                            "aria-label": `Expected and actual: ${claim.what}` },
        element("dl", { class: "diff" },
            element("dt", {}, "expected"),
            element("dd", {}, ...mark("ins", cut.expected)),
            element("dt", {}, "actual"),
            element("dd", {}, ...mark("mark", cut.actual)),
            points ? element("dt", {}) : null,
            points ? element("dd", { class: "is-fail" },
                `${" ".repeat(cut.column - 1)}\u2191 first difference, ` +
                `column ${cut.column}`) : null));
}

function claimOf(claim) {
    const values = claim.expected !== null && claim.actual !== null;
    return [element("p", {}, claim.what), values ? sides(claim) : null];
}

/** What else does not hold: it often has the same cause as the first. */
function others(claims) {
    return claims.length === 0 ? null
        : element("details", {},
            element("summary", {}, claims.length === 1
                ? "One more claim of this test does not hold"
                : `${claims.length} more claims of this test do not hold`),
            ...claims.flatMap(claimOf));
}

/** A link into the editor, where the report names a line of the answer. */
function place(test, onLine) {
    if (!test.line || !test.file_is_answer) {
        return null;
    }
    return element("p", {}, element("button", {
        class: "plain", type: "button", onclick: () => onLine(test.line),
    }, `Line ${test.line}`));
}

function reasons(test, nameOf, onLine) {
    if (test.status === "skip") {
        const first = nameOf(test.depends_on);
        return first ? [element("p", {}, `Waits for \u201c${first}\u201d.`)]
            : [];
    }
    const failed = (test.claims ?? []).filter((claim) => !claim.passed);
    const said = failed.length ? claimOf(failed[0])
        : [element("p", {}, test.message ?? "")];
    return [...said, others(failed.slice(1)), place(test, onLine),
            test.hint ? element("p", {}, test.hint) : null,
            test.explanation ? element("p", {}, test.explanation) : null];
}

/** What the program itself printed in this test, apart from the report. */
function printed(test) {
    if (!test.output) {
        return null;
    }
    return element("details", {},
        element("summary", {}, "What your program printed"),
        element("pre", { tabindex: 0, role: "region",
                         "aria-label": "Printed in this test" },
            element("samp", {}, test.output)));
}

function item(test, nameOf, onLine, draw) {
    const state = test.status === "error" ? "fail" : test.status;
    const why = state === "pass" ? [] : reasons(test, nameOf, onLine);
    const line = element("li", { class: state, "data-test": test.id },
        icon(state),
        element("b", {}, test.name,
            element("span", { class: "sr" }, `: ${WORDS[test.status]}`)),
        element("span", { class: "pts" },
            `${test.points}/${test.max_points}`));
    if (why.length || test.output) {
        line.append(element("div", { class: "why" }, ...why, printed(test)));
    }
    if (test.status === "fail" && draw) {
        draw(test, line);
    }
    return line;
}

function strip(score, max) {
    const cells = Math.min(max, 20);
    const full = max ? Math.floor((score * cells) / max) : 0;
    return element("p", { class: "strip", "aria-hidden": "true" },
        ...Array.from({ length: cells },
            (_, i) => element("i", { class: i < full ? "on" : null })));
}

function summary(tests) {
    const count = (status) =>
        tests.filter((test) => status.includes(test.status)).length;
    const failed = count(["fail", "error"]);
    const skipped = count(["skip"]);
    return [failed && `${failed} failed`, skipped && `${skipped} left out`]
        .filter(Boolean).join(", ") || "every claim holds";
}

/** What the compiler said, untouched. */
function compiler(report, onLine) {
    return element("div", {},
        element("p", {}, report.reason ?? "The program does not compile."),
        ...report.messages.map((message) => element("p", {},
            element("button", { class: "plain", type: "button",
                                onclick: () => onLine(message.line) },
                `Line ${message.line}`), `: ${message.text}`)));
}

/**
 * The report as elements, first failure first.
 * @param {object} report
 * @param {(line: number) => void} onLine  shows a line of the answer
 * @param {(test: object, item: HTMLElement) => void} [draw]  adds the heap
 * @returns {HTMLElement[]}
 */
export function reportElements(report, onLine, draw) {
    const tests = report.tests ?? [];
    const nameOf = (id) => tests.find((test) => test.id === id)?.name ?? id;
    const rank = { error: 0, fail: 0, skip: 1, pass: 2 };
    const sorted = tests
        .map((test, i) => ({ test: { ...test,
            file_is_answer: test.file === report.file }, i }))
        .sort((a, b) => rank[a.test.status] - rank[b.test.status] || a.i - b.i);
    const head = element("div", { class: "score" },
        element("b", {}, `${report.score} of ${report.max_score} points`),
        strip(report.score, report.max_score),
        element("span", { class: "meta" }, summary(tests)));
    if (report.compiled === false) {
        return [head, compiler(report, onLine)];
    }
    return [head, element("ol", { class: "results" },
        ...sorted.map(({ test }) => item(test, nameOf, onLine, draw)))];
}
