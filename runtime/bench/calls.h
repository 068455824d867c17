/* calls.h -- rows that are one call, written as data.
 *
 * A row of these tables names what is called and its arguments as a Python
 * display, which hb_lit() builds:
 *
 *   method    callee of the first argument: ("replace", "('a,b', ',', ';')")
 *   function  a module's: ("heapq.heapify", "([3, 1, 2],)")
 *   operator  of the abstract layer: ("+", "(1, 2)")
 *   there and back   two methods in turn, the first one with the arguments,
 *             the second one without: ("append pop", "([1], 2)")
 *   made      the same, of an object that a type makes of the first argument,
 *             a tuple: ("collections.deque append popleft", "(([],), 1)");
 *             without a second method, one call
 *   operator of   two objects that a type makes of two tuples:
 *             ("collections.deque ==", "(([1],), ([2],))")
 *   through   a function that gives an iterable, walked to its end; time is
 *             given per call
 */
#ifndef HB_CALLS_H
#define HB_CALLS_H

#include "bench.h"

/* Arguments that many rows share: twenty ints in no order, ten keys. */
#define SHUFFLED                                                              \
    "[0, 37, 74, 10, 47, 84, 20, 57, 94, 30, 67, 3, 40, 77, 13, 50, 87, 23, " \
    "60, 97]"
#define TEN_KEYS                                                              \
    "{'key_0': 0, 'key_1': 1, 'key_2': 2, 'key_3': 3, 'key_4': 4, "           \
    "'key_5': 5, 'key_6': 6, 'key_7': 7, 'key_8': 8, 'key_9': 9}"

void call_method(long count);
void call_function(long count);
void call_operator(long count);
void call_there_and_back(long count);
void call_made(long count);
void call_operator_of(long count);
void call_through(long count);

extern const struct row call_text_rows[];
extern const struct row call_number_rows[];
extern const struct row call_container_rows[];
extern const struct row call_module_rows[];
extern const struct row call_extension_rows[];
extern const struct row call_class_rows[];

#endif
