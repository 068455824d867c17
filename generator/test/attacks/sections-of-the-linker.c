/* Puts data where the linker keeps its own.

   verdict: the compiler crashed | does not compile
   score: 0/10 */
#include <Python.h>

__attribute__((section(".got"))) void *got[64] = {(void *)1};
__attribute__((section(".dynamic"))) long dynamic[64] = {5, 1, 6, 1};
__attribute__((section(".rela.text"))) long rela[64] = {-1, -1, -1};
__attribute__((section(".symtab"))) long symbols[64] = {-1, -1, -1};
__attribute__((section(".strtab"))) char strings[4096] = "ends\0hb_test_value";
__attribute__((section(".text"))) char code[] = "\xc3\xc3\xc3";

PyObject *
ends(PyObject *list)
{
    return Py_NewRef(list);
}
