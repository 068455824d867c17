// progress.js -- the page of all exercises: what this browser remembers,
// and the one file that takes it elsewhere.

import { element, icon } from "./dom.js";
import * as kept from "./kept.js";

const list = document.querySelector(".results.progress");
const said = document.querySelector("[data-said]");

/** An exercise's state: a sign, a word, points. */
function show(item) {
    const entry = kept.get(item.dataset.exercise);
    const max = Number(item.dataset.points);
    const score = Math.min(entry.score ?? 0, max);
    const state = score >= max ? "pass" : "skip";
    const word = score >= max ? "solved"
        : entry.score !== undefined ? "tried"
            : entry.source !== undefined ? "begun" : "not begun";
    item.className = state;
    item.querySelector("[data-icon]").replaceChildren(icon(state));
    item.querySelector("[data-word]").textContent = `: ${word}`;
    item.querySelector(".pts").textContent = `${score}/${max}`;
    return { score, max };
}

function showAll() {
    const counted = [...list.querySelectorAll("[data-exercise]")].map(show);
    const sum = (key) => counted.reduce((n, one) => n + one[key], 0);
    const solved = counted.filter((one) => one.score >= one.max).length;
    document.querySelector("[data-total]").textContent =
        `${sum("score")} of ${sum("max")} points, ` +
        `${solved} of ${counted.length} solved`;
    document.querySelector("[data-strip]").replaceChildren(
        ...counted.map((one) => element("i", {
            class: one.score >= one.max ? "on" : null })));
}

function save() {
    const file = new Blob([kept.exported()], { type: "application/json" });
    const link = element("a", { href: URL.createObjectURL(file),
                                download: "heapbook-progress.json" });
    link.click();
    URL.revokeObjectURL(link.href);
    said.textContent = `Saved: ${kept.names().length} exercises.`;
}

async function load(event) {
    const [file] = event.target.files;
    event.target.value = "";
    if (!file) {
        return;
    }
    try {
        const { taken, left } = kept.imported(await file.text());
        said.textContent = `Loaded ${taken.length} exercises` +
            (left.length ? `; ${left.length} stayed as they are here, ` +
             `being better: ${left.join(", ")}.` : ".");
        showAll();
    } catch (error) {
        said.textContent = error.message;
    }
}

document.querySelector("[data-export]").addEventListener("click", save);
document.querySelector("[data-import]").addEventListener("change", load);
kept.watch(showAll);
showAll();
