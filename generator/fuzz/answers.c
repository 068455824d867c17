/* C of unknown hands, which is looked at before a compiler is: a submission,
 * a check, a wrong answer's head, a solution that is mutated, a file
 * of progress. */
#include "quiet.h"

#include <string.h>

#include "base/diag.h"
#include "grade/check_source.h"
#include "grade/mutate.h"
#include "grade/progress_file.h"
#include "grade/submission.h"
#include "grade/wrong_answer.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    char *text = fuzz_text(ctx, data, size);
    char *bytes = talloc_array(ctx, char, size + 1);
    const char *why;

    memcpy(bytes, data, size);
    bytes[size] = '\0';
    submission_complaint(ctx, bytes, size);
    progress_file_parse(ctx, bytes, size, &why);
    check_source_parse(ctx, "check.c", text);
    wrong_answer_parse(ctx, "wrong.c", text);
    mutants_make(ctx, text);
    talloc_free(ctx);
    return 0;
}
