/* What the loads in C have in common: clocks, what they print, and the count of what they receive. Behind
 * counted_heap.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static double seconds_of(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

/* The figures of a run: "messages seconds CPU-seconds bytes rss-kB collections missing"; a library in C collects
 * nothing. */
static void print_figures(long messages, double time, double cpu, long bytes, const char *missing) {
    char line[128];
    long rss = 0;
    FILE *status = fopen("/proc/self/status", "r");
    while (status && fgets(line, sizeof line, status) && sscanf(line, "VmRSS: %ld", &rss) != 1) {
    }
    printf("%ld %.4f %.6f %ld %ld - %s\n", messages, time, cpu, bytes, rss, missing);
    fflush(stdout);
}

/* Takes an option away that stands ahead of the other words: whether it was there. */
static int take_option(int *count, char ***words, const char *option) {
    if (*count < 2 || strcmp((*words)[1], option) != 0) {
        return 0;
    }
    (*words)++;
    (*count)--;
    return 1;
}

/* Messages bear their number in the first four bytes, most significant first. */
struct arrivals {
    long count;
    long missing; /* or doubled */
    unsigned next;
};

static void arrived(struct arrivals *arrivals, const unsigned char *payload) {
    unsigned number = (unsigned) payload[0] << 24 | payload[1] << 16 | payload[2] << 8 | payload[3];
    if (arrivals->count > 0 && number != arrivals->next) {
        arrivals->missing += labs((long) (int) (number - arrivals->next));
    }
    arrivals->next = number + 1;
    arrivals->count++;
}

/* Counts from the end of the warm-up on, which takes a tenth of the time. */
struct measurement {
    int begun;
    double start, cpu, end; /* seconds of their clocks; the end is that of what goes on */
    long count, allocated;
};

static struct measurement warm_up(double seconds) {
    double now = seconds_of(CLOCK_MONOTONIC);
    return (struct measurement) {.start = now, .end = now + seconds / 10};
}

static void begin(struct measurement *measurement, double now, double seconds, long count) {
    *measurement = (struct measurement) {1, now, seconds_of(CLOCK_PROCESS_CPUTIME_ID), now + seconds, count, allocated};
}

/* Prints the figures; what is missing, of those that arrive: null for who sends. */
static void end(const struct measurement *measurement, double now, long count, const struct arrivals *arrivals) {
    long bytes = allocated - measurement->allocated;
    char missing[24] = "-";
    if (arrivals) {
        snprintf(missing, sizeof missing, "%ld", arrivals->missing);
    }
    print_figures(count - measurement->count, now - measurement->start,
                  seconds_of(CLOCK_PROCESS_CPUTIME_ID) - measurement->cpu, bytes, missing);
}

/* Where messages come from, of 25 bytes as all topics of the loads are: a counting_peer takes it as an order. */
static const char *flood_topic(int qos, int size, int in_flight) {
    static char topic[64];
    snprintf(topic, sizeof topic, "flood/%d/%d/%d/to/be/received", qos, size, in_flight);
    topic[25] = 0;
    return topic;
}

/* How many messages a receiver asks of nogc.bench.load.Feeder at a time, by publishing to bench/topic/of/25/bytes/x. */
enum { CREDIT = 200, FIRST_CREDITS = 4 };
