// report.js -- a report of the checker, as a list in the page.
//
// Takes the neutral report that `heapbook check --format=json` prints, and
// says what the command line says.  It decides nothing: every word and every
// point stands in the report.

import { element, icon } from "./dom.js";
import { difference, visible, visibleLines } from "./difference.js";

/** Values that begin alike are worth a finger on the first difference. */
const WORTH_POINTING = 2;

/** Expected above actual, the first difference marked twice. */
function sides(claim) {
    const cut = difference(claim.expected, claim.actual);
    const points = cut.same.length >= WORTH_POINTING &&
        claim.expected !== claim.actual;
    const mark = (tag, [sign, rest]) => [
        cut.same, points && sign ? element(tag, {}, sign) : sign, rest];
    return element("div", { class: "scroll", tabindex: 0, role: "group",
                            "aria-label": `Expected and got: ${claim.what}` },
        element("dl", { class: "diff" },
            element("dt", {}, "expected"),
            element("dd", {}, ...mark("ins", cut.expected)),
            element("dt", {}, "got"),
            element("dd", {}, ...mark("mark", cut.actual)),
            points ? element("dt", {}) : null,
            points ? element("dd", { class: "is-fail" },
                `${" ".repeat(cut.column - 1)}\u2191 first difference, ` +
                `column ${cut.column}`) : null));
}

const claimOf = (claim) => [element("p", {}, claim.what), sides(claim)];

/** What else does not hold: it often has the same cause as the first. */
function others(claims) {
    return claims.length === 0 ? null
        : element("details", {},
            element("summary", {}, claims.length === 1
                ? "1 more claim of this test does not hold"
                : `${claims.length} more claims of this test do not hold`),
            ...claims.flatMap(claimOf));
}

/** A link into the editor. */
const goTo = (line, onLine) => element("button", {
    class: "plain", type: "button", onclick: () => onLine(line),
}, `line ${line}`);

/** Why the test did not pass: its first claim, or how its program ended. */
function reasonOf(test, onLine) {
    const failed = test.claims.filter((one) => !one.passed && !one.advisory);
    if (test.status === "fail" && failed.length) {
        return [...claimOf(failed[0]), others(failed.slice(1))];
    }
    const place = `line ${test.line}`;
    return [test.line && test.message.endsWith(place)
        ? element("p", {}, test.message.slice(0, -place.length),
                  goTo(test.line, onLine))
        : element("p", {}, test.message)];
}

/** What an observer saw in the run. */
function explained(test, onLine) {
    if (!test.explanation) {
        return null;
    }
    return element("p", { class: "explained" },
        ...test.explained_line
            ? [goTo(test.explained_line, onLine), ": "] : [],
        test.explanation);
}

/** A program that ends early may be quoted in the message. */
function isQuoted({ message, errors }) {
    const [line, ...more] = errors.split("\n");
    return more.join("").length === 0 && message?.includes(line);
}

/** What the program itself printed in this test, apart from the report.
 * Tests that call the same function print the same: once is enough. */
function printed(test, tests, member, caption) {
    const first = tests.find((one) =>
        one.status !== "pass" && one[member] === test[member]);
    if (!test[member] || first?.id !== test.id ||
        (member === "errors" && isQuoted(test))) {
        return null;
    }
    return element("figure", { class: "output printed" },
        element("figcaption", {}, caption),
        element("pre", { tabindex: 0, role: "region",
                         "aria-label": `Printed in: ${test.name}` },
            element("samp", {}, visibleLines(test[member]))));
}

function reasons(test, tests, onLine) {
    if (test.status === "pass") {
        return [];
    }
    if (test.status === "skip") {
        const first = tests.find(({ id }) => id === test.depends_on);
        return [element("p", {},
            `waits for: ${first?.name ?? test.depends_on ?? ""}`)];
    }
    return [...reasonOf(test, onLine), explained(test, onLine),
            printed(test, tests, "output", "your program printed"),
            printed(test, tests, "errors", "your program printed to stderr"),
            test.hint ? element("p", { class: "next" },
                element("b", {}, "next:"), ` ${test.hint}`) : null]
        .filter(Boolean);
}

/** What gives and takes no points. */
const advice = (test) => test.claims
    .filter((one) => one.advisory && !one.passed)
    .map((one) => element("p", { class: "note" },
        `note: ${one.what}: expected ${visible(one.expected)}, ` +
        `got ${visible(one.actual)}`));

function item(test, tests, onLine, draw) {
    const state = test.status === "error" ? "fail" : test.status;
    const why = [...reasons(test, tests, onLine), ...advice(test)];
    const line = element("li", { class: state, "data-test": test.id },
        icon(state),
        element("b", {}, test.name,
            element("span", { class: "sr" }, `: ${test.status}`)),
        element("span", { class: "pts" },
            `${test.points}/${test.max_points}`));
    if (why.length) {
        line.append(element("div", { class: "why" }, ...why));
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
    return [failed && `${failed} failed`, skipped && `${skipped} skipped`]
        .filter(Boolean).join(", ") || "every claim holds";
}

/** What the compiler said, untouched. */
function compiler(report, onLine) {
    return element("div", {},
        element("p", {}, `${report.file}: ${report.reason}`),
        ...report.messages.map((message) => element("p", {},
            message.line ? goTo(message.line, onLine) : report.file,
            `: ${message.text}`)));
}

/**
 * The report as elements, first failure first.
 * @param {object} report
 * @param {(line: number) => void} onLine  shows a line of the answer
 * @param {(test: object, item: HTMLElement) => void} [draw]  adds the heap
 * @returns {HTMLElement[]}
 */
export function reportElements(report, onLine, draw) {
    const { tests } = report;
    const rank = { error: 0, fail: 0, skip: 1, pass: 2 };
    const sorted = tests
        .map((test, i) => ({ test, i }))
        .sort((a, b) => rank[a.test.status] - rank[b.test.status] || a.i - b.i);
    const head = element("div", { class: "score" },
        element("b", {}, `${report.score} of ${report.max_score} points`),
        strip(report.score, report.max_score),
        element("span", { class: "meta" }, summary(tests)));
    if (report.reason !== null) {
        return [head, compiler(report, onLine)];
    }
    return [head, element("ol", { class: "results" },
        ...sorted.map(({ test }) => item(test, tests, onLine, draw)))];
}
