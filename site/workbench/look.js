// look.js -- the editor's colours and sizes, from the page's own tokens.

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const sheet = EditorView.theme({
    // Beyond 400 lines it scrolls by itself: the page's height is not guessed
    // anew line by line, and the button below can be reached.
    "&": { color: "var(--ink)", backgroundColor: "var(--panel)",
           fontSize: "0.875rem", maxBlockSize: "525rem" },
    ".cm-scroller": { fontFamily: "var(--code)", lineHeight: "1.3125rem",
                      overflow: "auto" },
    ".cm-content": { padding: "0.6rem 0", caretColor: "var(--ink)" },
    ".cm-line": { padding: "0 0.875rem" },
    // The frame around bar and editor shows the focus (55-exercise.css).
    "&.cm-focused": { outline: "none" },
    ".cm-cursor": { borderLeftColor: "var(--ink)" },
    "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": {
        backgroundColor: "light-dark(#d9e2f3, #2c3a55) !important" },
    ".cm-activeLine, .cm-activeLineGutter": {
        backgroundColor: "light-dark(#ece8dc99, #262a3199)" },
    ".cm-gutters": { color: "var(--muted)", backgroundColor: "var(--panel)",
                     borderRight: "1px solid var(--line-c)" },
    ".cm-lineNumbers .cm-gutterElement": { minWidth: "2.4rem" },
    ".cm-matchingBracket": { backgroundColor: "var(--new-fill) !important",
                             outline: "1px solid var(--new)" },
    ".cm-tooltip": { color: "var(--ink)", backgroundColor: "var(--paper)",
                     border: "1px solid var(--line-strong)",
                     borderRadius: "4px", maxInlineSize: "34rem",
                     font: "400 var(--s-1)/1.3125rem var(--ui)" },
    ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
        color: "var(--paper)", backgroundColor: "var(--accent)" },
    ".cm-tooltip-autocomplete > ul > li": { padding: "0.15rem 0.7rem" },
    ".cm-completionInfo": { padding: "0" },
    ".cm-help": { padding: "0.4rem 0.7rem 0.5rem" },
    ".cm-help .owns": { fontWeight: "600" },
    ".cm-help code": { display: "block", fontFamily: "var(--code)",
                       whiteSpace: "pre-wrap" },
    ".cm-help p": { margin: "0.25rem 0 0" },
    ".cm-diagnostic-error": { borderLeftColor: "var(--fail)" },
    ".cm-diagnostic-warning": { borderLeftColor: "var(--changed)" },
    // The library's marks are images in data: addresses, which the pages'
    // policy refuses.
    ".cm-lint-marker": { content: '""', inlineSize: "0.6rem",
                         blockSize: "0.6rem", margin: "0.35rem 0.1rem",
                         backgroundColor: "var(--fail)",
                         borderRadius: "50%" },
    ".cm-lint-marker-error": { content: '""' },
    ".cm-lint-marker-warning": { content: '""', borderRadius: "0",
                                 backgroundColor: "var(--changed)" },
    ".cm-lint-marker-info": { content: '""' },
    ".cm-lintRange-error": { backgroundImage: "none",
                             borderBottom: "2px solid var(--fail)" },
    ".cm-lintRange-warning": { backgroundImage: "none",
                               borderBottom: "2px dashed var(--changed)" },
});

// As on the page: words of the language bold, strings brown, comments grey.
const colours = HighlightStyle.define([
    { tag: [tags.keyword, tags.typeName, tags.controlKeyword,
            tags.standard(tags.typeName), tags.definitionKeyword],
      fontWeight: "600" },
    { tag: [tags.string, tags.character, tags.special(tags.string)],
      color: "var(--tok-str)" },
    { tag: [tags.comment, tags.lineComment, tags.blockComment],
      color: "var(--muted)" },
    { tag: [tags.processingInstruction, tags.meta], color: "var(--muted)" },
]);

export const look = [sheet, syntaxHighlighting(colours)];
