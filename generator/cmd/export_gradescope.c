/* Gradescope: a zip with setup.sh and run_autograder at its root.
 *
 * Its harness unpacks the zip into /autograder/source, runs setup.sh once,
 * copies run_autograder to /autograder and runs it for each submission, which
 * lies in /autograder/submission; the results are to be written to
 * /autograder/results/results.json. */
#include "cmd/export.h"

static const char SETUP[] =
    "#!/bin/sh\n"
    "# Runs once, when the image is built.  Nothing has to be installed: the\n"
    "# program has its libraries with it.  What its sandbox is worth on this\n"
    "# host is printed here, and again with each result.\n"
    "cd \"$(dirname \"$0\")\" || exit 1\n"
    "chmod +x run_autograder program/heapbook program/bin/heapbook \\\n"
    "    program/lib/ld-linux-x86-64.so.2 || exit 1\n"
    "program/heapbook doctor\n"
    "status=$?\n"
    "if [ \"$status\" -gt 1 ]; then\n"
    "    echo \"heapbook does not run here\" >&2\n"
    "    exit 1\n"
    "fi\n";

static const char RUN[] =
    "#!/bin/sh\n"
    "# Grades one submission.  When grading itself does not work, no results\n"
    "# are written: the service shows that as a failure of the autograder,\n"
    "# not as a mark of 0.\n"
    "root=${AUTOGRADER_ROOT:-/autograder}\n"
    "mkdir -p \"$root/results\" || exit 1\n"
    "rm -f \"$root/results/results.json\"\n"
    "\"$root/source/program/heapbook\" grade -C \"$root/source/course\" \\\n"
    "    --format gradescope --output \"$root/results/results.json\" \\\n"
    "    \"$root/submission\"\n"
    "status=$?\n"
    "case $status in\n"
    "0 | 1 | 80) exit 0 ;; # all points, or some, or none to be had\n"
    "esac\n"
    "echo \"heapbook could not grade: exit code $status\" >&2\n"
    "rm -f \"$root/results/results.json\"\n"
    "exit 1\n";

int
export_to_gradescope(const struct export *export)
{
    package_add_text(export->package, "setup.sh", SETUP);
    package_add_text(export->package, "run_autograder", RUN);
    return export_program(export, "program/") ||
                   export_exercises(export, "course/", PART_GRADER)
               ? -1
               : 0;
}
