#include <Python.h>

