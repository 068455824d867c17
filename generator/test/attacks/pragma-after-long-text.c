/* Loads a library into the compiler, where tcc takes a literal to go on beyond
   its line.

   verdict: not allowed
   score: 0/10 */
const char *text = "x
/* ";
#pragma comment(lib, "m")
/* */
