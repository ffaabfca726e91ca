/* The yardstick of bench/end-to-end: publishes through libmosquitto as fast as the broker takes it, for a number of
 * seconds after a warm-up of a tenth, and prints "messages seconds cpu_seconds bytes" on one line; the bytes are those
 * that malloc, calloc and realloc were asked for, by the TLS library too. With a CA file it speaks TLS.
 *
 *     libmosquitto_bench HOST PORT QOS SECONDS PAYLOAD IN_FLIGHT [CA.pem]
 */
#include "counted_heap.h"

#include <mosquitto.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static long completed;
static int connected;

static double wall(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static double cpu(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static void on_connect(struct mosquitto *client, void *context, int code) {
    (void) client;
    (void) context;
    connected = code == 0 ? 1 : -1;
}

static void on_publish(struct mosquitto *client, void *context, int id) {
    (void) client;
    (void) context;
    (void) id;
    completed++;
}

static void fail(const char *what, int code) {
    fprintf(stderr, "libmosquitto_bench: %s: %s\n", what, mosquitto_strerror(code));
    exit(1);
}

int main(int count, char **words) {
    if (count != 7 && count != 8) {
        fprintf(stderr, "usage: libmosquitto_bench HOST PORT QOS SECONDS PAYLOAD IN_FLIGHT [CA.pem]\n");
        return 2;
    }
    int qos = atoi(words[3]);
    double seconds = atof(words[4]);
    int size = atoi(words[5]);
    int in_flight = atoi(words[6]);
    char name[64];
    char topic[] = "bench/topic/of/25/bytes/x"; /* 25 bytes */
    char *payload = calloc(1, size + 1);

    mosquitto_lib_init();
    snprintf(name, sizeof name, "libmosquitto-%d", (int) getpid());
    struct mosquitto *client = mosquitto_new(name, true, NULL);
    mosquitto_connect_callback_set(client, on_connect);
    mosquitto_publish_callback_set(client, on_publish);
    mosquitto_max_inflight_messages_set(client, in_flight);
    int code = count == 8 ? mosquitto_tls_set(client, words[7], NULL, NULL, NULL, NULL) : MOSQ_ERR_SUCCESS;
    if (code != MOSQ_ERR_SUCCESS) {
        fail("cannot use the CA file", code);
    }
    code = mosquitto_connect(client, words[1], atoi(words[2]), 60);
    while (code == MOSQ_ERR_SUCCESS && connected == 0) {
        code = mosquitto_loop(client, 1000, 1);
    }
    if (code != MOSQ_ERR_SUCCESS || connected < 0) {
        fail("cannot connect", code);
    }

    long published = 0;
    long start_count = 0;
    long start_allocated = 0;
    double start = wall();
    double start_cpu = 0;
    double end = start + seconds / 10;
    int measuring = 0;
    for (;;) {
        for (int i = 0; i < 1000 && (qos == 0 || published - completed < in_flight); i++) {
            code = mosquitto_publish(client, NULL, topic, size, payload, qos, false);
            if (code != MOSQ_ERR_SUCCESS) {
                fail("cannot publish", code);
            }
            published++;
        }
        code = mosquitto_loop(client, qos == 0 ? 0 : 1000, 1);
        if (code != MOSQ_ERR_SUCCESS) {
            fail("connection lost", code);
        }
        double now = wall();
        if (now < end) {
            continue;
        }
        if (measuring) {
            printf("%ld %.3f %.3f %ld\n", completed - start_count, now - start, cpu() - start_cpu,
                   allocated - start_allocated);
            break;
        }
        measuring = 1;
        start_count = completed;
        start_allocated = allocated;
        start = now;
        start_cpu = cpu();
        end = start + seconds;
    }
    mosquitto_disconnect(client);
    mosquitto_destroy(client);
    free(payload);
    return 0;
}
