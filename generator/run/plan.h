/* plan.h -- examples to units.  Pure. */
#ifndef HEAPBOOK_RUN_PLAN_H
#define HEAPBOOK_RUN_PLAN_H

#include <talloc.h>

#include "book/chapter.h"
#include "run/unit.h"

/* Whether there is anything to compile: the author did not say ignore, and
 * said nothing that is not understood. */
int plan_wants(const struct example *example);

/* The unit of an example on this compiler and runtime.  Owns: nothing; the
 * chapter must outlive it. */
struct unit plan_example(const struct example *example, enum compiler compiler,
                         enum runtime_kind runtime);

/* The unit of its Python pair; example->python.text must be there. */
struct unit plan_pair(const struct example *example);

#endif
