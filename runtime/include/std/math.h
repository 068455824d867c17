/* math.h -- of the C library; see hb_types.h. */
#ifndef HB_STD_MATH_H
#define HB_STD_MATH_H

#define HUGE_VAL  (1e10000)
#define HUGE_VALF (1e10000f)
#define INFINITY  (1e10000f)
#define NAN       (-(0.0f / 0.0f))

#define M_E       2.7182818284590452354
#define M_LOG2E   1.4426950408889634074
#define M_LOG10E  0.43429448190325182765
#define M_LN2     0.69314718055994530942
#define M_LN10    2.30258509299404568402
#define M_PI      3.14159265358979323846
#define M_PI_2    1.57079632679489661923
#define M_PI_4    0.78539816339744830962
#define M_SQRT2   1.41421356237309504880
#define M_SQRT1_2 0.70710678118654752440

#define FP_NAN       0
#define FP_INFINITE  1
#define FP_ZERO      2
#define FP_SUBNORMAL 3
#define FP_NORMAL    4

int __fpclassify(double x);
int __signbit(double x);
int __isnan(double x);
int __isinf(double x);
int __finite(double x);

/* float and long double are asked about as double: they compare the same for
 * everything that fits. */
#define fpclassify(x) __fpclassify(x)
#define signbit(x)    __signbit(x)
#define isnan(x)      __isnan(x)
#define isinf(x)      __isinf(x)
#define isfinite(x)   __finite(x)
#define isnormal(x)   (__fpclassify(x) == FP_NORMAL)

double acos(double x);
double acosh(double x);
double asin(double x);
double asinh(double x);
double atan(double x);
double atan2(double y, double x);
double atanh(double x);
double cbrt(double x);
double ceil(double x);
double copysign(double x, double y);
double cos(double x);
double cosh(double x);
double erf(double x);
double erfc(double x);
double exp(double x);
double exp2(double x);
double expm1(double x);
double fabs(double x);
double fdim(double x, double y);
double floor(double x);
double fma(double x, double y, double z);
double fmax(double x, double y);
double fmin(double x, double y);
double fmod(double x, double y);
double frexp(double x, int *exponent);
double hypot(double x, double y);
int ilogb(double x);
double ldexp(double x, int exponent);
double lgamma(double x);
double log(double x);
double log10(double x);
double log1p(double x);
double log2(double x);
double logb(double x);
long lrint(double x);
long lround(double x);
long long llround(double x);
double modf(double x, double *whole);
double nan(const char *tag);
double nearbyint(double x);
double nextafter(double x, double y);
double pow(double x, double y);
double remainder(double x, double y);
double rint(double x);
double round(double x);
double scalbn(double x, int exponent);
double sin(double x);
double sinh(double x);
double sqrt(double x);
double tan(double x);
double tanh(double x);
double tgamma(double x);
double trunc(double x);
float ceilf(float x);
float fabsf(float x);
float floorf(float x);
float powf(float x, float y);
float roundf(float x);
float sqrtf(float x);

#endif
