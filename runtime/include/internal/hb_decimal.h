/* hb_decimal.h -- the decimal digits of a double.
 *
 *   F1  value = 0.d1 d2 d3 ... times ten to the power `point`; the digits are
 *       those of the exact value, rounded half to even once
 *   F2  Hb_DecimalShortest() gives the fewest digits that read back as the
 *       value, and of those the nearest to it
 */
#ifndef HB_DECIMAL_H
#define HB_DECIMAL_H

struct Hb_Decimal {
    char digits[48]; /* and a NUL */
    int count;
    int point;
};

/* value is positive and finite.
 *
 * Source: R. Giulietti, "The Schubfach way to render doubles", 2021.
 */
void Hb_DecimalShortest(double value, struct Hb_Decimal *decimal);

/* Rounds to `count` significant digits, 1 to 24; value is positive. */
void Hb_DecimalRound(double value, int count, struct Hb_Decimal *decimal);

/* Rounds to `places` digits behind the point; value is not negative.  The
 * first digit may be 0.  0 when this cannot be told in integers of 128 bits:
 * large values, more than 22 places. */
int Hb_DecimalPlaces(double value, int places, struct Hb_Decimal *decimal);

/* The double that digits / 10**places is nearest to, when that takes one
 * operation of two exact doubles; 0 when not. */
int Hb_DecimalRead(unsigned long digits, int places, double *value);

#endif
