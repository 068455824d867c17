/* Includes the solution behind a byte-order mark.

   verdict: not allowed | does not compile
   score: 0/10 */
﻿#include "generator/test/attacks/exercise/solution.c"
