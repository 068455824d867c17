/* pyconfig.h -- what the platform has: a 64-bit Linux, LP64.
 *
 * Source: pyconfig.h of CPython 3.11 as Debian 12 builds it for x86-64.
 */

#ifndef Py_PYCONFIG_H
#define Py_PYCONFIG_H

/* This is the model, not CPython itself. */
#define HEAPBOOK_MODEL 1

/* What the C library is asked to declare, also where the compiler keeps to
 * standard C: before its first header. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif
#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700
#endif

#define ALIGNOF_LONG        8
#define ALIGNOF_SIZE_T      8
#define ALIGNOF_MAX_ALIGN_T 16
#define SIZEOF_SHORT        2
#define SIZEOF_INT          4
#define SIZEOF_LONG         8
#define SIZEOF_LONG_LONG    8
#define SIZEOF_FLOAT        4
#define SIZEOF_DOUBLE       8
#define SIZEOF_LONG_DOUBLE  16
#define SIZEOF_VOID_P       8
#define SIZEOF_SIZE_T       8
#define SIZEOF_UINTPTR_T    8
#define SIZEOF_OFF_T        8
#define SIZEOF_TIME_T       8
#define SIZEOF_WCHAR_T      4
#define SIZEOF__BOOL        1
#define SIZEOF_FPOS_T       16
#define SIZEOF_PID_T        4
#define SIZEOF_PTHREAD_T    8

#define HAVE_LONG_LONG         1
#define HAVE_SSIZE_T           1
#define HAVE_UINTPTR_T         1
#define HAVE_STDARG_PROTOTYPES 1
#define HAVE_ERRNO_H           1
#define HAVE_FCNTL_H           1
#define HAVE_INTTYPES_H        1
#define HAVE_STDINT_H          1
#define HAVE_STDLIB_H          1
#define HAVE_STRINGS_H         1
#define HAVE_STRING_H          1
#define HAVE_SYS_STAT_H        1
#define HAVE_SYS_TIME_H        1
#define HAVE_SYS_TYPES_H       1
#define HAVE_UNISTD_H          1
#define HAVE_WCHAR_H           1
#define HAVE_DYNAMIC_LOADING   1
#define HAVE_MMAP              1

/* What other people's modules ask of the platform before they use it. */
#define DOUBLE_IS_LITTLE_ENDIAN_IEEE754 1
#define WITH_DECIMAL_CONTEXTVAR         1
#define WITH_FREELISTS                  1
#define HAVE_ALLOCA_H                   1
#define HAVE_BUILTIN_ATOMIC             1
#define HAVE_CLOCK                      1
#define HAVE_CLOCK_GETRES               1
#define HAVE_CLOCK_GETTIME              1
#define HAVE_CLOCK_NANOSLEEP            1
#define HAVE_DIRENT_H                   1
#define HAVE_DLOPEN                     1
#define HAVE_ERF                        1
#define HAVE_ERFC                       1
#define HAVE_FORK                       1
#define HAVE_FTRUNCATE                  1
#define HAVE_GETPAGESIZE                1
#define HAVE_GETPID                     1
#define HAVE_GETRUSAGE                  1
#define HAVE_LANGINFO_H                 1
#define HAVE_LOG2                       1
#define HAVE_MKTIME                     1
#define HAVE_NANOSLEEP                  1
#define HAVE_POLL                       1
#define HAVE_POLL_H                     1
#define HAVE_PTHREAD_H                  1
#define HAVE_READLINK                   1
#define HAVE_REALPATH                   1
#define HAVE_SETLOCALE                  1
#define HAVE_SIGACTION                  1
#define HAVE_SIGNAL_H                   1
#define HAVE_STD_ATOMIC                 1
#define HAVE_STRFTIME                   1
#define HAVE_STRUCT_TM_TM_ZONE          1
#define HAVE_SYSCONF                    1
#define HAVE_SYS_FILE_H                 1
#define HAVE_SYS_RESOURCE_H             1
#define HAVE_SYS_SELECT_H               1
#define HAVE_SYS_WAIT_H                 1
#define HAVE_TIMEGM                     1
#define HAVE_TIMES                      1
#define HAVE_WCSCOLL                    1
#define HAVE_WCSFTIME                   1
#define HAVE_WCSXFRM                    1
#define HAVE_WORKING_TZSET              1

#define PYLONG_BITS_IN_DIGIT 30
#define WITH_DOC_STRINGS     1
#define WITH_PYMALLOC        1

#endif
