/* The yardstick of bench/end-to-end, bench/counting and bench/receive: publishes through libmosquitto as fast as the
 * broker takes it, or with --receive takes what comes, for a number of seconds after a warm-up of a tenth, and prints
 * the figures of load.h; the bytes are those that malloc, calloc and realloc were asked for, by the TLS library too. At
 * QoS 0 the time is up when the server has acknowledged a last message at QoS 1, so that all have arrived. With a CA
 * file it speaks TLS. With --credits it asks a Feeder for what it receives.
 *
 *     libmosquitto_bench [--receive|--credits] [--v5] HOST PORT QOS SECONDS PAYLOAD IN_FLIGHT [CA.pem]
 */
#include "counted_heap.h"
#include "load.h"

#include <mosquitto.h>

static long completed;
static int connected;
static int subscribed;
static int last; /* the message that tells that all have arrived */
static int last_is_through;
static int credits;
static struct arrivals arrivals;
static const char topic[] = "bench/topic/of/25/bytes/x"; /* 25 bytes */

static void on_connect(struct mosquitto *client, void *context, int code) {
    (void) client;
    (void) context;
    connected = code == 0 ? 1 : -1;
}

static void on_publish(struct mosquitto *client, void *context, int id) {
    (void) client;
    (void) context;
    completed++;
    last_is_through |= id == last;
}

static void fail(const char *what, int code) {
    fprintf(stderr, "libmosquitto_bench: %s: %s\n", what, mosquitto_strerror(code));
    exit(1);
}

static void ask(struct mosquitto *client) {
    int code = mosquitto_publish(client, NULL, topic, 1, "", 0, false);
    if (code != MOSQ_ERR_SUCCESS) {
        fail("cannot ask for more", code);
    }
}

static void publish_last(struct mosquitto *client) {
    int code = mosquitto_publish(client, &last, topic, 0, NULL, 1, false);
    while (code == MOSQ_ERR_SUCCESS && !last_is_through) {
        code = mosquitto_loop(client, 1000, 1);
    }
    if (code != MOSQ_ERR_SUCCESS) {
        fail("cannot publish the last message", code);
    }
}

static void on_message(struct mosquitto *client, void *context, const struct mosquitto_message *message) {
    (void) context;
    arrived(&arrivals, message->payload);
    completed = arrivals.count;
    if (credits && completed % CREDIT == 0) {
        ask(client);
    }
}

static void on_subscribe(struct mosquitto *client, void *context, int id, int count, const int *granted) {
    (void) context;
    (void) id;
    (void) count;
    (void) granted;
    for (int i = 0; credits && i < FIRST_CREDITS; i++) {
        ask(client);
    }
    subscribed = 1;
}

int main(int count, char **words) {
    credits = take_option(&count, &words, "--credits");
    int receives = credits || take_option(&count, &words, "--receive");
    int version = take_option(&count, &words, "--v5") ? MQTT_PROTOCOL_V5 : MQTT_PROTOCOL_V311;
    if (count != 7 && count != 8) {
        fprintf(stderr, "usage: libmosquitto_bench [--receive|--credits] [--v5] HOST PORT QOS SECONDS PAYLOAD "
                        "IN_FLIGHT [CA.pem]\n");
        return 2;
    }
    int qos = atoi(words[3]);
    double seconds = atof(words[4]);
    int size = atoi(words[5]);
    int in_flight = atoi(words[6]);
    char name[64];
    char *payload = calloc(1, size + 1);

    mosquitto_lib_init();
    snprintf(name, sizeof name, "libmosquitto-%d", (int) getpid());
    struct mosquitto *client = mosquitto_new(name, true, NULL);
    mosquitto_int_option(client, MOSQ_OPT_PROTOCOL_VERSION, version);
    mosquitto_connect_callback_set(client, on_connect);
    if (receives) {
        mosquitto_message_callback_set(client, on_message);
        mosquitto_subscribe_callback_set(client, on_subscribe);
    } else {
        mosquitto_publish_callback_set(client, on_publish);
    }
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
    if (receives) {
        code = mosquitto_subscribe(client, NULL, flood_topic(qos, size, in_flight), qos);
    }
    if (code != MOSQ_ERR_SUCCESS) {
        fail("cannot subscribe", code);
    }
    while (receives && !subscribed && (code = mosquitto_loop(client, 1000, 1)) == MOSQ_ERR_SUCCESS) {
    }

    long published = 0;
    struct measurement measurement = warm_up(seconds);
    for (;;) {
        for (int i = 0; !receives && i < 1000 && (qos == 0 || published - completed < in_flight); i++) {
            code = mosquitto_publish(client, NULL, topic, size, payload, qos, false);
            if (code != MOSQ_ERR_SUCCESS) {
                fail("cannot publish", code);
            }
            published++;
        }
        code = mosquitto_loop(client, qos == 0 && !receives ? 0 : 1000, 1);
        if (code != MOSQ_ERR_SUCCESS) {
            fail("connection lost", code);
        }
        double now = seconds_of(CLOCK_MONOTONIC);
        if (now < measurement.end) {
            continue;
        }
        if (measurement.begun) {
            if (qos == 0 && !receives) {
                publish_last(client);
                now = seconds_of(CLOCK_MONOTONIC);
            }
            end(&measurement, now, completed, receives ? &arrivals : NULL);
            break;
        }
        begin(&measurement, now, seconds, completed);
    }
    mosquitto_disconnect(client);
    mosquitto_destroy(client);
    free(payload);
    return 0;
}
