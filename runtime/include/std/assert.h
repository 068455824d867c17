/* assert.h -- of the C library; see hb_types.h.  May be read twice. */
#undef assert

#ifdef NDEBUG
#define assert(condition) ((void)0)
#else
#define assert(condition)                                                     \
    ((condition) ? (void)0                                                    \
                 : __assert_fail(#condition, __FILE__, __LINE__, __func__))
#endif

#ifndef HB_STD_ASSERT_H
#define HB_STD_ASSERT_H

void __assert_fail(const char *assertion, const char *file, unsigned int line,
                   const char *function);

#define static_assert _Static_assert

#endif
