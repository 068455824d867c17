// headers.mjs -- reads names and their doc comments out of the headers.
//
// runtime/include is documentation: a declaration stands under the comment
// that explains it.  A comment counts for the declarations that follow it
// without an empty line between them.  Private names (_Py...) are left out.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const DECLARATION =
    /^(?:extern )?(?:const )?[A-Za-z_]\w*[\w ]*[ *]+(\w+)\s*\([^;{}]*\);$/;
/* What a declaration says to the compiler says nothing to a reader. */
const EXPORTED = /^PyAPI_FUNC\(([^()]*)\) ?/;
const INLINE = /^static inline ((?:\w+ )+\**) ?(\w+\(.*\)) \{.*$/;
const MACRO = /^#define\s+((?:hb_|Py)\w+)(\([^)]*\))?/;
const PUBLIC = /^(?:Py|hb_(?!.*_$)|slot$|result)/;

function plain(comment) {
    return comment.replace(/^\/\*+|\*+\/$/g, "")
        .replace(/^\s*\* ?/gm, "").replace(/\s*\n\s*/g, " ").trim();
}

/** The parts of a header: comments, blank lines, joined statements. */
function* parts(text) {
    const lines = text.split("\n");
    for (let i = 0; i < lines.length; i++) {
        let part = lines[i];
        if (/^\/\*/.test(part)) {
            while (!part.includes("*/")) {
                part += `\n${lines[++i]}`;
            }
            yield { kind: "comment", text: plain(part) };
        } else if (part.trim() === "") {
            yield { kind: "blank", text: "" };
        } else {
            while (/\\$/.test(part) || /^static inline [\w* ]+$/.test(part) ||
                   (/^[A-Za-z]/.test(part) && /\([^;{]*$/.test(part) &&
                    i + 1 < lines.length)) {
                part = `${part.replace(/\\$/, "")} ${lines[++i].trim()}`;
            }
            const space = (type) => (type.endsWith("*") ? type : `${type} `);
            const text = part.replace(/\s+/g, " ").trim()
                .replace(EXPORTED, (_, type) => space(type))
                .replace(INLINE, (_, type, call) => `${space(type.trim())}${call};`);
            yield { kind: "code", text };
        }
    }
}

function namesOf(text, header) {
    const found = [];
    let doc = "";
    for (const part of parts(text)) {
        if (part.kind === "comment") {
            doc = part.text;
        } else if (part.kind === "blank") {
            doc = "";
        } else {
            const macro = MACRO.exec(part.text);
            const name = macro?.[1] ?? DECLARATION.exec(part.text)?.[1];
            if (name && PUBLIC.test(name) && !/_$/.test(name)) {
                const form = macro ? name + (macro[2] ?? "")
                    : part.text.replace(/^extern /, "");
                found.push({ name, form, doc, header,
                             call: Boolean(!macro || macro[2]) });
            }
        }
    }
    return found;
}

/**
 * Every public function and macro, by name.
 * @param {string} folder  runtime/include
 * @returns {{name: string, form: string, doc: string, header: string,
 *            call: boolean}[]}
 */
export function headerNames(folder) {
    const byName = new Map();
    const headers = readdirSync(folder, { recursive: true })
        .map(String).filter((name) => /^(cpython\/)?\w+\.h$/.test(name));
    for (const header of headers.sort()) {
        const text = readFileSync(join(folder, header), "utf8");
        for (const found of namesOf(text, header)) {
            const known = byName.get(found.name);
            if (!known || (!known.doc && found.doc)) {
                byName.set(found.name, found);
            }
        }
    }
    return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
