/* pymacro.h -- small macros without objects.
 *
 * Source: CPython 3.11, Include/pymacro.h.
 */

#ifndef Py_PYMACRO_H
#define Py_PYMACRO_H

/* Each argument may be evaluated twice. */
#define Py_MIN(x, y) (((x) > (y)) ? (y) : (x))
#define Py_MAX(x, y) (((x) > (y)) ? (x) : (y))
#define Py_ABS(x)    ((x) < 0 ? -(x) : (x))

/* Makes a string literal of an argument after its macros are expanded. */
#define _Py_XSTRINGIFY(x) #x
#define Py_STRINGIFY(x)   _Py_XSTRINGIFY(x)

/* Bytes of a field; the low eight bits of a char. */
#define Py_MEMBER_SIZE(type, member) sizeof(((type *)0)->member)
#define Py_CHARMASK(c)               ((unsigned char)((c)&0xff))

/* 0 when cond holds, an error of the compiler when it does not. */
#define Py_BUILD_ASSERT_EXPR(cond) (sizeof(char[1 - 2 * !(cond)]) - 1)
#define Py_BUILD_ASSERT(cond)                                                 \
    do {                                                                      \
        (void)Py_BUILD_ASSERT_EXPR(cond);                                     \
    } while (0)

/* The number of items of an array (not of a pointer). */
#define Py_ARRAY_LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* A doc string: its variable, the variable with its text, the text. */
#define PyDoc_VAR(name)         static const char name[]
#define PyDoc_STRVAR(name, str) PyDoc_VAR(name) = PyDoc_STR(str)
#define PyDoc_STR(str)          str

/* In all of these `a` is a power of two. */
#define _Py_SIZE_ROUND_DOWN(n, a) ((size_t)(n) & ~(size_t)((a)-1))
#define _Py_SIZE_ROUND_UP(n, a)                                               \
    (((size_t)(n) + (size_t)((a)-1)) & ~(size_t)((a)-1))
#define _Py_ALIGN_DOWN(p, a) ((void *)((uintptr_t)(p) & ~(uintptr_t)((a)-1)))
#define _Py_ALIGN_UP(p, a)                                                    \
    ((void *)(((uintptr_t)(p) + (uintptr_t)((a)-1)) & ~(uintptr_t)((a)-1)))
#define _Py_IS_ALIGNED(p, a) (!((uintptr_t)(p) & (uintptr_t)((a)-1)))

/* Names a parameter that the body does not use. */
#ifdef __GNUC__
#define Py_UNUSED(name) _unused_##name __attribute__((unused))
#else
#define Py_UNUSED(name) _unused_##name
#endif

/* Says that control never comes here.  A program that is not optimised ends
 * with a word when it does, whoever compiles it. */
#if defined(__OPTIMIZE__) && (defined(__GNUC__) || defined(__clang__))
#define Py_UNREACHABLE() __builtin_unreachable()
#else
#define Py_UNREACHABLE() Py_FatalError("Unreachable C code path reached")
#endif

/* The value of EXPR, which can no longer stand left of an assignment. */
#define _Py_RVALUE(EXPR) ((void)0, (EXPR))

#endif
