/* Nests signs before a number.

   verdict: compiler | does not compile | memory | too large | expected | no function
   score: 1/10 */
#define N1 - 
#define N2 N1 N1 N1 N1 N1 N1 N1 N1 N1 N1
#define N3 N2 N2 N2 N2 N2 N2 N2 N2 N2 N2
#define N4 N3 N3 N3 N3 N3 N3 N3 N3 N3 N3
#define N5 N4 N4 N4 N4 N4 N4 N4 N4 N4 N4
long ends = N5 N5 N5 N5 N5 N5 N5 N5 N5 1;
