/* Eclipse Paho's asynchronous C client as a load of bench/counting and bench/receive: as libmosquitto_bench.c, but
 * without TLS, and with threads of the library's own; the bytes are those of all of them.
 *
 *     paho_bench [--receive|--credits] HOST PORT QOS SECONDS PAYLOAD IN_FLIGHT
 */
#include <stdatomic.h>
#define HEAP_COUNTER atomic_long
#include "counted_heap.h"
#include "load.h"

#include <MQTTAsync.h>
#include <semaphore.h>

static atomic_long completed;
static sem_t window;
static sem_t connected;
static sem_t subscribed;
static sem_t last_is_through;
static MQTTAsync client;
static int credits;
static struct arrivals arrivals;
static char topic[] = "bench/topic/of/25/bytes/x"; /* 25 bytes */
static MQTTAsync_responseOptions told = MQTTAsync_responseOptions_initializer;

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

static void on_subscribed(void *context, MQTTAsync_successData *data) {
    (void) context;
    (void) data;
    sem_post(&subscribed);
}

static void ask(void) {
    int code = MQTTAsync_send(client, topic, 1, "", 0, 0, NULL);
    if (code != MQTTASYNC_SUCCESS) {
        fail("cannot ask for more", code);
    }
}

static void on_last(void *context, MQTTAsync_successData *data) {
    (void) context;
    (void) data;
    sem_post(&last_is_through);
}

/* All that was published before has arrived once the server has this. */
static void publish_last(void) {
    MQTTAsync_responseOptions last = told;
    last.onSuccess = on_last;
    int code = MQTTAsync_send(client, topic, 1, "", 1, 0, &last);
    if (code != MQTTASYNC_SUCCESS) {
        fail("cannot publish the last message", code);
    }
    sem_wait(&last_is_through);
}

static int on_message(void *context, char *name, int name_length, MQTTAsync_message *message) {
    (void) context;
    (void) name_length;
    arrived(&arrivals, message->payload);
    completed = arrivals.count;
    if (credits && arrivals.count % CREDIT == 0) {
        ask();
    }
    MQTTAsync_freeMessage(&message);
    MQTTAsync_free(name);
    return 1;
}

int main(int count, char **words) {
    credits = take_option(&count, &words, "--credits");
    int receives = credits || take_option(&count, &words, "--receive");
    if (count != 7) {
        fprintf(stderr, "usage: paho_bench [--receive|--credits] HOST PORT QOS SECONDS PAYLOAD IN_FLIGHT\n");
        return 2;
    }
    int qos = atoi(words[3]);
    double seconds = atof(words[4]);
    int size = atoi(words[5]);
    int in_flight = atoi(words[6]);
    char uri[128];
    char name[64];
    char *payload = calloc(1, size + 1);
    MQTTAsync_connectOptions options = MQTTAsync_connectOptions_initializer;

    snprintf(uri, sizeof uri, "tcp://%s:%s", words[1], words[2]);
    snprintf(name, sizeof name, "paho-%d", (int) getpid());
    sem_init(&connected, 0, 0);
    sem_init(&subscribed, 0, 0);
    sem_init(&last_is_through, 0, 0);
    sem_init(&window, 0, in_flight);
    int code = MQTTAsync_create(&client, uri, name, MQTTCLIENT_PERSISTENCE_NONE, NULL);
    if (code == MQTTASYNC_SUCCESS && receives) {
        code = MQTTAsync_setCallbacks(client, NULL, NULL, on_message, NULL);
    }
    options.onSuccess = on_connect;
    options.onFailure = on_failure;
    options.context = "cannot connect";
    options.maxInflight = in_flight;
    if (code != MQTTASYNC_SUCCESS || (code = MQTTAsync_connect(client, &options)) != MQTTASYNC_SUCCESS) {
        fail("cannot connect", code);
    }
    sem_wait(&connected);
    told.onSuccess = receives ? on_subscribed : on_published;
    told.onFailure = on_failure;
    told.context = receives ? "cannot subscribe" : "a message was not delivered";
    if (receives) {
        code = MQTTAsync_subscribe(client, flood_topic(qos, size, in_flight), qos, &told);
        if (code != MQTTASYNC_SUCCESS) {
            fail("cannot subscribe", code);
        }
        sem_wait(&subscribed);
        for (int i = 0; credits && i < FIRST_CREDITS; i++) {
            ask();
        }
    }

    struct measurement measurement = warm_up(seconds);
    for (;;) {
        if (receives) {
            usleep(10000);
        } else {
            sem_wait(&window);
            code = MQTTAsync_send(client, topic, size, payload, qos, 0, &told);
            if (code != MQTTASYNC_SUCCESS) {
                fail("cannot publish", code);
            }
        }
        double now = seconds_of(CLOCK_MONOTONIC);
        if (now < measurement.end) {
            continue;
        }
        if (measurement.begun) {
            if (qos == 0 && !receives) {
                publish_last();
                now = seconds_of(CLOCK_MONOTONIC);
            }
            end(&measurement, now, completed, receives ? &arrivals : NULL);
            _exit(0); /* whatever is on its way */
        }
        begin(&measurement, now, seconds, completed);
    }
}
