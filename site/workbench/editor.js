// editor.js -- CodeMirror as this course wants it.
//
// Knows C and the keyboard; knows nothing of exercises or of checking.
//
//   E1  Tab indents; Escape and then Tab leaves: no keyboard trap
//   E2  a diagnostic always has a visible range, at least one column wide
//   E3  the text has the student's own line ends turned into \n, and no more
//   E4  undo reaches back over a reset, and over a page that is loaded anew

import { closeBrackets, closeBracketsKeymap, completionKeymap }
    from "@codemirror/autocomplete";
import { defaultKeymap, history, historyField, historyKeymap, indentWithTab,
         redo, undo } from "@codemirror/commands";
import { cpp } from "@codemirror/lang-cpp";
import { bracketMatching, indentOnInput, indentUnit }
    from "@codemirror/language";
import { linter, lintGutter, lintKeymap, setDiagnostics }
    from "@codemirror/lint";
import { EditorState, StateEffect } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine,
         highlightActiveLineGutter, keymap, lineNumbers }
    from "@codemirror/view";
import { format } from "./format.js";
import { look } from "./look.js";
import { nameHelp } from "./names.js";

/** What the compiler found, or a message of a report.
 * @typedef {{line: number, column: number, endColumn?: number,
 *            error?: boolean, severity?: "error"|"warning",
 *            text?: string, message?: string}} Finding */

/** A finding of the compiler as a range of the text (E2). */
function toDiagnostic(doc, finding) {
    const line = doc.line(Math.min(Math.max(finding.line, 1), doc.lines));
    let from = Math.min(line.from + Math.max(finding.column - 1, 0), line.to);
    let to = Math.min(line.from + (finding.endColumn ?? finding.column) - 1,
                      line.to);
    if (to <= from) {
        const word = /^\w+/.exec(doc.sliceString(from, line.to));
        to = Math.min(from + (word ? word[0].length : 1), line.to);
    }
    if (to <= from) {
        from = Math.max(line.from, to - 1);
    }
    const isError = finding.error ?? finding.severity !== "warning";
    return { from, to, severity: isError ? "error" : "warning",
             message: finding.text ?? finding.message };
}

function keys(onCheck) {
    return keymap.of([
        { key: "Mod-Enter", preventDefault: true,
          run: () => (onCheck(), true) },
        ...closeBracketsKeymap, ...completionKeymap, ...defaultKeymap,
        ...historyKeymap, ...lintKeymap, indentWithTab,
    ]);
}

/** Tells when a check is near: somebody works here, is about to press
 * Ctrl+Enter, or leaves for the button. */
function near(onNear) {
    return EditorView.domEventHandlers({
        focus: () => onNear(),
        blur: () => onNear(),
        keydown: ({ key }) => {
            if (key === "Control" || key === "Meta") {
                onNear();
            }
        },
    });
}

const askAgain = StateEffect.define();

const FIELDS = { history: historyField };

/** The state to begin with: the one that was saved, if its text is this. */
function beginState(text, saved, extensions) {
    try {
        if (saved?.doc === text) {
            return EditorState.fromJSON(saved, { extensions }, FIELDS);
        }
    } catch {
        // Of another version of the editor: the text is there all the same.
    }
    return EditorState.create({ doc: text, extensions });
}

const bench = (label) => [
    lineNumbers(), highlightActiveLineGutter(), lintGutter(), history(),
    drawSelection(), indentOnInput(), indentUnit.of("    "),
    EditorState.tabSize.of(4), bracketMatching(), closeBrackets(),
    highlightActiveLine(), cpp(), look, nameHelp,
    EditorView.contentAttributes.of({
        "aria-label": label, spellcheck: "false", autocapitalize: "off",
        autocorrect: "off" }),
];

/**
 * Puts an editor into an element.
 * @param {{host: HTMLElement, text: string, saved?: object, label: string,
 *          onInput: (text: string) => void, onCheck: () => void,
 *          onNear: () => void,
 *          diagnose?: (text: string) => Promise<Finding[]|null>}} options
 *   saved is what an editor of this text gave before; diagnose is asked when
 *   the student pauses, null means: not now
 */
export function createEditor({ host, text, saved, label, onInput, onCheck,
                               onNear, diagnose }) {
    const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
    const lint = diagnose && linter(async (view) => {
        const found = await diagnose(view.state.doc.toString());
        return (found ?? []).map((one) => toDiagnostic(view.state.doc, one));
    }, {
        delay: 400,
        needsRefresh: (update) => update.transactions.some((one) =>
            one.effects.some((effect) => effect.is(askAgain))),
    });
    const listen = EditorView.updateListener.of((update) => {
        if (update.docChanged) {
            onInput(update.state.doc.toString());
        }
    });
    const view = new EditorView({
        root,
        parent: root,
        state: beginState(text, saved,
                          [bench(label), keys(onCheck), near(onNear), lint ?? [],
                           listen]),
    });
    const replace = (changes) => view.dispatch({ changes, userEvent: "input" });
    return {
        get text() {
            return view.state.doc.toString();
        },
        /** Another text, as one step that undo takes back (E4). */
        set text(next) {
            replace({ from: 0, to: view.state.doc.length, insert: next });
        },
        /** Text, caret and what undo knows, for another editor. */
        get saved() {
            return view.state.toJSON(FIELDS);
        },
        focus: () => view.focus(),
        undo: () => undo(view),
        redo: () => redo(view),
        /** Lays the text out, as one step that undo takes back (E4); the
         * caret stays in its line. */
        format() {
            const { doc, selection } = view.state;
            const { number } = doc.lineAt(selection.main.head);
            const next = format(doc.toString());
            if (next !== doc.toString()) {
                replace({ from: 0, to: doc.length, insert: next });
                const after = view.state.doc;
                view.dispatch({ selection: { anchor:
                    after.line(Math.min(number, after.lines)).to } });
            }
            view.focus();
        },
        /** Shows a line and puts the caret there. */
        reveal(number) {
            const { doc } = view.state;
            const line = doc.line(Math.min(Math.max(number, 1), doc.lines));
            view.dispatch({ selection: { anchor: line.from },
                            effects: EditorView.scrollIntoView(line.from,
                                { y: "center" }) });
            view.focus();
        },
        /** Asks anew what the compiler finds: it may be there by now. */
        diagnose() {
            view.dispatch({ effects: askAgain.of(null) });
        },
        /** Shows what the compiler found. @param {Finding[]} findings */
        show(findings) {
            view.dispatch(setDiagnostics(view.state,
                findings.map((one) => toDiagnostic(view.state.doc, one))));
        },
    };
}
