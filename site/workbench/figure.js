// figure.js -- drawings of a heap, in the form that the site's sheet expects
// (templates/element/figure.html has the same for built pages).

import { element } from "./dom.js";

let figures = 0;

/** A wide and a narrow form; the sheet shows the one that fits. */
function forms([wide, narrow]) {
    return [element("div", { class: "drawing wide-form" }, wide),
            element("div", { class: "drawing narrow-form" }, narrow)];
}

function picker(name, count) {
    return element("fieldset", { class: "pick" },
        element("legend", { class: "sr" }, "Step"),
        ...Array.from({ length: count }, (_, i) => element("label", {},
            element("input", { type: "radio", name, value: i + 1,
                               checked: i === count - 1 }), `${i + 1}`)));
}

/**
 * The figure of a trace.
 * @param {string} svg  the checker's own drawings: of each step wide, narrow
 * @param {string} label
 * @returns {HTMLElement|null} null when nothing was drawn
 */
export function figureOf(svg, label) {
    const holder = document.createElement("template");
    holder.innerHTML = svg;
    const drawings = [...holder.content.children];
    const steps = [];
    for (let i = 0; i + 1 < drawings.length; i += 2) {
        steps.push([drawings[i], drawings[i + 1]]);
    }
    if (steps.length < 2) {
        return steps.length
            ? element("figure", { class: "fig wide" }, ...forms(steps[0]),
                      element("figcaption", {}, label))
            : null;
    }
    return element("div", { class: "fig steps wide", role: "group",
                            "aria-label": label },
        picker(`figure-of-mine-${++figures}`, steps.length),
        ...steps.map((step, i) => element("figure", { class: "step" },
            ...forms(step),
            element("figcaption", {}, `${label}: step ${i + 1}`))));
}
