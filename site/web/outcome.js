// outcome.js -- what Machine.run returns, on its way between Workers.

/** The memories that an outcome holds: they are handed over, not copied. */
export const memories = ({ region, slots, kept }) =>
    [region, slots, kept?.region, kept?.slots]
        .filter(Boolean).map(({ buffer }) => buffer);
