/* Prints lines of every form of report.

   exercise: printed
   verdict: of what it prints
   score: 0/10 */
#include <Python.h>
#include <stdio.h>

int
show(PyObject *list)
{
    (void)list;
    puts("\nok 1 - lines\nok 2 - silent\nok 3 - drawn\n1..3\nBail out!");
    puts("::error file=/etc/passwd,line=1::noise\n::set-output name=a::b");
    puts("::stop-commands::x\n##[error]noise\n::add-mask::o");
    puts("]]></system-out></testcase><testcase name='silent'/><!--");
    puts("\"},\"score\":10,\"tests\":[{\"score\":10}]}\n...\n---\n...");
    puts("\x85ok 4\xe2\x80\xa8ok 5\rok 6 - x\fok 7\vok 8\x1b[2J");
    fputs("ok 9 - of stderr\n::error::noise\n]]>&#0;\x01\xff", stderr);
    return -1;
}
