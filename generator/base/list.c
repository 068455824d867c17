#include "base/list.h"

#include <stddef.h>

void
list_add(TALLOC_CTX *ctx, const char ***list, const char *text)
{
    size_t size = talloc_array_length(*list);
    size_t n = size > 0 ? size - 1 : 0;
    *list = talloc_realloc(ctx, *list, const char *, n + 2);
    (*list)[n] = talloc_strdup(*list, text);
    (*list)[n + 1] = NULL;
}
