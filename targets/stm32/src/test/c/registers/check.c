/* Runs the tests; prints "ok NAME", or "not ok NAME: REASON", a line each. */
#include "check.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include "model/model.h"

static const char *current;

void check_that(int holds, const char *what, const char *file, int line) {
    if (!holds) {
        printf("not ok %s: %s, %s:%d\n", current, what, file, line);
        fflush(stdout);
        _exit(1);
    }
}

void check_same(int64_t expected, int64_t actual, const char *what, const char *file, int line) {
    if (expected != actual) {
        printf("not ok %s: %s is %lld (0x%llx), not %lld (0x%llx), %s:%d\n", current, what, (long long) actual,
                (long long) actual, (long long) expected, (long long) expected, file, line);
        fflush(stdout);
        _exit(1);
    }
}

void check_run(const char *name, void (*test)(void)) {
    fflush(stdout);
    current = name;
    pid_t child = fork();
    if (child == 0) {
        alarm(20);
        bus_power_on();
        test();
        check_that(bus_forbidden() == NULL, bus_forbidden(), "by the reference manual", 0);
        _exit(0);
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child) {
        perror("check_run");
        exit(2);
    }
    if (WIFSIGNALED(status)) {
        printf("not ok %s: ended by signal %d\n", name, WTERMSIG(status));
    } else if (WEXITSTATUS(status) == 0) {
        printf("ok %s\n", name);
    } else if (WEXITSTATUS(status) != 1) {
        printf("not ok %s: ended with %d\n", name, WEXITSTATUS(status));
    }
}
