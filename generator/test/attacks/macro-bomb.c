/* A macro of two to the thirtieth words.

   verdict: does not compile | no answer within | of memory
   score: 0/10
   time: 300 */
#define A(x) x x x x x x x x
#define B(x) A(A(A(A(A(x)))))
char s[] = B(B("0123456789"));
