#include "run/plan.h"

int
plan_wants(const struct example *example)
{
    return example->fence.ignore == NULL && !example->is_broken;
}

struct unit
plan_example(const struct example *example, enum compiler compiler,
             enum runtime_kind runtime)
{
    return (struct unit){
        .name = example->id,
        .path = example->path,
        .line = example->source_line,
        .text = example->source,
        .compiler = compiler,
        .runtime = runtime,
        .input = example->fence.standard_input,
        .arguments = example->fence.arguments,
        .timeout_ms = example->fence.timeout_ms,
        .compile_only = example->fence.no_run,
    };
}

struct unit
plan_pair(const struct example *example)
{
    return (struct unit){
        .name = example->id,
        .path = example->python.path,
        .line = example->python.first_line,
        .text = example->python.text,
        .compiler = COMPILER_PYTHON,
        .runtime = RUNTIME_CPYTHON,
        .input = example->fence.standard_input,
        .arguments = example->fence.arguments,
    };
}
