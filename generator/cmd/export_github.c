/* GitHub: a template repository for a classroom, which checks itself. */
#include "cmd/export.h"

static const char WORKFLOW[] =
    "# Checks the answers at each push; what is wrong is shown at its line.\n"
    "name: heapbook\n"
    "on: [push, pull_request, workflow_dispatch]\n"
    "permissions:\n"
    "  contents: read\n"
    "jobs:\n"
    "  check:\n"
    "    runs-on: ubuntu-latest\n"
    "    timeout-minutes: 15\n"
    "    steps:\n"
    "      - uses: actions/checkout@v4\n"
    "        with:\n"
    "          persist-credentials: false\n"
    "      - name: What the sandbox is worth here\n"
    "        run: .github/heapbook/heapbook doctor || [ $? -eq 1 ]\n"
    "      - name: Check the answers\n"
    "        run: .github/heapbook/heapbook grade --format github .\n";

static const char ATTRIBUTES[] = ".github/heapbook/** binary "
                                 "linguist-vendored\n"
                                 "*.c text eol=lf\n"
                                 "*.sh text eol=lf\n";

int
export_to_github(const struct export *export)
{
    package_add_text(export->package, ".github/workflows/heapbook.yml",
                     WORKFLOW);
    package_add_text(export->package, ".gitattributes", ATTRIBUTES);
    return export_to_students(export) ||
                   export_program(export, ".github/heapbook/")
               ? -1
               : 0;
}
