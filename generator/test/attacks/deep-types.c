/* Nests a type deeper than a compiler's stack.

   verdict: compiler | does not compile | memory
   score: 0/10 */
#define S1 struct {
#define S2 S1 S1 S1 S1 S1 S1 S1 S1 S1 S1
#define S3 S2 S2 S2 S2 S2 S2 S2 S2 S2 S2
#define S4 S3 S3 S3 S3 S3 S3 S3 S3 S3 S3
#define S5 S4 S4 S4 S4 S4 S4 S4 S4 S4 S4
S5 S5 S5 S5 S5 S5 S5 S5
