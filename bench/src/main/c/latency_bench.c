/* nogc.bench.load.LatencyLoad in C: the time of a QoS 1 round, or of a message at QoS 1 from one client through the
 * broker to another, with libmosquitto and its thread, or with Eclipse Paho's asynchronous client. Messages are meant
 * to go at regular times, and each counts from the time at which it was meant to go. Prints the nanoseconds of each,
 * one a line, for nogc.bench.load.Percentiles.
 *
 *     latency_bench round|through libmosquitto|paho HOST PORT RATE SECONDS PAYLOAD
 */
#include <MQTTAsync.h>
#include <mosquitto.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { WINDOW = 1000 }; /* messages on their way; one more has to wait, and its wait counts */

static const char topic[] = "bench/topic/of/25/bytes/x"; /* 25 bytes */
static int through;
static long meant[WINDOW]; /* when those on their way were meant to go: they end in their order */
static long *latencies;
static long counts_from;
static atomic_long acknowledged;
static atomic_long over; /* those that ended: the acknowledged ones, or those that came out at the other end */
static sem_t ready;

static void fail(const char *what, int code) {
    fprintf(stderr, "latency_bench: %s: %d\n", what, code);
    exit(1);
}

static long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000L + t.tv_nsec;
}

static void rest(long nanoseconds) {
    struct timespec t = {nanoseconds / 1000000000, nanoseconds % 1000000000};
    nanosleep(&t, NULL);
}

static void is_over(long number) {
    if (number != over) {
        fail("not in the order in which they went", (int) number);
    }
    if (number >= counts_from) {
        latencies[number - counts_from] = now() - meant[number % WINDOW];
    }
    over = number + 1;
}

static void is_acknowledged(void) {
    if (!through) {
        is_over(over);
    }
    acknowledged++;
}

static void arrived(const void *payload) {
    int number;
    memcpy(&number, payload, sizeof number);
    is_over(number);
}

/* libmosquitto */

static struct mosquitto *publisher;

static void on_connect(struct mosquitto *client, void *context, int code) {
    int receives = *(int *) context;
    int failed = code != 0 ? code : receives ? mosquitto_subscribe(client, NULL, topic, 1) : 0;
    if (failed) {
        fail("cannot connect or subscribe", failed);
    }
    if (!receives) {
        sem_post(&ready);
    }
}

static void on_subscribe(struct mosquitto *client, void *context, int id, int count, const int *granted) {
    (void) client, (void) context, (void) id, (void) count, (void) granted;
    sem_post(&ready);
}

static void on_publish(struct mosquitto *client, void *context, int id) {
    (void) client, (void) context, (void) id;
    is_acknowledged();
}

static void on_message(struct mosquitto *client, void *context, const struct mosquitto_message *message) {
    (void) client, (void) context;
    arrived(message->payload);
}

static struct mosquitto *mosquitto_client(const char *host, int port, int receives) {
    static int is_receiver[] = {0, 1};
    struct mosquitto *client = mosquitto_new(NULL, true, &is_receiver[receives]);
    mosquitto_connect_callback_set(client, on_connect);
    mosquitto_publish_callback_set(client, on_publish);
    mosquitto_subscribe_callback_set(client, on_subscribe);
    mosquitto_message_callback_set(client, on_message);
    mosquitto_max_inflight_messages_set(client, 0);
    mosquitto_int_option(client, MOSQ_OPT_TCP_NODELAY, 1); /* as the clients in Java do by themselves */
    int code = mosquitto_connect(client, host, port, 60);
    if (code != MOSQ_ERR_SUCCESS || (code = mosquitto_loop_start(client)) != MOSQ_ERR_SUCCESS) {
        fail("cannot connect", code);
    }
    sem_wait(&ready);
    return client;
}

static int publish_by_mosquitto(const void *payload, int size) {
    return mosquitto_publish(publisher, NULL, topic, size, payload, 1, false);
}

/* Paho C */

static MQTTAsync paho_publisher;
static MQTTAsync_responseOptions told = MQTTAsync_responseOptions_initializer;

static void on_paho_failure(void *context, MQTTAsync_failureData *failure) {
    fail((const char *) context, failure ? failure->code : 0);
}

