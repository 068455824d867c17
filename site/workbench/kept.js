// kept.js -- what this browser remembers of a student's work.
//
// One entry of localStorage for each exercise, `heapbook:v1:/:CHAPTER/NAME`
// where the site begins at / (site.js):
//
//   { source, score, max_score, time, scored_source }
//
//   K1  an entry that cannot be read counts as none; it is not overwritten
//       before the student writes something new
//   K2  nothing here throws: where storage is refused or full, set() says so
//   K3  score is the best one; source is the newest text, whatever its score;
//       scored_source is the text that got the score, where that is another
//
// `heapbook:solved:/` is the number of exercises with full points, for the
// sidebar of pages that know no more.
//
// The file of export and import is the one that `heapbook grade` reads.

import { SITE } from "./site.js";

const PREFIX = `heapbook:v1:${SITE}:`;
const UNDO = `heapbook:undo:${SITE}:`;
const SOLVED = `heapbook:solved:${SITE}`;
const FORMAT = "heapbook progress";

/** @typedef {{source?: string, score?: number, max_score?: number,
 *             time?: string, scored_source?: string}} Entry */

/** @returns {Entry} */
export function get(exercise) {
    try {
        const entry = JSON.parse(localStorage.getItem(PREFIX + exercise));
        return entry && typeof entry === "object" ? entry : {};
    } catch {
        return {};
    }
}

/** Adds `change` to what is kept; false where the browser refused. */
export function set(exercise, change) {
    try {
        const entry = { ...get(exercise), ...change };
        localStorage.setItem(PREFIX + exercise, JSON.stringify(entry));
        return true;
    } catch {
        return false;
    }
}

/** What undo knows, as long as the tab is open; null where nothing is. */
export function getUndo(exercise) {
    try {
        return JSON.parse(sessionStorage.getItem(UNDO + exercise));
    } catch {
        return null;
    }
}

export function setUndo(exercise, state) {
    try {
        sessionStorage.setItem(UNDO + exercise, JSON.stringify(state));
    } catch {
        // Not kept: undo begins anew.
    }
}

/** Keeps a score, and the text that got it, when it is the best so far
 * (K3). */
export function setScore(exercise, score, maxScore, text) {
    if (score >= (get(exercise).score ?? -1)) {
        set(exercise, { score, max_score: maxScore, scored_source: text,
                        time: new Date().toISOString() });
        countSolved();
    }
}

function countSolved() {
    const solved = names().map(get).filter((entry) =>
        entry.max_score > 0 && entry.score >= entry.max_score).length;
    try {
        localStorage.setItem(SOLVED, String(solved));
    } catch {
        // The sidebar shows no number; the page of progress counts itself.
    }
}

/** The names of all exercises of which something is kept, sorted. */
export function names() {
    try {
        return Object.keys(localStorage)
            .filter((key) => key.startsWith(PREFIX))
            .map((key) => key.slice(PREFIX.length)).sort();
    } catch {
        return [];
    }
}

/** Everything, as the text of one file. */
export function exported() {
    const exercises = Object.fromEntries(
        names().map((name) => [name, get(name)])
            .filter(([, entry]) => typeof entry.source === "string")
            .map(([name, { scored_source, ...entry }]) => [name,
                scored_source === undefined || scored_source === entry.source
                    ? entry : { ...entry, scored_source }]));
    return JSON.stringify({
        format: FORMAT,
        version: 1,
        exported: new Date().toISOString(),
        exercises,
    }, null, 1) + "\n";
}

function isEntry(entry) {
    return entry && typeof entry.source === "string" &&
        entry.source.length <= 256 * 1024;
}

/**
 * Takes a file in.  What is here and better stays: a lower score never
 * replaces a higher one, and a text that would be lost is named.
 * @param {string} text
 * @returns {{taken: string[], left: string[]}}
 * @throws {Error} with a sentence for the student
 */
export function imported(text) {
    let file;
    try {
        file = JSON.parse(text);
    } catch {
        throw new Error("This file is not JSON.");
    }
    if (file?.format !== FORMAT || file.version !== 1 ||
        typeof file.exercises !== "object" || !file.exercises) {
        throw new Error("This is not a file of progress, version 1.");
    }
    const taken = [];
    const left = [];
    for (const [name, entry] of Object.entries(file.exercises)) {
        const here = get(name);
        const better = (here.score ?? -1) <= (Number(entry?.score) || 0);
        if (isEntry(entry) && better && set(name, entry)) {
            taken.push(name);
        } else {
            left.push(name);
        }
    }
    countSolved();
    return { taken, left };
}

/** Calls `changed(exercise)` when another tab has written. */
export function watch(changed) {
    addEventListener("storage", (event) => {
        if (event.key?.startsWith(PREFIX)) {
            changed(event.key.slice(PREFIX.length));
        }
    });
}
