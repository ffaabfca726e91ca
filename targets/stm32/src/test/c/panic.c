/* Breaks the memory of a client, so that the library finds an index out of its array, and has a nogc_mqtt_panic. */
#include <nogc_mqtt.h>
#include "board.h"

#define TOPIC "a topic of 21 letters"
#define PAYLOAD 16
#define RECORD (21 + PAYLOAD) /* bytes that the ring keeps of a message: where the next one would start */

static uint32_t arena[NOGC_MQTT_ARENA_BYTES(256, 256, 512, 4, 20, 64, 0) / 4];

void nogc_mqtt_panic(const char *cause) {
    console_text("own: ");
    console_text(cause);
    console_text("\r\n"); /* returning is a mistake, and ends in the undefined instruction */
}

static int32_t nothing(void *context) {
    (void) context;
    return 0;
}

static int32_t no_read(void *context, uint8_t *buffer, size_t length) {
    (void) context, (void) buffer, (void) length;
    return 0;
}

static int32_t no_write(void *context, const uint8_t *bytes, size_t length) {
    (void) context, (void) bytes, (void) length;
    return 0;
}

static void no_close(void *context) {
    (void) context;
}

static uint32_t number(void *context) {
    (void) context;
    return 0;
}

int main(void) {
    const nogc_mqtt_transport transport = { nothing, no_read, no_write, no_close, number, number, NULL };
    const nogc_mqtt_config config = { .transport = &transport };
    static const char payload[PAYLOAD];
    nogc_mqtt_client *client;
    console_decimal(nogc_mqtt_init(&client, &config, arena, sizeof arena));
    nogc_mqtt_publish(client, TOPIC, payload, PAYLOAD, 1, 0);
    for (size_t i = 0; i < sizeof arena / sizeof *arena; i++) {
        if (arena[i] == RECORD) {
            arena[i] = (uint32_t) -1000;
        }
    }
    nogc_mqtt_publish(client, TOPIC, payload, PAYLOAD, 1, 0);
    console_text("not found");
    return 0;
}
