// example.js -- an example that may be changed and run in place.

import { element } from "./dom.js";
import { createEditor } from "./editor.js";
import { chartOf, figureOf } from "./figure.js";
import { createLine, restOf, startChecker } from "./line.js";

/** How a run ended. */
function ending(outcome) {
    return outcome.outcome === "ran" && outcome.exit === 0 ? "It ran."
        : element("span", { class: "is-fail" }, outcome.reason ??
            `The program ended with ${outcome.exit}.`);
}

/** The charts of the page that show series of an example, and those series. */
function chartsOf(name) {
    return [...document.querySelectorAll("[data-chart]")]
        .map((figure) => JSON.parse(figure.dataset.chart))
        .map((wish) => ({ ...wish, series: wish.series
            .filter((one) => one.of === name).map((one) => one.name) }))
        .filter((wish) => wish.series.length);
}

/** The figures and charts of a run. */
function drawings({ steps, charts }, wishes) {
    return [figureOf(steps, "your version"),
            ...charts.map((chart, i) => chart && chartOf(chart,
                `Your version: ${wishes[i].caption}`))].filter(Boolean);
}

/**
 * Gives an example an editor and a Run button below its program.
 * @param {HTMLElement} section  section.example[data-editable]
 * @param {import("./checker.js").Checker} checker
 */
export function mountExample(section, checker, { editNow }) {
    const { text: program, args = [], stdin = "", ...looks } = JSON.parse(
        section.querySelector("script.program").textContent);
    const charts = chartsOf(section.id);
    const host = element("div", { class: "host" });
    const shown = element("figure", { class: "output", hidden: true },
        element("figcaption", {}, "Your version prints"),
        element("pre", { tabindex: 0, role: "region",
                         "aria-label": "Output of your version" },
            element("samp", {})));
    const figures = element("div", { class: "mine" });
    const place = element("div", { class: "check" });
    let running = null;
    const editor = createEditor({
        host,
        text: program,
        label: `${section.querySelector("h3").textContent}, to be changed. ` +
            "Escape and then Tab leaves the editor",
        onInput() {},
        onCheck: () => run(),
        onNear: expect,
        diagnose: (text) => checker.diagnose(text),
    });
    const line = createLine(place, "Run", {
        onCheck: run, onStop: () => running?.abort(), onNear: expect });
    const button = (word, onclick) => element("button",
        { class: "plain", type: "button", onclick }, word);
    section.append(
        element("div", { class: "editor" },
            element("div", { class: "bar" }, element("b", {}, "Your version"),
                element("span", { class: "grow" }),
                button("Format", () => editor.format()),
                button("Reset", () => {
                    editor.text = program;
                })), host),
        place, shown, figures);
    line.say(false, checker.firstWords());

    function show(outcome) {
        editor.show(outcome.messages);
        shown.hidden = !outcome.ran;
        shown.querySelector("samp").textContent = outcome.ran
            ? outcome.out + outcome.err : "";
        line.say(false, outcome.ran ? ending(outcome)
            : "It does not compile: the place is marked.");
        figures.replaceChildren(
            ...outcome.ran ? drawings(outcome.drawn, charts) : []);
    }

    function expect() {
        if (!running) {
            checker.warm(null).then(() => checker.ahead(editor.text, null));
        }
    }

    async function run() {
        if (running) {
            return;
        }
        running = new AbortController();
        const { signal } = running;
        line.say(true, "Getting ready\u2026");
        try {
            if (await startChecker(checker, line, null, signal)) {
                line.say(true, "Running\u2026");
                show(await checker.run(editor.text, {
                    args, stdin, signal, rest: restOf(line) },
                                       { looks, charts }));
            }
        } catch (error) {
            line.say(false, signal.aborted ? "Stopped." : error.message);
        } finally {
            running = null;
        }
    }

    if (editNow) {
        editor.focus();
    }
}
