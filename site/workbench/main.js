// main.js -- what `assets/page.js` fetches at the first touch.
//
// Finds the places of this page and gives each what it asks for.  The script
// element that fetched it says what the touch was (data-wish).

import { Checker } from "./checker.js";
import { mountExample } from "./example.js";
import { mountExercise } from "./exercise.js";

const { wish, base, place } = document.currentScript.dataset;
const checker = new Checker(base);

for (const work of document.querySelectorAll(".work[data-exercise]")) {
    mountExercise(work, checker, { editNow: wish === "edit",
                                   checkNow: wish === "check" });
}
for (const example of document.querySelectorAll("[data-editable]")) {
    mountExample(example, checker, { editNow: example.id === place });
}
