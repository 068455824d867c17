/* Includes the solution by a name that a macro makes.

   verdict: does not compile | not allowed
   score: 0/10 */
#define TEXT(x) #x
#define FILE_NAME TEXT(generator/test/attacks/exercise/solution.c)
#include FILE_NAME