static void on_paho_ready(void *context, MQTTAsync_successData *data) {
    (void) context, (void) data;
    sem_post(&ready);
}

static void on_paho_published(void *context, MQTTAsync_successData *data) {
    (void) context, (void) data;
    is_acknowledged();
}

static int on_paho_message(void *context, char *name, int length, MQTTAsync_message *message) {
    (void) context, (void) length;
    arrived(message->payload);
    MQTTAsync_freeMessage(&message);
    MQTTAsync_free(name);
    return 1;
}

static MQTTAsync paho_client(const char *host, int port, int receives) {
    char uri[128];
    char name[64];
    MQTTAsync client;
    MQTTAsync_connectOptions options = MQTTAsync_connectOptions_initializer;
    snprintf(uri, sizeof uri, "tcp://%s:%d", host, port);
    snprintf(name, sizeof name, "paho-%d-%d", (int) getpid(), receives);
    int code = MQTTAsync_create(&client, uri, name, MQTTCLIENT_PERSISTENCE_NONE, NULL);
    if (code == MQTTASYNC_SUCCESS && receives) {
        code = MQTTAsync_setCallbacks(client, NULL, NULL, on_paho_message, NULL);
    }
    options.onSuccess = on_paho_ready;
    options.onFailure = on_paho_failure;
    options.context = "cannot connect";
    options.maxInflight = WINDOW + 1;
    if (code != MQTTASYNC_SUCCESS || (code = MQTTAsync_connect(client, &options)) != MQTTASYNC_SUCCESS) {
        fail("cannot connect", code);
    }
    sem_wait(&ready);
    if (receives) {
        told.onSuccess = on_paho_ready;
        code = MQTTAsync_subscribe(client, topic, 1, &told);
        if (code != MQTTASYNC_SUCCESS) {
            fail("cannot subscribe", code);
        }
        sem_wait(&ready);
    }
    return client;
}

static int publish_by_paho(const void *payload, int size) {
    return MQTTAsync_send(paho_publisher, topic, size, payload, 1, 0, &told);
}

int main(int count, char **words) {
    if (count != 8) {
        fprintf(stderr, "usage: latency_bench round|through libmosquitto|paho HOST PORT RATE SECONDS PAYLOAD\n");
        return 2;
    }
    through = strcmp(words[1], "through") == 0;
    int paho = strcmp(words[2], "paho") == 0;
    int port = atoi(words[4]);
    double rate = atof(words[5]);
    double seconds = atof(words[6]);
    int size = atoi(words[7]) < 4 ? 4 : atoi(words[7]);
    counts_from = (long) (seconds / 4 * rate); /* nothing is to be compiled meanwhile */
    long all = counts_from + (long) (seconds * rate);
    latencies = calloc(all - counts_from + 1, sizeof *latencies);
    char *payload = calloc(1, size);
    sem_init(&ready, 0, 0);
    mosquitto_lib_init();
    told.onFailure = on_paho_failure;
    told.context = "not subscribed, or not delivered";
    for (int receives = through; receives >= 0; receives--) {
        if (paho) {
            paho_publisher = paho_client(words[3], port, receives);
        } else {
            publisher = mosquitto_client(words[3], port, receives);
        }
    }
    told.onSuccess = on_paho_published;

    long start = now();
    for (long i = 0; i < all; i++) {
        long time = start + (long) (i * 1e9 / rate);
        for (long left = time - now(); left > 0; left = time - now()) {
            rest(left);
        }
        while (i - over >= WINDOW || i - acknowledged >= WINDOW) {
            rest(20000);
        }
        meant[i % WINDOW] = time;
        int number = (int) i;
        memcpy(payload, &number, sizeof number);
        int code = paho ? publish_by_paho(payload, size) : publish_by_mosquitto(payload, size);
        if (code != 0) {
            fail("cannot publish", code);
        }
    }
    for (long end = now() + 60000000000L; over < all;) {
        if (now() > end) {
            fail("a message was not delivered", (int) over);
        }
        rest(1000000);
    }
    for (long i = 0; i < all - counts_from; i++) {
        printf("%ld\n", latencies[i]);
    }
    fflush(stdout);
    _exit(0);
}
