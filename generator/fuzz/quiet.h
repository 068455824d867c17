/* quiet.h -- for targets whose readers write diagnostics: nobody reads them.
 *
 * Defines what libFuzzer calls first, so one file of a target includes it.
 */
#ifndef HEAPBOOK_FUZZ_QUIET_H
#define HEAPBOOK_FUZZ_QUIET_H

#include "base/diag.h"
#include "fuzz.h"

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    diag_set_sink(fuzz_nowhere());
    return 0;
}

#endif
