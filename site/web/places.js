// places.js -- where things stand in the memory of an instance.

/** Where the runtime's data, a program's, and the region stand:
 * runtime/web/web.h. */
export const PLACES = { data: 8 << 20, program: 60 << 20, region: 64 << 20 };

/** So many functions of a program have a known type: the same header. */
export const MOST_TYPES = 4096;
