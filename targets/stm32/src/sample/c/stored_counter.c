/*
 * A session that outlives resets: a message that is queued before the power fails comes out behind it, and what comes
 * to c/count at QoS 2 is counted exactly once. The store is the sectors that the board keeps in its flash. Links with
 * the library with a store: STORE=yes build-library.
 */
#include <nogc_mqtt.h>
#include "board.h"

#define SLOTS 4
#define LARGEST_RECORD 128

static nogc_mqtt_client *client;
static uint8_t arena[NOGC_MQTT_ARENA_BYTES(256, 256, 512, SLOTS, 20, 32, 9 + 7 + 3)
        + NOGC_MQTT_STORE_ARENA_BYTES(LARGEST_RECORD, sizeof(int32_t), SLOTS)];
static int32_t count;

/* ---- The store ---- */

static int32_t flash_read(void *context, uint32_t address, uint8_t *buffer, size_t length) {
    (void) context;
    return store_read((int32_t) address, (int8_t *) buffer, 0, (int32_t) length);
}

static int32_t flash_write(void *context, uint32_t address, const uint8_t *bytes, size_t length) {
    (void) context;
    return store_program((int32_t) address, (const int8_t *) bytes, 0, (int32_t) length);
}

static int32_t flash_clear(void *context, uint32_t sector) {
    (void) context;
    return store_erase((int32_t) sector);
}

/* ---- The transport: a serial line to a bridge ---- */

static int32_t link_open(void *context) {
    static int32_t quiet_since;
    int8_t dropped[16];
    (void) context;
    if (usart_read(dropped, 0, sizeof dropped) > 0) { /* what an earlier life was sent */
        quiet_since = systick_millis();
    }
    return systick_millis() - quiet_since >= 20;
}

static int32_t link_read(void *context, uint8_t *buffer, size_t length) {
    (void) context;
    return usart_read((int8_t *) buffer, 0, (int32_t) length);
}

static int32_t link_write(void *context, const uint8_t *bytes, size_t length) {
    (void) context;
    return usart_write((const int8_t *) bytes, 0, (int32_t) length);
}

static void link_close(void *context) {
    (void) context;
}

static uint32_t now_ms(void *context) {
    (void) context;
    return (uint32_t) systick_millis();
}

static void print(const char *what, int32_t number) {
    console_text(what);
    console_text(" ");
    console_decimal(number);
    console_text("\r\n");
}

/* ---- The application ---- */

/* The new count and the acknowledgement are one record. If the store is full, the message comes again. */
static int on_message(void *context, const nogc_mqtt_message *message) {
    int32_t next = count + 1;
    (void) context;
    if (nogc_mqtt_acknowledge_with_state(client, message->handle, &next, sizeof next) == NOGC_MQTT_OK) {
        count = next;
        print("count", count);
    }
    return NOGC_MQTT_DEFER;
}

static void on_published(void *context, int32_t handle, int32_t tag, int32_t result, uint8_t reason_code) {
    (void) context, (void) reason_code;
    print(handle == 0 ? "published of an earlier life" : "published", tag);
    print("result", result);
}

int main(void) {
    nogc_mqtt_transport transport = { link_open, link_read, link_write, link_close, now_ms, now_ms, NULL };
    nogc_mqtt_callbacks callbacks = { .on_message = on_message, .on_published = on_published };
    nogc_mqtt_subscription counted = { "c/count", 2 };
    nogc_mqtt_config config = { .transport = &transport, .callbacks = &callbacks, .client_id = "c-counter",
        .clean = NOGC_MQTT_CLEAN_NEVER, .session_expiry_s = 3600, .outbound_slots = SLOTS, .topic_capacity = 32,
        .connack_timeout_ms = 1500, .reconnect_max_ms = 1000, .subscriptions = &counted, .subscription_count = 1 };
    nogc_mqtt_store store = { (uint32_t) store_sectors(), (uint32_t) store_sector_size(), (uint32_t) store_unit(),
        LARGEST_RECORD, sizeof count, flash_read, flash_write, flash_clear, NULL, NULL };

    print("no store", nogc_mqtt_init_with_store(&client, &config, NULL, arena, sizeof arena));
    store.program_unit = 3;
    print("unit 3", nogc_mqtt_init_with_store(&client, &config, &store, arena, sizeof arena));
    store.program_unit = (uint32_t) store_unit();
    print("init", nogc_mqtt_init_with_store(&client, &config, &store, arena, sizeof arena));
    print("arena left", (int32_t) sizeof arena - nogc_mqtt_arena_used(client));
    print("connect", nogc_mqtt_connect(client));
    nogc_mqtt_application_state(client, &count, sizeof count);
    print("state", count);
    int32_t tag = 0;
    int32_t kept = nogc_mqtt_open_tags(client, &tag, 1);
    print("kept from an earlier life", kept);
    print("its tag", tag);
    if (kept == 0 && count == 0) {
        print("publish", nogc_mqtt_publish_with(client, "c/kept", "first life", 10, 2, 0, NULL, 0, 7) > 0);
        nogc_mqtt_poll(client); /* behind it no power cut takes the message back */
        print("kept", 1);
    }
    for (;;) {
        systick_idle(nogc_mqtt_poll(client) > 20 ? 20 : 1);
    }
}
