// code.js -- a program to be read: the classes of the site's own pages.

import { cppLanguage } from "@codemirror/lang-cpp";
import { highlightCode, tagHighlighter, tags } from "@lezer/highlight";
import { element } from "./dom.js";

const classes = tagHighlighter([
    { tag: [tags.keyword, tags.typeName, tags.standard(tags.typeName)],
      class: "k" },
    { tag: [tags.string, tags.character], class: "s" },
    { tag: [tags.lineComment, tags.blockComment], class: "c" },
    { tag: [tags.processingInstruction, tags.meta], class: "p" },
]);

/** @returns {HTMLElement} a figure under a caption */
export function codeFigure(text, caption) {
    const lines = [[]];
    highlightCode(text.trimEnd(), cppLanguage.parser.parse(text), classes,
        (part, name) => lines.at(-1).push(
            name ? element("span", { class: name }, part) : part),
        () => lines.push([]));
    const code = element("code", {}, ...lines.map((line) =>
        element("span", { class: "l" }, ...line.length ? line : [" "])));
    return element("figure", { class: "code" },
        element("figcaption", {}, caption),
        element("pre", { tabindex: 0, role: "region",
                         "aria-label": caption }, code));
}
