/*
 * MQTT 5.0 request and response: answers a message on c/request on its Response Topic, with its Correlation Data, its
 * user properties in their order, and a Content Type; prints what nogc_mqtt_publish_with refuses.
 */
#include <nogc_mqtt.h>
#include "serial_link.h"

#define MOST 8

static nogc_mqtt_client *client;
static uint8_t arena[NOGC_MQTT_ARENA_BYTES(256, 256, 512, 4, 20, 32, 5 + 128)];

static void on_connected(void *context, int session_present) {
    (void) context, (void) session_present;
    nogc_mqtt_property property;
    print("null", nogc_mqtt_next_property(client, NULL));
    while (nogc_mqtt_next_property(client, &property) == 1) {
        if (property.id == 0x22) { /* Topic Alias Maximum: 10 of Mosquitto */
            print("topic alias maximum", (int32_t) property.number);
        }
    }
    nogc_mqtt_subscribe(client, "c/request", 1);
}

static int on_message(void *context, const nogc_mqtt_message *message) {
    (void) context;
    static char topic[33];
    nogc_mqtt_property answer[MOST] = { { .id = NOGC_MQTT_CONTENT_TYPE, .value = "text/plain", .value_length = 10 } };
    size_t count = 1;
    nogc_mqtt_property property;
    while (count < MOST && nogc_mqtt_next_property(client, &property) == 1) {
        if (property.id == NOGC_MQTT_RESPONSE_TOPIC && property.value_length < sizeof topic) {
            __builtin_memcpy(topic, property.value, property.value_length);
            topic[property.value_length] = 0;
        } else if (property.id == NOGC_MQTT_MESSAGE_EXPIRY_INTERVAL) {
            print("expiry", (int32_t) property.number);
            answer[count++] = property; /* as it came, whatever its other fields hold */
        } else {
            answer[count++] = property;
        }
    }
    int32_t handle = nogc_mqtt_publish_with(client, topic, message->payload, message->payload_length, 1, 0, answer,
            count, 0);
    print("answer", handle > 0);
    return NOGC_MQTT_ACCEPT;
}

static void try(const char *what, size_t count, nogc_mqtt_property property) {
    nogc_mqtt_property properties[] = { property, property };
    int32_t result = nogc_mqtt_publish_with(client, "t", NULL, 0, 0, 0, properties, count, 0);
    print(what, result > 0 ? 1 : result); /* 1: a handle */
}

int main(void) {
    static const nogc_mqtt_transport transport = { link_open, link_read, link_write, link_close, now_ms, now_ms, NULL };
    static const nogc_mqtt_callbacks callbacks = { .on_connected = on_connected, .on_message = on_message };
    const nogc_mqtt_config config = {
        .transport = &transport, .callbacks = &callbacks, .client_id = "c-rpc", .topic_capacity = 32,
        .property_capacity = 128,
        .connack_timeout_ms = 1000, .reconnect_max_ms = 1000 /* the first CONNECT may be lost: QEMU still connects */
    };
    static char text[130];
    nogc_mqtt_property property;
    print("init", nogc_mqtt_init(&client, &config, arena, sizeof arena));
    print("outside", nogc_mqtt_next_property(client, &property));
    print("no array", nogc_mqtt_publish_with(client, "t", NULL, 0, 0, 0, NULL, 1, 0));
    try("twice", 2, (nogc_mqtt_property) { .id = NOGC_MQTT_MESSAGE_EXPIRY_INTERVAL, .number = 1 });
    try("unknown", 1, (nogc_mqtt_property) { .id = 0x7F, .number = 1 });
    try("of connect", 1, (nogc_mqtt_property) { .id = 0x11, .number = 1 });
    try("range", 1, (nogc_mqtt_property) { .id = NOGC_MQTT_PAYLOAD_FORMAT_INDICATOR, .number = 2 });
    try("wildcard", 1, (nogc_mqtt_property) { .id = NOGC_MQTT_RESPONSE_TOPIC, .value = "a/#", .value_length = 3 });
    try("ill-formed", 1, (nogc_mqtt_property) { .id = NOGC_MQTT_CONTENT_TYPE, .value = "\xFF", .value_length = 1 });
    try("too long", 1, (nogc_mqtt_property) { .id = NOGC_MQTT_CORRELATION_DATA, .value = text, .value_length = 126 });
    try("longest", 1, (nogc_mqtt_property) { .id = NOGC_MQTT_CORRELATION_DATA, .value = text, .value_length = 125 });
    try("pair too long", 1, (nogc_mqtt_property) { .id = NOGC_MQTT_USER_PROPERTY, .name = "name", .name_length = 4,
        .value = "x", .value_length = 65535 });
    try("no name", 1, (nogc_mqtt_property) { .id = NOGC_MQTT_USER_PROPERTY, .value = "x", .value_length = 1 });
    try("no value", 1, (nogc_mqtt_property) { .id = NOGC_MQTT_CONTENT_TYPE, .number = 1 });
    try("number beside text", 1, (nogc_mqtt_property) { .id = NOGC_MQTT_MESSAGE_EXPIRY_INTERVAL, .number = 1,
        .name = "x", .name_length = 65536, .value = "x", .value_length = 65536 });
    try("text beside number", 1, (nogc_mqtt_property) { .id = NOGC_MQTT_CONTENT_TYPE, .number = 7, .value = "x",
        .value_length = 1, .name_length = 65536 });
    nogc_mqtt_connect(client);
    for (;;) {
        int32_t wait = nogc_mqtt_poll(client);
        systick_idle(wait < 20 ? wait : 20);
    }
}
