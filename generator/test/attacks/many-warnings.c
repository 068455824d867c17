/* A hundred thousand warnings and as many mistakes.

   verdict: does not compile | no answer within
   score: 0/10 */
#define A x = "a" + f(1); int *p = 4711;
#define B A A A A A A A A A A
#define C B B B B B B B B B B
#define D C C C C C C C C C C
#define E D D D D D D D D D D
void
g(void)
{
    int x;

    { E E }
    1 = 2;
}
