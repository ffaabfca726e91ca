/*
 * Properties of CONNECT and of the will: prints what is refused, connects with some of each and a session that lasts,
 * and tells what comes. Links with the library with properties of CONNECT: CONNECT=yes build-library.
 */
#include <nogc_mqtt.h>
#include "serial_link.h"

#define CONNECT_BYTES 16 /* a flag, and a pair of two words */
#define WILL_BYTES 48
#define STRING(text) .value = text, .value_length = sizeof text - 1
#define PAIR(key, text) { .id = NOGC_MQTT_USER_PROPERTY, .name = key, .name_length = sizeof key - 1, STRING(text) }

static nogc_mqtt_client *client;
#define ARENA NOGC_MQTT_ARENA_BYTES(256, 256, 512, 4, 20, 32, 6 + 6 + 4 + CONNECT_BYTES + WILL_BYTES + 80)
static uint8_t arena[ARENA + NOGC_MQTT_STORE_ARENA_BYTES(64, 0, 4)]; /* the second part for the library with a store */

static void on_connected(void *context, int session_present) {
    (void) context;
    print("session present", session_present);
    if (session_present == 0) {
        nogc_mqtt_subscribe(client, "c/in", 1);
    }
}

static void on_subscribed(void *context, int32_t handle, int32_t result, uint8_t granted) {
    (void) context, (void) handle;
    print("subscribed", result < 0 ? result : granted);
}

static int on_message(void *context, const nogc_mqtt_message *message) {
    (void) context;
    print("message", (int32_t) message->payload_length);
    return NOGC_MQTT_ACCEPT;
}

/* What must be refused, or taken back again. */
static void try(const char *what, size_t count, nogc_mqtt_property property) {
    nogc_mqtt_property properties[] = { property, property };
    print(what, nogc_mqtt_set_connect_properties(client, properties, count));
}

static void try_will(const char *what, nogc_mqtt_property property) {
    print(what, nogc_mqtt_set_will_properties(client, &property, 1));
}

int main(void) {
    static const nogc_mqtt_transport transport = { link_open, link_read, link_write, link_close, now_ms, now_ms, NULL };
    static const nogc_mqtt_callbacks callbacks = {
        .on_connected = on_connected, .on_subscribed = on_subscribed, .on_message = on_message
    };
    const nogc_mqtt_config config = {
        .transport = &transport, .callbacks = &callbacks, .client_id = "c-kept", .topic_capacity = 32,
        .will_topic = "c/will", .will_payload = "gone", .will_payload_length = 4,
        .clean = NOGC_MQTT_CLEAN_NEVER, .session_expiry_s = 60, .keep_alive_s = -1,
        .connect_property_capacity = CONNECT_BYTES, .will_property_capacity = WILL_BYTES,
        .connack_timeout_ms = 1000, .reconnect_max_ms = 1000 /* the first CONNECT may be lost: QEMU still connects */
    };
    static const nogc_mqtt_property of_connect[] = {
        { .id = NOGC_MQTT_REQUEST_RESPONSE_INFORMATION, .number = 1 }, PAIR("kind", "lamp")
    };
    static const nogc_mqtt_property of_will[] = {
        { .id = NOGC_MQTT_WILL_DELAY_INTERVAL, .number = 1 }, { .id = NOGC_MQTT_CONTENT_TYPE, STRING("text/plain") },
        PAIR("why", "power")
    };
    print("init", nogc_mqtt_init(&client, &config, arena, sizeof arena));
    print("no array", nogc_mqtt_set_connect_properties(client, NULL, 1));
    try("twice", 2, (nogc_mqtt_property) { .id = NOGC_MQTT_REQUEST_RESPONSE_INFORMATION, .number = 1 });
    try("session expiry", 1, (nogc_mqtt_property) { .id = 0x11, .number = 1 });
    try("of the will", 1, (nogc_mqtt_property) { .id = NOGC_MQTT_WILL_DELAY_INTERVAL, .number = 1 });
    try("range", 1, (nogc_mqtt_property) { .id = NOGC_MQTT_REQUEST_PROBLEM_INFORMATION, .number = 2 });
    try("no value", 1, (nogc_mqtt_property) { .id = NOGC_MQTT_USER_PROPERTY, .name = "", .name_length = 0 });
    try("ill-formed", 1, (nogc_mqtt_property) PAIR("kind", "\xFF"));
    try("too long", 1, (nogc_mqtt_property) PAIR("kind", "12345678"));
    try("longest", 1, (nogc_mqtt_property) PAIR("kind", "1234567"));
    print("none", nogc_mqtt_set_connect_properties(client, NULL, 0));
    try_will("of CONNECT", (nogc_mqtt_property) { .id = NOGC_MQTT_REQUEST_RESPONSE_INFORMATION, .number = 1 });
    try_will("wildcard", (nogc_mqtt_property) { .id = NOGC_MQTT_RESPONSE_TOPIC, STRING("a/#") });
    print("connect", nogc_mqtt_set_connect_properties(client, of_connect, 2));
    print("will", nogc_mqtt_set_will_properties(client, of_will, 3));
    print("arena left", ARENA - nogc_mqtt_arena_used(client));
    /* A publish has its own. */
    print("publish", nogc_mqtt_publish(client, "c/out", NULL, 0, 0, 0) > 0);
    nogc_mqtt_connect(client);
    for (;;) {
        int32_t wait = nogc_mqtt_poll(client);
        systick_idle(wait < 20 ? wait : 20);
    }
}
