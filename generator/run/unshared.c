/* Functions of the C library that its shared file does not have: each program
 * brings its own, and libtcc's programs find these in the process. */
#include <pthread.h>
#include <stdlib.h>

int __cxa_atexit(void (*function)(void *), void *arg, void *library);
int __cxa_at_quick_exit(void (*function)(void *), void *library);
int __register_atfork(void (*before)(void), void (*parent)(void),
                      void (*child)(void), void *library);

int
atexit(void (*function)(void))
{
    return __cxa_atexit((void (*)(void *))function, NULL, NULL);
}

int
at_quick_exit(void (*function)(void))
{
    return __cxa_at_quick_exit((void (*)(void *))function, NULL);
}

int
pthread_atfork(void (*before)(void), void (*parent)(void), void (*child)(void))
{
    return __register_atfork(before, parent, child, NULL);
}
