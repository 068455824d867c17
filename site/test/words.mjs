// words.mjs -- a report as lines of words: the command line's, the page's.
//
// Both are brought into one form, so that they can be equal: blanks are one
// blank, the finger under the first difference is left out, and so is what
// only one of them has (the sandbox, the drawings).

import { spawnSync } from "node:child_process";

/** The seed of all checks of which words are compared. */
export const SEED = 7;

/** Makes a page draw that seed; for addInitScript. */
export const FIXED_SEED = `crypto.getRandomValues = (out) => out.fill(${SEED})`;

const plain = (line) => line.replace(/\s+/g, " ").replace(/[\^\u2191] ?/, "")
    .trim();

/** What `heapbook check` says of an answer. */
export function commandWords(exercise, file, state) {
    const { stdout, stderr } = spawnSync(process.env.HEAPBOOK,
        ["check", "-C", "..", "--seed", String(SEED), exercise, file],
        { encoding: "utf8", env: { ...process.env, XDG_STATE_HOME: state } });
    return (stdout + stderr).split("\n").map(plain)
        .filter((line) => line && !line.startsWith("sandbox "))
        .join("\n").replace(`${exercise}: `, "");
}

/** Runs in the page: the report that it shows. */
function shownLines() {
    const text = (part) => part?.textContent ?? "";
    const lines = [text(document.querySelector("#results .score b"))];
    for (const item of document.querySelectorAll("#results .results > li")) {
        const status = text(item.querySelector("b .sr")).slice(2);
        const name = item.querySelector("b").firstChild.data;
        lines.push(`${status} ${text(item.querySelector(".pts"))} ${name}`);
        for (const part of item.querySelectorAll(":scope > .why > *")) {
            if (part.matches(".scroll")) {
                const [first, second, ...finger] =
                    part.querySelectorAll("dd");
                lines.push(`expected ${text(first)}`, `got ${text(second)}`,
                           ...finger.map(text));
            } else if (part.matches("details")) {
                lines.push(text(part.querySelector("summary")));
            } else if (part.matches(".printed")) {
                lines.push(text(part.querySelector("figcaption")),
                           ...text(part.querySelector("samp")).trimEnd()
                               .split("\n").map((one) => `| ${one}`));
            } else if (!part.matches(".fig")) {
                lines.push(text(part));
            }
        }
    }
    return lines;
}

/** What the page says of what was checked last, when nothing more comes. */
export async function pageWords(page) {
    await page.locator("#results:not([aria-busy])").waitFor();
    const lines = await page.evaluate(shownLines);
    return lines.map(plain).filter(Boolean).join("\n");
}
