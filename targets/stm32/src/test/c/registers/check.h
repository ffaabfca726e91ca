/*
 * A test is a function whose name is a sentence. Each runs in a process of its own on a chip that was just powered on,
 * so that no static variable of the firmware carries over, and fails on the first CHECK that does not hold, on anything
 * that the manual forbids, as the models see it, on a crash, and after 20 s.
 */
#pragma once
#include <stdint.h>

#define RUN(test) check_run(#test, test)
#define CHECK(condition) check_that((condition) != 0, #condition, __FILE__, __LINE__)
#define SAME(expected, actual) check_same((expected), (actual), #actual, __FILE__, __LINE__)

void check_run(const char *name, void (*test)(void));
void check_that(int holds, const char *what, const char *file, int line);
void check_same(int64_t expected, int64_t actual, const char *what, const char *file, int line);
