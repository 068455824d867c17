#include "cmd/command.h"
#include "cmd/options.h"
#include "cmd/pipeline.h"

static const char DOC[] =
    "Build the site of the course in this folder into site/public.\v"
    "Every example is compiled and run; what it prints must be what the "
    "chapter says.  If anything is wrong, all of it is said, and the site "
    "stays as it was.";

int
cmd_build(int argc, char **argv)
{
    struct options options;
    struct argp own = {.doc = DOC};
    if (options_read(&own, NULL,
                     USES_JOBS | USES_OUTPUT | USES_DRAFTS | USES_BASE_URL |
                         USES_WEB | USES_CACHE | USES_TRUST,
                     argc, argv, &options) < 0) {
        return EXIT_USAGE;
    }
    return pipeline_build(&options);
}
