#include "heapbook/check.h"

TEST(rows_are_new, .points = 4, .claim = "rows (all) "
                                         "are \"new\"")
{
}

TEST(no_leak, .points = 6, .needs = "rows_are_new", .hidden = 1)
{
}
