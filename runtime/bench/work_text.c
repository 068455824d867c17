/* work_text.c -- words counted, lines parsed and joined, text made. */
#include "work.h"

/* ---- words -------------------------------------------------------------- */

/* A text of so many words, of which the n-th comes less often than those
 * before it. */
static PyObject *
some_text(long words)
{
    PyObject *list = bench_want(PyList_New(0));
    PyObject *blank = bench_want(PyUnicode_FromString(" "));
    PyObject *text;
    long i;

    for (i = 0; i < words; i++) {
        unsigned long n = bench_random(bench_random(500) + 1);
        PyObject *word = bench_want(PyUnicode_FromFormat("Word%lu", n));

        bench_done(PyList_Append(list, word));
        Py_DECREF(word);
    }
    text = bench_want(PyUnicode_Join(blank, list));
    Py_DECREF(blank);
    Py_DECREF(list);
    return text;
}

/* counts[word] = counts.get(word, 0) + 1 */
static void
count_one(PyObject *counts, PyObject *word)
{
    PyObject *zero = bench_want(PyLong_FromLong(0));
    PyObject *one = bench_want(PyLong_FromLong(1));
    PyObject *before =
        bench_want(PyObject_CallMethod(counts, "get", "OO", word, zero));
    PyObject *now = bench_want(PyNumber_Add(before, one));

    bench_done(PyObject_SetItem(counts, word, now));
    Py_DECREF(now);
    Py_DECREF(before);
    Py_DECREF(one);
    Py_DECREF(zero);
}

static long
count_text(PyObject *text)
{
    PyObject *counts = bench_want(PyDict_New()), *word;
    PyObject *lower = bench_want(PyObject_CallMethod(text, "lower", NULL));
    PyObject *words = bench_want(PyObject_CallMethod(lower, "split", NULL));
    PyObject *it = bench_want(PyObject_GetIter(words)), *values;
    long total = 0;
    Py_ssize_t i;

    while ((word = PyIter_Next(it)) != NULL) {
        count_one(counts, word);
        Py_DECREF(word);
    }
    values = bench_want(PyDict_Values(counts));
    for (i = 0; i < PyList_GET_SIZE(values); i++) {
        total += work_long(PyList_GET_ITEM(values, i));
    }
    Py_DECREF(values);
    Py_DECREF(it);
    Py_DECREF(words);
    Py_DECREF(lower);
    Py_DECREF(counts);
    return total;
}

static void
word_count(long count)
{
    PyObject *text = some_text(2000);
    long i, total = 0;

    bench_begin();
    for (i = 0; i < count; i++) {
        total += count_text(text);
    }
    bench_end();
    work_expect("word count", total, 2000 * count);
    Py_DECREF(text);
}

/* ---- lines of fields ---------------------------------------------------- */

static PyObject *
some_lines(long lines)
{
    PyObject *list = bench_want(PyList_New(0)), *text;
    PyObject *newline = bench_want(PyUnicode_FromString("\n"));
    long i;

    for (i = 0; i < lines; i++) {
        PyObject *line = bench_want(PyUnicode_FromFormat(
            "%ld,name %ld,%ld,\"a remark\",%ld", i, i % 7, i * 100, i % 3));

        bench_done(PyList_Append(list, line));
        Py_DECREF(line);
    }
    text = bench_want(PyUnicode_Join(newline, list));
    Py_DECREF(newline);
    Py_DECREF(list);
    return text;
}

/* The sum of the third fields; the line is put together again, with that
 * field doubled, and appended. */
static long
convert_line(PyObject *line, PyObject *comma, PyObject *lines)
{
    PyObject *fields = bench_want(PyUnicode_Split(line, comma, -1));
    PyObject *number = bench_want(
        PyLong_FromUnicodeObject(PySequence_Fast_GET_ITEM(fields, 2), 10));
    PyObject *twice = bench_want(PyNumber_Add(number, number));
    PyObject *text = bench_want(PyObject_Str(twice)), *joined;
    long value = work_long(number);

    bench_done(PySequence_SetItem(fields, 2, text));
    joined = bench_want(PyUnicode_Join(comma, fields));
    bench_done(PyList_Append(lines, joined));
    Py_DECREF(joined);
    Py_DECREF(text);
    Py_DECREF(twice);
    Py_DECREF(number);
    Py_DECREF(fields);
    return value;
}

static long
convert_lines(PyObject *text, PyObject *comma)
{
    PyObject *in = bench_want(PyUnicode_Splitlines(text, 0));
    PyObject *out = bench_want(PyList_New(0));
    long sum = 0;
    Py_ssize_t i;

    for (i = 0; i < PyList_GET_SIZE(in); i++) {
        sum += convert_line(PyList_GET_ITEM(in, i), comma, out);
    }
    Py_DECREF(out);
    Py_DECREF(in);
    return sum;
}

static void
csv(long count)
{
    PyObject *text = some_lines(500);
    PyObject *comma = bench_want(PyUnicode_FromString(","));
    long i, sum = 0;

    bench_begin();
    for (i = 0; i < count; i++) {
        sum += convert_lines(text, comma);
    }
    bench_end();
    work_expect("csv", sum, 12475000 * count);
    Py_DECREF(comma);
    Py_DECREF(text);
}

/* ---- text from values --------------------------------------------------- */

/* {"id": i, "tags": ["a", "b", i], "at": (i, 0.5), "more": None} */
static PyObject *
some_records(long count)
{
    PyObject *list = bench_want(PyList_New(0));
    long i;

    for (i = 0; i < count; i++) {
        PyObject *record = bench_want(
            Py_BuildValue("{s:l,s:[s,s,l],s:(l,d),s:O}", "id", i, "tags", "a",
                          "b\n", i * 1000, "at", i, 0.5, "more", Py_None));

        bench_done(PyList_Append(list, record));
        Py_DECREF(record);
    }
    return list;
}

static void
records_as_text(long count)
{
    PyObject *records = some_records(100);
    long i, length = 0;

    bench_begin();
    for (i = 0; i < count; i++) {
        PyObject *text = bench_want(PyObject_Repr(records));

        length = (long)PyUnicode_GET_LENGTH(text);
        Py_DECREF(text);
    }
    bench_end();
    work_expect("records as text", length, 7167);
    Py_DECREF(records);
}

static long
report_length(PyObject *form, long lines)
{
    PyObject *text = bench_want(PyUnicode_FromString(""));
    long i, length;

    for (i = 0; i < lines; i++) {
        PyObject *args =
            bench_want(Py_BuildValue("(lsd)", i, "item", i * .25));
        PyObject *line = bench_want(PyUnicode_Format(form, args));
        PyObject *longer = bench_want(PyNumber_Add(text, line));

        Py_SETREF(text, longer);
        Py_DECREF(line);
        Py_DECREF(args);
    }
    length = (long)PyUnicode_GET_LENGTH(text);
    Py_DECREF(text);
    return length;
}

static void
report(long count)
{
    PyObject *form = bench_want(PyUnicode_FromString("%5d %-8s %8.2f\n"));
    long i, length = 0;

    bench_begin();
    for (i = 0; i < count; i++) {
        length = report_length(form, 200);
    }
    bench_end();
    work_expect("report", length, 200 * 24);
    Py_DECREF(form);
}

const struct row work_text_rows[] = {
    {"word count", word_count, 60, 3, 0},
    {"csv", csv, 60, 3, 0},
    {"records as text", records_as_text, 400, 3, 0},
    {"report", report, 300, 3, 0},
    {NULL, NULL, 0, 0, 0},
};
