/* Python.h -- the whole C interface of the runtime.
 *
 * The same source compiles against the Python.h of CPython 3.11.  As there,
 * <stddef.h> is not included here.
 */

#ifndef Py_PYTHON_H
#define Py_PYTHON_H

#include "patchlevel.h"
#include "pyconfig.h"

#include <stdlib.h>
#include <stdio.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <assert.h>
#include <wchar.h>

#include "pyport.h"
#include "pymacro.h"
#include "pymath.h"
#if __has_include("pymem.h")
#include "pymem.h"
#endif
#if __has_include("pytypedefs.h")
#include "pytypedefs.h"
#endif
#if __has_include("pybuffer.h")
#include "pybuffer.h"
#endif
#if __has_include("object.h")
#include "object.h"
#endif
#if __has_include("objimpl.h")
#include "objimpl.h"
#endif
#if __has_include("typeslots.h")
#include "typeslots.h"
#endif
#if __has_include("pyhash.h")
#include "pyhash.h"
#endif
#if __has_include("bytearrayobject.h")
#include "bytearrayobject.h"
#endif
#if __has_include("bytesobject.h")
#include "bytesobject.h"
#endif
#if __has_include("unicodeobject.h")
#include "unicodeobject.h"
#endif
#if __has_include("longobject.h")
#include "longobject.h"
#endif
#if __has_include("longintrepr.h")
#include "longintrepr.h"
#endif
#if __has_include("boolobject.h")
#include "boolobject.h"
#endif
#if __has_include("floatobject.h")
#include "floatobject.h"
#endif
#if __has_include("complexobject.h")
#include "complexobject.h"
#endif
#if __has_include("rangeobject.h")
#include "rangeobject.h"
#endif
#if __has_include("memoryobject.h")
#include "memoryobject.h"
#endif
#if __has_include("tupleobject.h")
#include "tupleobject.h"
#endif
#if __has_include("listobject.h")
#include "listobject.h"
#endif
#if __has_include("dictobject.h")
#include "dictobject.h"
#endif
#if __has_include("odictobject.h")
#include "odictobject.h"
#endif
#if __has_include("enumobject.h")
#include "enumobject.h"
#endif
#if __has_include("setobject.h")
#include "setobject.h"
#endif
#if __has_include("methodobject.h")
#include "methodobject.h"
#endif
#if __has_include("moduleobject.h")
#include "moduleobject.h"
#endif
#if __has_include("funcobject.h")
#include "funcobject.h"
#endif
#if __has_include("classobject.h")
#include "classobject.h"
#endif
#if __has_include("fileobject.h")
#include "fileobject.h"
#endif
#if __has_include("pycapsule.h")
#include "pycapsule.h"
#endif
#if __has_include("code.h")
#include "code.h"
#endif
#if __has_include("pyframe.h")
#include "pyframe.h"
#endif
#if __has_include("traceback.h")
#include "traceback.h"
#endif
#if __has_include("sliceobject.h")
#include "sliceobject.h"
#endif
#if __has_include("cellobject.h")
#include "cellobject.h"
#endif
#if __has_include("iterobject.h")
#include "iterobject.h"
#endif
#if __has_include("initconfig.h")
#include "initconfig.h"
#endif
#if __has_include("pystate.h")
#include "pystate.h"
#endif
#if __has_include("genobject.h")
#include "genobject.h"
#endif
#if __has_include("descrobject.h")
#include "descrobject.h"
#endif
#if __has_include("genericaliasobject.h")
#include "genericaliasobject.h"
#endif
#if __has_include("warnings.h")
#include "warnings.h"
#endif
#if __has_include("weakrefobject.h")
#include "weakrefobject.h"
#endif
#if __has_include("structseq.h")
#include "structseq.h"
#endif
#if __has_include("pytime.h")
#include "pytime.h"
#endif
#if __has_include("codecs.h")
#include "codecs.h"
#endif
#if __has_include("pyerrors.h")
#include "pyerrors.h"
#endif
#if __has_include("pythread.h")
#include "pythread.h"
#endif
#if __has_include("context.h")
#include "context.h"
#endif
#if __has_include("modsupport.h")
#include "modsupport.h"
#endif
#if __has_include("pythonrun.h")
#include "pythonrun.h"
#endif
#if __has_include("pylifecycle.h")
#include "pylifecycle.h"
#endif
#if __has_include("ceval.h")
#include "ceval.h"
#endif
#if __has_include("sysmodule.h")
#include "sysmodule.h"
#endif
#if __has_include("osmodule.h")
#include "osmodule.h"
#endif
#if __has_include("import.h")
#include "import.h"
#endif
#if __has_include("abstract.h")
#include "abstract.h"
#endif
#if __has_include("bltinmodule.h")
#include "bltinmodule.h"
#endif
#if __has_include("pyctype.h")
#include "pyctype.h"
#endif
#if __has_include("pystrtod.h")
#include "pystrtod.h"
#endif
#if __has_include("pystrcmp.h")
#include "pystrcmp.h"
#endif
#if __has_include("fileutils.h")
#include "fileutils.h"
#endif
#if __has_include("tracemalloc.h")
#include "tracemalloc.h"
#endif

#endif
