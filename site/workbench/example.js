// example.js -- an example that may be changed and run in place.

import { element } from "./dom.js";
import { createEditor } from "./editor.js";

/** The first words of a run: how it ended, if not well. */
function ending(outcome) {
    return outcome.outcome === "ran" && outcome.exit === 0 ? null
        : element("p", { class: "is-fail" }, outcome.reason ??
            `The program ended with ${outcome.exit}.`);
}

/**
 * Gives an example an editor and a Run button below its program.
 * @param {HTMLElement} section  section.example[data-editable]
 * @param {import("./checker.js").Checker} checker
 */
export function mountExample(section, checker, { editNow }) {
    const { text: program, args = [], stdin = "" } = JSON.parse(
        section.querySelector("script.program").textContent);
    const host = element("div", {});
    const said = element("output", { "aria-live": "polite" });
    const shown = element("figure", { class: "output", hidden: true },
        element("figcaption", {}, "Your version prints"),
        element("pre", { tabindex: 0, role: "region",
                         "aria-label": "Output of your version" },
            element("samp", {})));
    const figures = element("div", { class: "wide" });
    let isRunning = false;
    const editor = createEditor({
        host,
        text: program,
        label: `${section.querySelector("h3").textContent}, to be changed. ` +
            "Escape and then Tab leaves the editor",
        onInput() {},
        onCheck: () => run(),
        diagnose: (text) => checker.diagnose(text),
    });
    const button = element("button", { class: "btn", type: "button",
                                       onclick: run }, "Run");
    const back = element("button", { class: "plain", type: "button",
        onclick: () => {
            editor.text = program;
        } }, "Reset");
    section.append(
        element("div", { class: "editor" },
            element("div", { class: "bar" }, element("b", {}, "Your version"),
                element("span", { class: "grow" }), back), host),
        element("div", { class: "check" }, button, said), shown, figures);

    async function run() {
        if (isRunning) {
            return;
        }
        isRunning = true;
        try {
            if (!(await checker.startFor(said))) {
                return;
            }
            said.replaceChildren("Running\u2026");
            const outcome = await checker.run(editor.text, { args, stdin });
            editor.show(outcome.messages);
            shown.hidden = !outcome.ran;
            shown.querySelector("samp").textContent =
                outcome.out + outcome.err;
            said.replaceChildren(outcome.ran
                ? ending(outcome) ?? "It ran."
                : "It does not compile: see the marked line.");
            figures.innerHTML = outcome.figures ?? "";
        } catch (error) {
            said.replaceChildren(error.message);
        } finally {
            isRunning = false;
        }
    }

    if (editNow) {
        editor.focus();
    }
}
