// figure.js -- drawings in the form that the site's sheet expects: what
// templates/element/figure.html and chart.html write into built pages.

import { element } from "./dom.js";

let figures = 0;

/** The sheet counts to so many steps of a picker. */
const MOST_PICKED = 12;

/** An <svg> that our own drawing wrote. */
function drawing(form, svg) {
    const holder = document.createElement("template");
    holder.innerHTML = svg;
    return element("div", { class: `drawing ${form}-form` },
                   ...holder.content.children);
}

/** A wide and a narrow form; the sheet shows the one that fits. */
const forms = ({ wide, narrow }) =>
    [drawing("wide", wide), drawing("narrow", narrow)];

/** Code stands between backquotes. */
const sentence = (text) => element("li", {}, ...text.split("`").map(
    (part, i) => i % 2 ? element("code", {}, part) : part), ".");

const closed = (text) => !text || /[.!?]$/.test(text) ? text : `${text}.`;

function captionOf({ label, caption }) {
    return element("figcaption", {}, element("b", {}, `${label}.`),
                   ` ${closed(caption.replaceAll("`", ""))}`);
}

function inWords(step, summary) {
    return element("details", { class: "words" },
        element("summary", {}, summary),
        element("ul", {}, ...step.sentences.map(sentence)));
}

function picker(name, steps) {
    return element("fieldset", { class: "pick" },
        element("legend", { class: "sr" }, "Step"),
        ...steps.map(({ label }, i) => element("label", {},
            element("input", { type: "radio", name, value: i + 1,
                               checked: i === steps.length - 1 }),
            `${i + 1}. ${label}`)));
}

/**
 * The figure of a run.
 * @param {import("../web/draw.js").Step[]} steps
 * @param {string} title  whose heap it is
 * @returns {HTMLElement|null} null when nothing was drawn
 */
export function figureOf(steps, title) {
    if (steps.length === 0) {
        return null;
    }
    if (steps.length === 1) {
        return element("figure", { class: "fig wide" }, ...forms(steps[0]),
                       captionOf(steps[0]),
                       inWords(steps[0], "The picture in words"));
    }
    const isPicked = steps.length <= MOST_PICKED;
    return element("div", {
        class: `fig wide${isPicked ? " steps" : ""}`, role: "group",
        "aria-label": `Figure in ${steps.length} steps: ${title}` },
        isPicked ? picker(`figure-of-mine-${++figures}`, steps) : null,
        ...steps.map((step, i) => element("figure", { class: "step" },
            ...forms(step), captionOf(step),
            inWords(step, `Step ${i + 1} in words`))));
}

const row = (cells, kind) => element("tr", {}, ...cells.map((cell, i) =>
    element(i && kind !== "col" ? "td" : "th",
            { class: "n", scope: i && kind !== "col" ? null : kind }, cell)));

/**
 * A chart with its numbers.
 * @param {import("../web/draw.js").Chart} chart
 */
export function chartOf(chart, caption) {
    return element("figure", { class: "fig wide" }, ...forms(chart),
        element("figcaption", {}, caption),
        element("details", { class: "words" },
            element("summary", {}, "The numbers"),
            element("div", { class: "scroll" }, element("table", {},
                element("thead", {}, row(chart.head, "col")),
                element("tbody", {},
                        ...chart.rows.map((cells) => row(cells, "row")))))));
}
