/* hb_pytime.h -- what the files about times share. */
#ifndef HB_PYTIME_H
#define HB_PYTIME_H

#include "Python.h"

double Hb_RoundDouble(double value, _PyTime_round_t round);

/* -1 with OverflowError. */
int Hb_TimeTooLarge(void);

/* The seconds that a float stands for; -1 with ValueError for NaN. */
int Hb_TimeFromFloat(PyObject *object, double *seconds);

#endif
