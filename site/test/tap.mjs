// tap.mjs -- TAP version 13, as the C tests print it; details of what fails go
// to the standard error, where prove lets them through.

let count = 0;
let failed = 0;

console.log("TAP version 13");

/** States that `holds`; `details` is shown when it does not. */
export function ok(holds, name, details = "") {
    console.log(`${holds ? "ok" : "not ok"} ${++count} - ${name}`);
    if (!holds) {
        failed++;
        console.error(`# ${count} - ${name}`);
        const text = typeof details === "string"
            ? details : JSON.stringify(details, null, 1);
        for (const line of text.split("\n")) {
            console.error(`# ${line}`);
        }
    }
    return holds;
}

/** States that two values are the same. */
export function is(actual, expected, name) {
    return ok(Object.is(actual, expected), name,
              `     got: ${actual}\nexpected: ${expected}`);
}

/** Prints the plan; the exit code. */
export function end() {
    console.log(`1..${count}`);
    return failed ? 1 : 0;
}
