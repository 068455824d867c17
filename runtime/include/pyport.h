/* pyport.h -- integer types and compiler attributes.
 *
 * Every size of the model is that of LP64: `Py_ssize_t` is 8 bytes.  The
 * header is compiled for each example by a small compiler as well (tcc), so
 * attributes are used only where the compiler knows them.
 *
 * Source: CPython 3.11, Include/pyport.h.
 */

#ifndef Py_PYPORT_H
#define Py_PYPORT_H

#include "pyconfig.h"

#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>

#include "exports.h"

/* Casts, and what C++ calls nullptr. */
#define _Py_STATIC_CAST(type, expr) ((type)(expr))
#define _Py_CAST(type, expr)        ((type)(expr))
#define _Py_NULL                    NULL

/* Names from before C99; the last two make literals. */
#define PY_LONG_LONG  long long
#define PY_LLONG_MIN  LLONG_MIN
#define PY_LLONG_MAX  LLONG_MAX
#define PY_ULLONG_MAX ULLONG_MAX
#define PY_UINT32_T   uint32_t
#define PY_UINT64_T   uint64_t
#define PY_INT32_T    int32_t
#define PY_INT64_T    int64_t
#define Py_LL(x)      x##LL
#define Py_ULL(x)     x##ULL
#define PY_DWORD_MAX  4294967295U

typedef uintptr_t Py_uintptr_t;
typedef intptr_t Py_intptr_t;

/* The signed twin of size_t: lengths, indices, reference counts. */
typedef intptr_t Py_ssize_t;
#define PY_SSIZE_T_MAX   INTPTR_MAX
#define PY_SSIZE_T_MIN   (-PY_SSIZE_T_MAX - 1)
#define PY_SIZE_MAX      SIZE_MAX
#define PY_FORMAT_SIZE_T "z"
typedef Py_ssize_t Py_ssize_clean_t;

/* -1 is no hash: it says that an exception is set. */
typedef Py_ssize_t Py_hash_t;
typedef size_t Py_uhash_t;
#define SIZEOF_PY_HASH_T  SIZEOF_SIZE_T
#define SIZEOF_PY_UHASH_T SIZEOF_SIZE_T

/* Static functions, and functions of C that older compilers lacked. */
#define Py_LOCAL(type)        static type
#define Py_LOCAL_INLINE(type) static inline type
#define Py_MEMCPY             memcpy
#define Py_VA_COPY            va_copy

/* I >> J with the sign; X; a cast that loses nothing. */
#define Py_ARITHMETIC_RIGHT_SHIFT(TYPE, I, J) ((I) >> (J))
#define Py_FORCE_EXPANSION(X)                 X
#define Py_SAFE_DOWNCAST(VALUE, WIDE, NARROW) ((NARROW)(VALUE))

/* Attributes; nothing where the compiler does not know them. */
#if defined(__GNUC__) && __GNUC__ >= 4
#define Py_DEPRECATED(VERSION_UNUSED) __attribute__((__deprecated__))
#define Py_GCC_ATTRIBUTE(x)           __attribute__(x)
#define Py_ALIGNED(x)                 __attribute__((aligned(x)))
#define Py_ALWAYS_INLINE              __attribute__((always_inline))
#define Py_NO_INLINE                  __attribute__((noinline))
#define _Py_HOT_FUNCTION              __attribute__((hot))
#define _Py_NO_RETURN                 __attribute__((__noreturn__))
#define _Py_COMP_DIAG_PUSH            _Pragma("GCC diagnostic push")
#define _Py_COMP_DIAG_IGNORE_DEPR_DECLS                                       \
    _Pragma("GCC diagnostic ignored \"-Wdeprecated-declarations\"")
#define _Py_COMP_DIAG_POP _Pragma("GCC diagnostic pop")
#else
#define Py_DEPRECATED(VERSION_UNUSED)
#define Py_GCC_ATTRIBUTE(x)
#define Py_ALIGNED(x)
#define Py_ALWAYS_INLINE
#define Py_NO_INLINE
#define _Py_HOT_FUNCTION
#define _Py_NO_RETURN
#define _Py_COMP_DIAG_PUSH
#define _Py_COMP_DIAG_IGNORE_DEPR_DECLS
#define _Py_COMP_DIAG_POP
#endif

/* Whether the compiler has a builtin. */
#ifdef __has_builtin
#define _Py__has_builtin(x) __has_builtin(x)
#else
#define _Py__has_builtin(x) 0
#endif

#define PY_BIG_ENDIAN    0
#define PY_LITTLE_ENDIAN 1

#define WITH_THREAD

#endif
