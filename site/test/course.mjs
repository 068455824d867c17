// course.mjs -- the exercises of the course, as files.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

export const EXERCISES = "../exercises";

const folders = (path) => readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
export const exercises = folders(EXERCISES).flatMap((chapter) =>
    folders(join(EXERCISES, chapter)).map((name) => `${chapter}/${name}`));
/** A file of an exercise. */
export const read = (...path) => readFileSync(join(EXERCISES, ...path), "utf8");
