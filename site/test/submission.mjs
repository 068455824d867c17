// submission.mjs -- the page refuses a text when the command line does, in
// the same words.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { complaintOf } from "../web/submission.js";
import { exercises } from "./course.mjs";
import { end, is } from "./tap.mjs";

const folder = mkdtempSync(join(tmpdir(), "heapbook-submission-"));
const file = join(folder, "answer.c");

function complaintOfCommand(text) {
    writeFileSync(file, text);
    const { stderr } = spawnSync(process.env.HEAPBOOK,
        ["check", "-C", "..", exercises[0], file],
        { encoding: "utf8", env: { ...process.env, XDG_STATE_HOME: folder } });
    return /this is not checked: (.*)/.exec(stderr)?.[1] ?? null;
}

const BEFORE = "#include <Python.h>\n";
const letters = (count) => "x".repeat(count);

for (const [what, text] of Object.entries({
    "a NUL byte": "int a\0b;",
    "a NUL byte behind 4096 others": `${letters(4096)}\0`,
    "a line of 4096 bytes": `${letters(4095)}\n`,
    "a line of 4097 bytes": `${letters(4096)}\n`,
    "a last line of 4096 bytes": letters(4096),
    "letters of two bytes": `${"\u00e9".repeat(2048)}\n`,
    "256 KiB": "\n".repeat((256 << 10) - BEFORE.length),
    "a byte more": "\n".repeat((256 << 10) - BEFORE.length + 1),
    "letters of three bytes": "\u20ac\n".repeat(65600),
    "a pragma": "  # pragma comment(lib, \"m\")\n",
    "another pragma": "#pragma once\n",
    "the operator": "_Pragma(\"comment(option, \\\"-v\\\")\")\n",
    "a file that is no header": "#include \"solution.c\"\n",
    "a header above": "\n#include \"../check.h\"\n",
    "a header with a path": "#include </usr/include/stdio.h>\n",
    "a macro's header": "#include NAME\n",
    "a header": "#include<sys/stat.h> // and why\n",
    "an include in a comment": "/*\n#include \"solution.c\"\n*/\n",
})) {
    is(String(complaintOf(BEFORE + text)),
       String(complaintOfCommand(BEFORE + text)), what);
}
rmSync(folder, { recursive: true });
process.exit(end());
