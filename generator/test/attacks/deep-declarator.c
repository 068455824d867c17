/* Declares a function that gives a function that gives a function.

   verdict: compiler | does not compile | memory
   score: 0/10 */
#define P1 (*
#define P2 P1 P1 P1 P1 P1 P1 P1 P1 P1 P1
#define P3 P2 P2 P2 P2 P2 P2 P2 P2 P2 P2
#define P4 P3 P3 P3 P3 P3 P3 P3 P3 P3 P3
#define P5 P4 P4 P4 P4 P4 P4 P4 P4 P4 P4
int P5 P5 P5 P5 P5 P5 P5 P5 P5
