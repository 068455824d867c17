// workbench.mjs -- values, storage and names, without a browser.

import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { headerNames } from "../workbench/headers.mjs";
import { difference, visible } from "../workbench/difference.js";
import { format } from "../workbench/format.js";
import { ownership } from "../workbench/ownership.mjs";
import { end, is, ok } from "./tap.mjs";

/** A localStorage that can be full. */
function storage() {
    const store = Object.create({
        room: Infinity,
        getItem(key) {
            return Object.hasOwn(this, key) ? this[key] : null;
        },
        setItem(key, value) {
            if (value.length > Object.getPrototypeOf(this).room) {
                throw new DOMException("full", "QuotaExceededError");
            }
            this[key] = value;
        },
    });
    return store;
}

globalThis.localStorage = storage();
const kept = await import("../workbench/kept.js");

function testDifference() {
    const cut = difference("[[1, 2], [3, 4]]", "[[1, 2, 9], [3, 4]]");
    is(cut.same, "[[1, 2", "what is equal stands before the difference");
    is(cut.expected.join("|"), "]|, [3, 4]]", "the expected sign and rest");
    is(cut.actual.join("|"), ",|, 9], [3, 4]]".replace(", 9", " 9"),
       "the actual sign and rest");
    is(cut.column, 7, "the column counts from 1");
    is(difference("ab", "abc").expected.join("|"), "|",
       "a text that ends first has no sign there");
    is(visible("a\tb\nc\u00a0\u0001"), "a\\tb\\nc\\xa0\\x01",
       "what cannot be seen is shown");
    is(visible("a\u202eb\u200b\u2066\u0085"), "a\\u202eb\\u200b\\u2066\\x85",
        "so are those that turn a line's direction");
}

function testKept() {
    is(kept.get("a/b").source, undefined, "nothing is kept at first");
    ok(kept.set("a/b", { source: "int x;" }), "a text can be kept");
    kept.setScore("a/b", 7, 10, "int x;");
    kept.setScore("a/b", 3, 10, "int w;");
    is(kept.get("a/b").score, 7, "the best score stays");
    kept.set("a/b", { source: "int y;" });
    is(kept.get("a/b").source, "int y;", "the newest text stays");
    kept.set("a/c", { source: "int z;" });
    kept.setScore("a/c", 5, 5, "int z;");
    is(localStorage.getItem("heapbook:solved:/"), "1",
       "full points count as solved");
    localStorage.setItem("heapbook:v1:/:a/d", "{broken");
    is(JSON.stringify(kept.get("a/d")), "{}", "a broken entry is none");
}

function refused(text) {
    try {
        kept.imported(text);
        return null;
    } catch (error) {
        return error.message;
    }
}

function testFile() {
    const file = kept.exported();
    const { format, version, exercises } = JSON.parse(file);
    is(`${format} ${version}`, "heapbook progress 1", "the file says its form");
    is(exercises["a/b"].source, "int y;", "the file holds the text");
    is(exercises["a/b"].scored_source, "int x;",
       "and the one that got the points");
    ok(!("scored_source" in exercises["a/c"]), "where that is another");
    ok(!("a/d" in exercises), "the file leaves a broken entry out");
    kept.set("a/b", { source: "worse", score: 9 });
    const { taken, left } = kept.imported(file);
    is(left.join(), "a/b", "a better one here stays");
    ok(taken.includes("a/c"), "an equal one is taken");
    is(refused("no"), "This file is not JSON.", "not JSON: a sentence");
    ok(refused("{}").startsWith("This is not a file of progress"),
       "another form: a sentence");
}

function testFull() {
    Object.getPrototypeOf(localStorage).room = 3;
    ok(!kept.set("a/b", { source: "long" }), "a full storage is told");
    Object.getPrototypeOf(localStorage).room = Infinity;
}

function testNames() {
    const names = headerNames(
        fileURLToPath(new URL("../../runtime/include", import.meta.url)));
    const find = (name) => names.find((one) => one.name === name);
    const surface = readFileSync(
        new URL("../../runtime/test/surface/names.txt", import.meta.url),
        "utf8").split("\n").map((line) => line.split(/\s+/))
        .filter(([, , kind, name]) => kind === "function" && /^Py/.test(name))
        .map(([, , , name]) => name);
    const missing = surface.filter((name) => !find(name));
    ok(surface.length > 500 && !missing.length,
       `all ${surface.length} functions of the surface have help`,
       missing.join("\n"));
    is(find("PyList_GetItem").form,
       "PyObject *PyList_GetItem(PyObject *list, Py_ssize_t index);",
       "a function's form");
    ok(find("PyList_GetItem").doc.includes("borrowed"), "its comment");
    ok(find("hb_call").call && find("hb_call").header === "heapbook.h",
       "a macro of the helper");
    ok(!names.some((one) => one.name.startsWith("_Py")),
       "no private names");
    is(ownership(find("PyList_GetItem")), "Returns a borrowed reference.",
       "borrowed");
    is(ownership(find("PyNumber_Add")), "Returns a new reference.", "new");
    is(find("PyObject_CallMethodNoArgs").form,
       "PyObject *PyObject_CallMethodNoArgs(PyObject *self, PyObject *name);",
       "a form without a body");
    is(ownership(find("PyErr_Format")),
       "Always returns NULL, with the exception set.", "nothing");
    ok(ownership(find("PyList_SetItem")).startsWith("Takes over"), "taken");
}

/** Programs in the course's style stay as they are; others get it. */
function testFormat() {
    const folder = new URL("../../exercises/", import.meta.url);
    const answers = readdirSync(folder, { recursive: true }).map(String)
        .filter((name) => name.endsWith(".c"));
    const changed = answers.filter((name) => {
        const text = readFileSync(new URL(name, folder), "utf8");
        return format(text) !== text;
    });
    ok(answers.length > 50 && !changed.length,
       `${answers.length} programs of the course stay as they are`,
       changed.join("\n"));
    is(format("#define TWO(a) \\\n  a,a\nint\nf(int n){\n" +
              "for(;n;n--){ \n  g(n,\n    \"a,b){\");\n\n\n" +
              "/* one\n   two,{ */\n}\nif (n)\nreturn 1;\nelse {\n" +
              "switch(n){\n   case 1:\nh();\n}\n}\n end:\n return 2;\n}"),
       "#define TWO(a) \\\n  a,a\nint\nf(int n) {\n" +
       "    for (;n;n--) {\n        g(n,\n          \"a,b){\");\n\n" +
       "        /* one\n           two,{ */\n    }\n    if (n)\n" +
       "        return 1;\n    else {\n        switch (n) {\n" +
       "        case 1:\n            h();\n        }\n    }\nend:\n" +
       "    return 2;\n}\n", "others are laid out");
    is(format("int f( {\n( }"), "int f( {\n    ( }\n",
       "what is no program is, too");
}

testDifference();
testFormat();
testKept();
testFile();
testFull();
testNames();
process.exit(end());
