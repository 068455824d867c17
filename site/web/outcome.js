// outcome.js -- what Machine.run returns, on its way between Workers and into a
// report.

/** The memories that an outcome holds: they are handed over, not copied. */
export const memories = ({ region, slots, kept }) =>
    [region, slots, kept?.region, kept?.slots]
        .filter(Boolean).map(({ buffer }) => buffer);

/** The tests of a report that are worth a second run. */
export const unclear = (report, plays, outcomes) => plays
    .map((play, i) => ({ play, outcome: outcomes[i],
                         test: report.tests.find(({ id }) =>
                             id === play.entry) }))
    .filter(({ test, outcome }) => test &&
        (test.status === "fail" || outcome.outcome === "killed"));

/** Writes what was found into a test of a report. */
export function addExplanation(test, found) {
    if (found) {
        test.explanation = found.text;
        test.explained_line = found.line;
    }
}
