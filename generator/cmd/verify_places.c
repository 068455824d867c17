#include "cmd/verify.h"

const struct place_to_run verify_places[PLACE_COUNT] = {
    {"tcc on the model", COMPILER_TCC, RUNTIME_MODEL, 0},
    {"gcc on the model", COMPILER_GCC, RUNTIME_MODEL, 0},
    {"clang on the model", COMPILER_CLANG, RUNTIME_MODEL, 0},
    {"gcc with sanitizers", COMPILER_GCC, RUNTIME_ASAN, 0},
    {"gcc on CPython 3.11", COMPILER_GCC, RUNTIME_CPYTHON, 1},
    {"Python 3.11", COMPILER_PYTHON, RUNTIME_CPYTHON, 1},
};

int
verify_is_asked(const struct verification *all, int place)
{
    return all->part == VERIFY_ALL ||
           (all->part == VERIFY_REFERENCE && verify_places[place].reference);
}
