/* calls_container.c -- methods of list, tuple, dict, set. */
#include "calls.h"
const struct row call_container_rows[] = {
    {"list.append, pop", call_there_and_back, 500000, 3, 0, "append pop",
     "([1, 2], 3)"},
    {"list.insert, pop", call_there_and_back, 300000, 3, 0, "insert pop",
     "([1, 2, 3, 4], 0, 3)"},
    {"list.extend, clear", call_there_and_back, 300000, 3, 0, "extend clear",
     "([], [0, 37, 74, 10, 47, 84, 20, 57, 94, 30, 67, 3, 40, 77, 13, 50, 87, "
     "23, 60, 97])"},
    {"list.index", call_method, 200000, 3, 0, "index",
     "([0, 37, 74, 10, 47, 84, 20, 57, 94, 30, 67, 3, 40, 77, 13, 50, 87, 23, "
     "60, 97], 97)"},
    {"list.count", call_method, 200000, 3, 0, "count",
     "([0, 37, 74, 10, 47, 84, 20, 57, 94, 30, 67, 3, 40, 77, 13, 50, 87, 23, "
     "60, 97], 1)"},
    {"list.copy", call_method, 300000, 3, 0, "copy",
     "([0, 37, 74, 10, 47, 84, 20, 57, 94, 30, 67, 3, 40, 77, 13, 50, 87, 23, "
     "60, 97],)"},
    {"list.reverse", call_method, 500000, 3, 0, "reverse",
     "([0, 37, 74, 10, 47, 84, 20, 57, 94, 30, 67, 3, 40, 77, 13, 50, 87, 23, "
     "60, 97],)"},
    {"list.sort, sorted", call_method, 200000, 3, 0, "sort",
     "([0, 37, 74, 10, 47, 84, 20, 57, 94, 30, 67, 3, 40, 77, 13, 50, 87, 23, "
     "60, 97],)"},
    {"sorted", call_function, 100000, 3, 0, "builtins.sorted",
     "([0, 37, 74, 10, 47, 84, 20, 57, 94, 30, 67, 3, 40, 77, 13, 50, 87, 23, "
     "60, 97],)"},
    {"sorted strs", call_function, 50000, 3, 0, "builtins.sorted",
     "(['delta', 'alpha', 'gamma', 'beta', 'echo', 'zeta', 'eta'],)"},
    {"sorted floats", call_function, 100000, 3, 0, "builtins.sorted",
     "([2.5, 1.5, 9.25, 3.0, 7.5, 1.25],)"},
    {"sorted tuples", call_function, 50000, 3, 0, "builtins.sorted",
     "([(2, 'b'), (1, 'z'), (2, 'a'), (0, 'x')],)"},
    {"list +", call_operator, 300000, 3, 0, "+",
     "([0, 37, 74, 10, 47, 84, 20, 57, 94, 30, 67, 3, 40, 77, 13, 50, 87, 23, "
     "60, 97], [0, 37, 74, 10, 47, 84, 20, 57, 94, 30, 67, 3, 40, 77, 13, 50, "
     "87, 23, 60, 97])"},
    {"list * 5", call_operator, 300000, 3, 0, "*", "([1, 2, 3], 5)"},
    {"list ==", call_operator, 200000, 3, 0, "==",
     "([0, 37, 74, 10, 47, 84, 20, 57, 94, 30, 67, 3, 40, 77, 13, 50, 87, 23, "
     "60, 97], [0, 37, 74, 10, 47, 84, 20, 57, 94, 30, 67, 3, 40, 77, 13, 50, "
     "87, 23, 60, 97])"},
    {"list <", call_operator, 300000, 3, 0, "<", "([1, 2, 3], [1, 2, 4])"},
    {"in list", call_operator, 200000, 3, 0, "in",
     "(97, [0, 37, 74, 10, 47, 84, 20, 57, 94, 30, 67, 3, 40, 77, 13, 50, 87, "
     "23, 60, 97])"},
    {"list of range", call_function, 100000, 3, 0, "builtins.list",
     "([0, 37, 74, 10, 47, 84, 20, 57, 94, 30, 67, 3, 40, 77, 13, 50, 87, 23, "
     "60, 97],)"},
    {"list of tuple", call_function, 300000, 3, 0, "builtins.list",
     "((1, 2, 3, 4, 5),)"},
    {"tuple of list", call_function, 300000, 3, 0, "builtins.tuple",
     "([1, 2, 3, 4, 5],)"},
    {"tuple +", call_operator, 500000, 3, 0, "+", "((1, 2), (3, 4))"},
    {"tuple ==", call_operator, 500000, 3, 0,
     "==", "((1, 2, 3), (1, 2, 3, 4))"},
    {"tuple <", call_operator, 500000, 3, 0, "<",
     "((1, 'a', 3), (1, 'a', 4))"},
    {"tuple hash", call_operator, 500000, 3, 0, "hash", "((1, 'a', 3.5),)"},
    {"tuple []", call_operator, 1000000, 3, 0, "[]", "((1, 2, 3), 1)"},
    {"iterate tuple", call_through, 100000, 3, 0, "builtins.iter",
     "((1, 2, 3, 4, 5, 6, 7, 8),)"},
    {"dict.get", call_method, 1000000, 3, 0, "get",
     "({'key_0': 0, 'key_1': 1, 'key_2': 2, 'key_3': 3, 'key_4': 4, 'key_5': "
     "5, 'key_6': 6, 'key_7': 7, 'key_8': 8, 'key_9': 9}, 'key_5')"},
    {"dict.get, missing", call_method, 1000000, 3, 0, "get",
     "({'key_0': 0, 'key_1': 1, 'key_2': 2, 'key_3': 3, 'key_4': 4, 'key_5': "
     "5, 'key_6': 6, 'key_7': 7, 'key_8': 8, 'key_9': 9}, 'nothing', 0)"},
    {"dict.setdefault", call_method, 500000, 3, 0, "setdefault",
     "({'key_0': 0, 'key_1': 1, 'key_2': 2, 'key_3': 3, 'key_4': 4, 'key_5': "
     "5, 'key_6': 6, 'key_7': 7, 'key_8': 8, 'key_9': 9}, 'key_5', 0)"},
    {"dict.items", call_method, 500000, 3, 0, "items",
     "({'key_0': 0, 'key_1': 1, 'key_2': 2, 'key_3': 3, 'key_4': 4, 'key_5': "
     "5, 'key_6': 6, 'key_7': 7, 'key_8': 8, 'key_9': 9},)"},
    {"dict.copy", call_method, 200000, 3, 0, "copy",
     "({'key_0': 0, 'key_1': 1, 'key_2': 2, 'key_3': 3, 'key_4': 4, 'key_5': "
     "5, 'key_6': 6, 'key_7': 7, 'key_8': 8, 'key_9': 9},)"},
    {"dict.update", call_method, 100000, 3, 0, "update",
     "({'key_0': 0, 'key_1': 1, 'key_2': 2, 'key_3': 3, 'key_4': 4, 'key_5': "
     "5, 'key_6': 6, 'key_7': 7, 'key_8': 8, 'key_9': 9}, {'key_0': 0, "
     "'key_1': 1, 'key_2': 2, 'key_3': 3, 'key_4': 4, 'key_5': 5, 'key_6': 6, "
     "'key_7': 7, 'key_8': 8, 'key_9': 9})"},
    {"dict.pop, default", call_method, 500000, 3, 0, "pop",
     "({'key_0': 0, 'key_1': 1, 'key_2': 2, 'key_3': 3, 'key_4': 4, 'key_5': "
     "5, 'key_6': 6, 'key_7': 7, 'key_8': 8, 'key_9': 9}, 'nothing', None)"},
    {"dict.keys to list", call_function, 200000, 3, 0, "builtins.list",
     "({'key_0': 0, 'key_1': 1, 'key_2': 2, 'key_3': 3, 'key_4': 4, 'key_5': "
     "5, 'key_6': 6, 'key_7': 7, 'key_8': 8, 'key_9': 9},)"},
    {"dict of dict", call_function, 200000, 3, 0, "builtins.dict",
     "({'key_0': 0, 'key_1': 1, 'key_2': 2, 'key_3': 3, 'key_4': 4, 'key_5': "
     "5, 'key_6': 6, 'key_7': 7, 'key_8': 8, 'key_9': 9},)"},
    {"dict of pairs", call_function, 100000, 3, 0, "builtins.dict",
     "([('a', 1), ('b', 2), ('c', 3)],)"},
    {"dict ==", call_operator, 100000, 3, 0, "==",
     "({'key_0': 0, 'key_1': 1, 'key_2': 2, 'key_3': 3, 'key_4': 4, 'key_5': "
     "5, 'key_6': 6, 'key_7': 7, 'key_8': 8, 'key_9': 9}, {'key_0': 0, "
     "'key_1': 1, 'key_2': 2, 'key_3': 3, 'key_4': 4, 'key_5': 5, 'key_6': 6, "
     "'key_7': 7, 'key_8': 8, 'key_9': 9})"},
    {"dict |", call_operator, 100000, 3, 0, "|",
     "({'key_0': 0, 'key_1': 1, 'key_2': 2, 'key_3': 3, 'key_4': 4, 'key_5': "
     "5, 'key_6': 6, 'key_7': 7, 'key_8': 8, 'key_9': 9}, {'x': 1})"},
    {"in dict", call_operator, 1000000, 3, 0, "in",
     "('key_7', {'key_0': 0, 'key_1': 1, 'key_2': 2, 'key_3': 3, 'key_4': 4, "
     "'key_5': 5, 'key_6': 6, 'key_7': 7, 'key_8': 8, 'key_9': 9})"},
    {"dict [float]", call_operator, 1000000, 3, 0, "[]",
     "({1.5: 1, 2.5: 2}, 2.5)"},
    {"dict [tuple]", call_operator, 500000, 3, 0, "[]",
     "({(1, 2): 1, (3, 4): 2}, (3, 4))"},
    {"dict.fromkeys", call_method, 100000, 3, 0, "fromkeys",
     "({}, ['a', 'b', 'c', 'd'])"},
    {"iterate dict", call_through, 100000, 3, 0, "builtins.iter",
     "({'key_0': 0, 'key_1': 1, 'key_2': 2, 'key_3': 3, 'key_4': 4, 'key_5': "
     "5, 'key_6': 6, 'key_7': 7, 'key_8': 8, 'key_9': 9},)"},
    {"set.add, pop", call_there_and_back, 300000, 3, 0, "add pop",
     "({1, 2}, 3)"},
    {"set.union", call_method, 100000, 3, 0, "union",
     "({1, 2, 3, 4}, {3, 4, 5, 6})"},
    {"set &", call_operator, 100000, 3, 0, "&",
     "({1, 2, 3, 4}, {3, 4, 5, 6})"},
    {"set -", call_operator, 100000, 3, 0, "-",
     "({1, 2, 3, 4}, {3, 4, 5, 6})"},
    {"set ^", call_operator, 100000, 3, 0, "^",
     "({1, 2, 3, 4}, {3, 4, 5, 6})"},
    {"set.issubset", call_method, 200000, 3, 0, "issubset",
     "({1, 2}, {1, 2, 3, 4})"},
    {"set ==", call_operator, 200000, 3, 0,
     "==", "({1, 2, 3, 4}, {4, 3, 2, 1})"},
    {"set of list", call_function, 100000, 3, 0, "builtins.set",
     "([0, 37, 74, 10, 47, 84, 20, 57, 94, 30, 67, 3, 40, 77, 13, 50, 87, 23, "
     "60, 97],)"},
    {"set.copy", call_method, 100000, 3, 0, "copy",
     "({'a', 'b', 'c', 'd', 'e', 'f'},)"},
    {"frozenset of list", call_function, 100000, 3, 0, "builtins.frozenset",
     "(['a', 'b', 'c', 'd'],)"},
    {"set of strs", call_function, 100000, 3, 0, "builtins.set",
     "(['a', 'b', 'c', 'd'],)"},
    {"repr of list", call_operator, 100000, 3, 0, "repr",
     "([1, 'a', 2.5, None, True],)"},
    {"repr of tuple", call_operator, 200000, 3, 0, "repr", "((1, 2),)"},
    {"repr of set", call_operator, 100000, 3, 0, "repr", "({1, 2, 3},)"},
    {"slice new", call_function, 500000, 3, 0, "builtins.slice", "(1, 10, 2)"},
    {"range new", call_function, 300000, 3, 0, "builtins.range", "(10,)"},
    {"iterate range", call_through, 50000, 3, 0, "builtins.range", "(30,)"},
    {"reversed list", call_through, 50000, 3, 0, "builtins.reversed",
     "([0, 37, 74, 10, 47, 84, 20, 57, 94, 30, 67, 3, 40, 77, 13, 50, 87, 23, "
     "60, 97],)"},
    {"enumerate", call_through, 50000, 3, 0, "builtins.enumerate",
     "([0, 37, 74, 10, 47, 84, 20, 57, 94, 30, 67, 3, 40, 77, 13, 50, 87, 23, "
     "60, 97],)"},
    {"zip", call_through, 50000, 3, 0, "builtins.zip",
     "([0, 37, 74, 10, 47, 84, 20, 57, 94, 30, 67, 3, 40, 77, 13, 50, 87, 23, "
     "60, 97], [0, 37, 74, 10, 47, 84, 20, 57, 94, 30, 67, 3, 40, 77, 13, 50, "
     "87, 23, 60, 97])"},
    {"any", call_function, 200000, 3, 0, "builtins.any",
     "([0, None, '', 0.0, 1],)"},
    {"all", call_function, 200000, 3, 0, "builtins.all",
     "([1, True, 'x', 2.5, 0],)"},
    {"len of dict", call_function, 1000000, 3, 0, "builtins.len",
     "({'key_0': 0, 'key_1': 1, 'key_2': 2, 'key_3': 3, 'key_4': 4, 'key_5': "
     "5, 'key_6': 6, 'key_7': 7, 'key_8': 8, 'key_9': 9},)"},
    {"isinstance", call_function, 1000000, 3, 0, "builtins.isinstance",
     "(1, ())"},
    {"hash of int", call_function, 1000000, 3, 0, "builtins.hash", "(12345,)"},
    {"type of", call_function, 1000000, 3, 0, "builtins.type", "(12345,)"},
    {"bool of list", call_function, 1000000, 3, 0, "builtins.bool", "([],)"},
    {"id", call_function, 500000, 3, 0, "builtins.id", "([],)"},
    {"callable", call_function, 1000000, 3, 0, "builtins.callable", "(1,)"},
    {NULL, NULL, 0, 0, 0},
};
