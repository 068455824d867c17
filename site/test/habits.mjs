// habits.mjs -- a program whose functions have other parameters than they are
// called with, and what it prints.

import { readFileSync } from "node:fs";

export const HABITS = readFileSync(new URL("habits.c", import.meta.url),
                                   "utf8");
export const HABITS_PRINT = ["set 0", "get 4", "without 4", "without 4",
    "alone 2", "three 3", "hash 7", "deallocated", ""].join("\n");
