/* Ends with a last word that moves cursors.

   verdict: before the test was over | ended early
   score: 0/10 */
#include <Python.h>
#include <stdio.h>
#include <unistd.h>

PyObject *
ends(PyObject *list)
{
    (void)list;
    fputs("\033[2J\033]0;x\007\xc2\x9b" "2J\xe2\x80\xae<b>\xff\r\b\n", stderr);
    _exit(1);
}
