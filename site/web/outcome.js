// outcome.js -- what Machine.run returns, on its way between Workers and into a
// report.

/** The memories that an outcome holds: they are handed over, not copied. */
export const memories = (outcome) => [outcome, outcome.kept]
    .filter((left) => left?.slots)
    .flatMap(({ region, slots }) => [region.places, region.bytes, slots])
    .map(({ buffer }) => buffer);

/** The tests of a report that are worth a second run. */
export const unclear = (report, plays, outcomes) => plays
    .map((play, i) => ({ play, outcome: outcomes[i],
                         test: report.tests.find(({ id }) =>
                             id === play.entry) }))
    .filter(({ test, outcome }) => test &&
        (test.status === "fail" || outcome.outcome === "killed"));

/** Writes what an Explainer has found into a test of a report.  What was
 * touched, or given back, is where it went wrong; what C leaves undefined was
 * done before that, and may be why. */
export function addExplanation(test, { touched, undefined: earlier }) {
    if (touched) {
        test.explanation = touched.text;
        test.explained_line = touched.line;
    }
    if (earlier && test.explanation) {
        test.explanation +=
            `; before that, line ${earlier.line} ${earlier.text}`;
    }
    else if (earlier) {
        test.explanation = earlier.text;
        test.explained_line = earlier.line;
    }
}
