// main.js -- what `assets/page.js` fetches at the first touch.
//
// The page then asks by an event, at the place that was touched:
//
//   new CustomEvent("workbench", { bubbles: true, detail: { base, wish } })
//
// base is the folder of the checker; wish is what the touch asked for: "edit",
// "check" or "show".

import { Checker } from "./checker.js";
import { mountExample } from "./example.js";
import { mountExercise } from "./exercise.js";

let checker = null;

document.addEventListener("workbench", ({ target, detail }) => {
    checker ??= new Checker(detail.base);
    const wish = { editNow: detail.wish === "edit",
                   checkNow: detail.wish === "check" };
    if (target.matches("[data-exercise]")) {
        mountExercise(target, checker, wish);
    } else {
        mountExample(target, checker, wish);
    }
});
