/* Has the compiler say the lines of a report.

   verdict: #error
   score: 0/10 */
#include <Python.h>
#warning ::set-output name=score::10
#warning not ok 1 - ]]></failure><testcase name="x"/>
#error <b onmouseover=alert(1)> =cmd|'/c calc'!A1 %0A::error::x

PyObject *
ends(PyObject *list)
{
    return list;
}
