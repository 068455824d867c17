// names.js -- completion and hover from the names of the runtime's headers.

import { autocompletion } from "@codemirror/autocomplete";
import { hoverTooltip } from "@codemirror/view";
import headerNames from "heapbook:names";
import { element } from "./dom.js";

/** @type {Map<string, {name: string, form: string, doc: string,
 *                      header: string, call: boolean, owns: string}>} */
const byName = new Map(headerNames.map((entry) => [entry.name, entry]));

function help(entry) {
    return element("div", { class: "cm-help" },
        element("code", {}, entry.form),
        entry.doc ? element("p", {}, entry.doc.replaceAll("`", "")) : null,
        entry.owns ? element("p", { class: "owns" }, entry.owns) : null);
}

const options = headerNames.map((entry) => ({
    label: entry.name,
    type: entry.call ? "function" : "constant",
    detail: entry.header === "heapbook.h" ? "heapbook.h" : undefined,
    info: () => help(entry),
}));

function complete(context) {
    const word = context.matchBefore(/\w+/);
    if (!word || (word.text.length < 3 && !context.explicit)) {
        return null;
    }
    const state = context.state.sliceDoc(0, word.from);
    const inside = /["'][^"'\n]*$|\/\/[^\n]*$|\/\*(?:(?!\*\/)[^])*$/;
    return inside.test(state.slice(-400)) ? null
        : { from: word.from, options, validFor: /^\w*$/ };
}

const hover = hoverTooltip((view, pos) => {
    const range = view.state.wordAt(pos);
    const entry = range && byName.get(view.state.sliceDoc(range.from,
                                                          range.to));
    return entry ? { pos: range.from, end: range.to, above: true,
                     create: () => ({ dom: help(entry) }) } : null;
});

export const nameHelp = [
    autocompletion({ override: [complete], icons: false }), hover];
