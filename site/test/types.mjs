// types.mjs -- what a program finds here as natively, though engines have it
// otherwise: calls of functions that have other parameters, addresses of 46
// bits.  Without a browser.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openTools } from "../web/compiler.mjs";
import { openMachine } from "../web/machine.js";
import { adapterModule } from "../web/signatures.js";
import { HABITS, HABITS_PRINT } from "./habits.mjs";
import { end, is } from "./tap.mjs";

const [folder] = process.argv.slice(2);
const read = async (name) =>
    new Uint8Array(readFileSync(join(folder, name)));

/** A function of one type, called through one of another. */
function called(have, want, f, ...args) {
    const adapt = (to, own) => new WebAssembly.Instance(
        new WebAssembly.Module(adapterModule(have, to)), { own }).exports.g;
    return String(adapt(want, { f: adapt(have, { f }) })(...args));
}

function testAdapters() {
    const list = (...all) => {
        seen = all.join();
        return 5n;
    };
    let seen = "";

    is(called("j>j", "jj>j", (one) => one + 1n, 1n, 2n), "2",
       "what is not asked for is not read");
    is(called("jjj>j", "jj>j", list, 1n, 2n), "5", "what is not given");
    is(seen, "1,2,0", "is 0");
    is(called("i>i", "j>j", (one) => one, -1n), "4294967295",
       "half a register is read and written");
    is(called("djf>d", "jfd>d", (a, b, c) => a - Number(b) * c, 7n, 2.5, 4),
       "-25.5", "floats go in registers of their own");
    is(called("j>", "j>j", () => {}, 1n), "0", "no result is 0");
    is(called("j>i", "j>", () => 3, 1n), "undefined",
       "a result that nobody wants is left");
}

/* What it prints of an object's address is the same natively. */
const ADDRESSES = `
#include "Python.h"
#include <stdio.h>
#include <string.h>

int
main(void)
{
    PyObject *list = PyList_New(0);
    PyObject *id = PyLong_FromVoidPtr(list);
    PyObject *text = PyUnicode_FromFormat("%p", list);
    PyObject *five = PyLong_FromVoidPtr((void *)5);
    char printed[40];

    sprintf(printed, "%p", (void *)list);
    printf("%zd %zd %d %d %ld\\n", Py_SIZE(id), PyUnicode_GET_LENGTH(text),
           PyLong_AsVoidPtr(id) == list,
           strcmp(printed, PyUnicode_AsUTF8(text)), PyLong_AsLong(five));
    return 0;
}
`;

const tools = await openTools(read);
const machine = await openMachine({ read });

async function testProgram(text, printed, name) {
    const { program, messages } = await tools.compile({ text });
    const run = program ? machine.run(program, { entry: "main" })
        : { out: messages.map((one) => one.text).join("\n") };
    is(`${run.out}${run.reason ?? ""}`, printed, name);
}

testAdapters();
await testProgram(HABITS, HABITS_PRINT,
                  "an extension's habits do what they do natively");
await testProgram(ADDRESSES, "2 14 1 0 5\n",
                  "addresses are shown as they are natively");
process.exit(end());
