/*
 * How messages and requests end: a request finds the room that it was given, a message is cancelled, and an
 * acknowledgement that does not come ends the connection, behind which the message goes out again.
 */
#include <nogc_mqtt.h>
#include <string.h>
#include "serial_link.h"

#define FILTER 150 /* bytes; the default of request_buffer has room for 125, the ring of this program for none of it */

static nogc_mqtt_client *client;
static uint8_t arena[NOGC_MQTT_ARENA_BYTES(256, 256, 64, 4, 20, FILTER, 9 + FILTER + 3 - 128 + 40)];
static char filter[FILTER + 1];
static int32_t cancelled, open_tag;

static void on_connected(void *context, int session_present) {
    (void) context, (void) session_present;
    int32_t result = nogc_mqtt_subscribe(client, filter, 1);
    print("subscribe", result > 0 ? 1 : result); /* 1: a handle */
    if (result < 0) {
        nogc_mqtt_disconnect(client);
    }
}

static void on_disconnected(void *context, int32_t cause, uint8_t reason_code, int32_t retry_ms) {
    (void) context, (void) reason_code, (void) retry_ms;
    print("disconnected", cause);
}

static void on_subscribed(void *context, int32_t handle, int32_t result, uint8_t granted) {
    (void) context, (void) handle;
    print("subscribed", result < 0 ? result : granted);
}

static void on_published(void *context, int32_t handle, int32_t tag, int32_t result, uint8_t reason_code) {
    (void) context, (void) reason_code;
    if (tag <= 2) {
        print(tag == 1 ? "first" : "second", result);
        print("over", nogc_mqtt_cancel(client, handle));
    }
    if (tag == 1) {
        /* Within a callback, one that is queued. */
        cancelled = nogc_mqtt_publish_with(client, "e/never", NULL, 0, 1, 0, NULL, 0, 2);
        print("cancel", nogc_mqtt_cancel(client, cancelled));
        print("cancel again", nogc_mqtt_cancel(client, cancelled));
    }
    if (tag == open_tag) {
        open_tag = 0;
    }
}

static void start(const nogc_mqtt_config *config) {
    print("init", nogc_mqtt_init(&client, config, arena, sizeof arena));
    print("cancel nothing", nogc_mqtt_cancel(client, 0));
    print("connect", nogc_mqtt_connect(client));
}

static void turn(void) {
    int32_t wait = nogc_mqtt_poll(client);
    systick_idle(wait < 20 ? wait : 20);
}

int main(void) {
    static const nogc_mqtt_transport transport = { link_open, link_read, link_write, link_close, now_ms, now_ms, NULL };
    static const nogc_mqtt_callbacks callbacks = {
        .on_connected = on_connected, .on_disconnected = on_disconnected, .on_subscribed = on_subscribed,
        .on_published = on_published
    };
    nogc_mqtt_config config = {
        .transport = &transport, .callbacks = &callbacks, .client_id = "c-endings", .ring = 64,
        .topic_capacity = FILTER, .ping_timeout_ms = 60000, .close_timeout_ms = 1,
        .connack_timeout_ms = 1000, .reconnect_max_ms = 1000 /* the first CONNECT may be lost: QEMU still connects */
    };
    memset(filter, 'f', FILTER);
    start(&config);
    while (nogc_mqtt_is_idle(client) == 0) {
        turn();
    }
    config.request_buffer = FILTER + 3;
    config.acknowledgement_timeout_ms = 3000;
    start(&config);
    nogc_mqtt_publish_with(client, "e/first", NULL, 0, 1, 0, NULL, 0, 1);
    int32_t tag = 2;
    uint32_t since = now_ms(NULL);
    for (;;) { /* from the second on, a message every 200 ms, one at a time */
        turn();
        if (cancelled != 0 && open_tag == 0 && now_ms(NULL) - since >= 200) {
            since = now_ms(NULL);
            open_tag = ++tag;
            if (nogc_mqtt_publish_with(client, "e/more", NULL, 0, 1, 0, NULL, 0, open_tag) < 0) {
                open_tag = 0;
            }
        }
    }
}
