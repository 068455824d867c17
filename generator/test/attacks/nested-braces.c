/* Blocks nested deeper than the compiler has stack.

   verdict: does not compile | compiler crashed | no answer within
   score: 0/10 */
#define A { { { { { { { { { {
#define B A A A A A A A A A A
#define C B B B B B B B B B B
#define D C C C C C C C C C C
#define E D D D D D D D D D D
void
f(void)
E E E E
