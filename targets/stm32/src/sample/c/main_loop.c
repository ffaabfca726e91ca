/*
 * libnogc_mqtt in a main loop of plain C: a device that tells that it is there (and, by its will, that it is not),
 * counts its seconds at QoS 1, and echoes what it is told at the QoS it came with, QoS 2 included.
 *
 *     c/status   "online", or "offline" by the will; retained, QoS 1
 *     c/uptime   seconds, QoS 1
 *     c/in       -> c/out, the same bytes at the same QoS
 *
 * The transport is a serial line to a transparent TCP bridge, the board support that of this repository; a project of
 * yours has its own behind the six functions of nogc_mqtt_transport: a socket of lwIP, a modem, TLS.
 */
#include <nogc_mqtt.h>
#include "board.h" /* usart_*, systick_*, console_*, identity_copy */

#define SILENCE_MS 20 /* without a byte, after which nothing of an earlier connection is on its way any more */

static nogc_mqtt_client *client;

/* ---- The transport ---- */

static struct link {
    int opening;
    uint32_t quiet_since;
} serial;

static uint32_t now_ms(void *context) {
    (void) context;
    return (uint32_t) systick_millis();
}

static int32_t link_open(void *context) {
    struct link *link = context;
    int8_t dropped[16];
    if (!link->opening || usart_read(dropped, 0, sizeof dropped) > 0) {
        link->opening = 1;
        link->quiet_since = now_ms(NULL);
    }
    if (now_ms(NULL) - link->quiet_since < SILENCE_MS) {
        return 0;
    }
    link->opening = 0;
    usart_lost();
    return 1;
}

static int32_t link_read(void *context, uint8_t *buffer, size_t length) {
    (void) context;
    int32_t count = usart_read((int8_t *) buffer, 0, (int32_t) length);
    return usart_lost() > 0 ? NOGC_MQTT_BROKEN : count;
}

static int32_t link_write(void *context, const uint8_t *bytes, size_t length) {
    (void) context;
    return usart_write((const int8_t *) bytes, 0, (int32_t) length);
}

static void link_close(void *context) {
    ((struct link *) context)->opening = 0;
}

static char name[31]; /* of this chip: 30 characters */

/* A linear congruential generator over the unique id of the chip and the times of the calls. */
static uint32_t entropy(void *context) {
    static uint32_t state;
    (void) context;
    for (int i = 0; state == 0 && name[i] != 0; i++) {
        state = state * 31 + (uint8_t) name[i];
    }
    state = (state ^ now_ms(NULL)) * 1664525 + 1013904223;
    return state ^ state >> 16;
}

/* ---- What happens ---- */

static void print(const char *text, int32_t value) {
    console_text(text);
    console_decimal(value);
    console_text("\r\n");
}

static void on_connected(void *context, int session_present) {
    (void) context;
    print("connected, session present ", session_present);
    nogc_mqtt_publish(client, "c/status", "online", 6, 1, 1);
}

static void on_connect_failed(void *context, int32_t cause, uint8_t reason_code, int32_t retry_ms) {
    (void) context;
    (void) reason_code;
    (void) retry_ms;
    print("connect failed ", cause);
}

static void on_disconnected(void *context, int32_t cause, uint8_t reason_code, int32_t retry_ms) {
    (void) context;
    (void) reason_code;
    (void) retry_ms;
    print("disconnected ", cause);
}

static void on_subscribed(void *context, int32_t handle, int32_t result, uint8_t granted) {
    (void) context;
    (void) handle;
    print("subscribed ", result < 0 ? result : granted);
}

static int on_message(void *context, const nogc_mqtt_message *message) {
    (void) context;
    int32_t handle = nogc_mqtt_publish(client, "c/out", message->payload, message->payload_length, message->qos, 0);
    if (handle < 0) {
        print("no echo ", handle);
    }
    return NOGC_MQTT_ACCEPT;
}

static void on_published(void *context, int32_t handle, int32_t tag, int32_t result, uint8_t reason_code) {
    (void) context;
    (void) handle;
    (void) tag;
    (void) reason_code;
    if (result < 0) {
        print("not published ", result);
    }
}

/* ---- Set-up and main loop ---- */

static uint8_t arena[NOGC_MQTT_ARENA_BYTES(256, 256, 512, 4, 20, 16, 30 + 8 + 7 + 4 + 3)];

static int32_t start(void) {
    static const nogc_mqtt_transport transport = {
        .open = link_open, .read = link_read, .write = link_write, .close = link_close, .now_ms = now_ms,
        .entropy = entropy, .context = &serial
    };
    static const nogc_mqtt_callbacks callbacks = {
        .on_connected = on_connected, .on_connect_failed = on_connect_failed, .on_disconnected = on_disconnected,
        .on_message = on_message, .on_published = on_published, .on_subscribed = on_subscribed
    };
    static const nogc_mqtt_subscription subscriptions[] = { { "c/in", 2 } };
    const nogc_mqtt_config config = {
        .transport = &transport,
        .callbacks = &callbacks,
        .topic_capacity = 16,
        .client_id = name,
        .keep_alive_s = 5,
        .will_topic = "c/status", .will_payload = "offline", .will_payload_length = 7, .will_qos = 1, .will_retain = 1,
        .subscriptions = subscriptions, .subscription_count = 1,
        .connack_timeout_ms = 2000,
        .ping_timeout_ms = 2000,
        .reconnect_max_ms = 3000
    };
    identity_copy((int8_t *) name, 0);
    int32_t result = nogc_mqtt_init(&client, &config, arena, sizeof arena);
    return result < 0 ? result : nogc_mqtt_connect(client);
}

/* While there is no connection these pile up; the others have the last two slots to themselves. */
static void publish_uptime(uint32_t seconds) {
    char digits[10];
    size_t at = sizeof digits;
    if (nogc_mqtt_free_slots(client) <= 2) {
        return;
    }
    do {
        digits[--at] = (char) ('0' + seconds % 10);
        seconds /= 10;
    } while (seconds != 0);
    nogc_mqtt_publish(client, "c/uptime", digits + at, sizeof digits - at, 1, 0);
}

int main(void) {
    int32_t result = start();
    if (result < 0) {
        print("nogc_mqtt does not start: ", result);
        return 1;
    }
    print("arena used ", nogc_mqtt_arena_used(client));
    uint32_t told = 0;
    for (;;) {
        int32_t wait = nogc_mqtt_poll(client);
        uint32_t seconds = now_ms(NULL) / 1000;
        if (seconds != told && nogc_mqtt_is_connected(client) == 1) {
            told = seconds;
            publish_uptime(seconds);
        }
        systick_idle(wait < 20 ? wait : 20); /* ends early with input */
    }
}
