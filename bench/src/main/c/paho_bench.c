/* Eclipse Paho's asynchronous C client as a load of bench/counting: as libmosquitto_bench.c, but without TLS, and with
 * threads of the library's own; the bytes are those of all of them.
 *
 *     paho_bench HOST PORT QOS SECONDS PAYLOAD IN_FLIGHT
 */
#include <stdatomic.h>
#define HEAP_COUNTER atomic_long
#include "counted_heap.h"

#include <MQTTAsync.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static atomic_long completed;
static sem_t window;
static sem_t connected;

static double seconds_of(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static void fail(const char *what, int code) {
    fprintf(stderr, "paho_bench: %s: %d\n", what, code);
    exit(1);
}

static void on_failure(void *context, MQTTAsync_failureData *failure) {
    fail((const char *) context, failure ? failure->code : 0);
}

static void on_connect(void *context, MQTTAsync_successData *data) {
    (void) context;
    (void) data;
    sem_post(&connected);
}

static void on_published(void *context, MQTTAsync_successData *data) {
    (void) context;
    (void) data;
    completed++;
    sem_post(&window);
}

int main(int count, char **words) {
    if (count != 7) {
        fprintf(stderr, "usage: paho_bench HOST PORT QOS SECONDS PAYLOAD IN_FLIGHT\n");
        return 2;
    }
    int qos = atoi(words[3]);
    double seconds = atof(words[4]);
    int size = atoi(words[5]);
    int in_flight = atoi(words[6]);
    char uri[128];
    char name[64];
    char topic[] = "bench/topic/of/25/bytes/x"; /* 25 bytes */
    char *payload = calloc(1, size + 1);
    MQTTAsync client;
    MQTTAsync_connectOptions options = MQTTAsync_connectOptions_initializer;
    MQTTAsync_responseOptions told = MQTTAsync_responseOptions_initializer;

    snprintf(uri, sizeof uri, "tcp://%s:%s", words[1], words[2]);
    snprintf(name, sizeof name, "paho-%d", (int) getpid());
    sem_init(&connected, 0, 0);
    sem_init(&window, 0, in_flight);
    int code = MQTTAsync_create(&client, uri, name, MQTTCLIENT_PERSISTENCE_NONE, NULL);
    options.onSuccess = on_connect;
    options.onFailure = on_failure;
    options.context = "cannot connect";
    options.maxInflight = in_flight;
    if (code != MQTTASYNC_SUCCESS || (code = MQTTAsync_connect(client, &options)) != MQTTASYNC_SUCCESS) {
        fail("cannot connect", code);
    }
    sem_wait(&connected);
    told.onSuccess = on_published;
    told.onFailure = on_failure;
    told.context = "a message was not delivered";

    long start_count = 0;
    long start_allocated = 0;
    double start = seconds_of(CLOCK_MONOTONIC);
    double start_cpu = 0;
    double end = start + seconds / 10;
    int measuring = 0;
    for (;;) {
        sem_wait(&window);
        code = MQTTAsync_send(client, topic, size, payload, qos, 0, &told);
        if (code != MQTTASYNC_SUCCESS) {
            fail("cannot publish", code);
        }
        double now = seconds_of(CLOCK_MONOTONIC);
        if (now < end) {
            continue;
        }
        if (measuring) {
            printf("%ld %.3f %.3f %ld\n", completed - start_count, now - start,
                   seconds_of(CLOCK_PROCESS_CPUTIME_ID) - start_cpu, allocated - start_allocated);
            fflush(stdout);
            _exit(0); /* whatever is on its way */
        }
        measuring = 1;
        start_count = completed;
        start_allocated = allocated;
        start = now;
        start_cpu = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
        end = start + seconds;
    }
}
