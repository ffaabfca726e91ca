/* Calls every function of nogc_mqtt.h with what it must refuse, and prints what it answers: LibraryTest knows what. */
#include <nogc_mqtt.h>
#include <string.h>
#include "serial_link.h"

static int32_t zero(void *context) {
    (void) context;
    return 0;
}

static int32_t no_read(void *context, uint8_t *buffer, size_t length) {
    (void) context, (void) buffer;
    return (int32_t) length + 1; /* a driver that lies */
}

static int32_t no_write(void *context, const uint8_t *bytes, size_t length) {
    (void) context, (void) bytes;
    return (int32_t) length;
}

static nogc_mqtt_client *client;
static int32_t inner;
static int32_t retry;
static uint8_t refusal;

/* CONNACK: not authorized. */
static int32_t refuse(void *context, uint8_t *buffer, size_t length) {
    static const uint8_t mqtt_311[] = { 0x20, 2, 0, 5 }, mqtt_5[] = { 0x20, 3, 0, 0x87, 0 };
    size_t count = nogc_mqtt_protocol() == 5 ? sizeof mqtt_5 : sizeof mqtt_311;
    (void) context;
    memcpy(buffer, nogc_mqtt_protocol() == 5 ? mqtt_5 : mqtt_311, length < count ? length : count);
    return (int32_t) (length < count ? length : count);
}

static void on_connect_failed(void *context, int32_t cause, uint8_t reason_code, int32_t retry_ms) {
    (void) context;
    refusal = reason_code;
    retry = retry_ms;
    inner = nogc_mqtt_poll(client);
    print(cause == NOGC_MQTT_REFUSED ? "refused" : "connect failed", cause);
}

static uint32_t arena[4000];
static char text[70000];

#define INIT(what) print(what, nogc_mqtt_init(&client, &config, arena, sizeof arena))

int main(void) {
    nogc_mqtt_transport transport = { zero, no_read, no_write, link_close, now_ms, now_ms, NULL };
    nogc_mqtt_callbacks callbacks = { .on_connect_failed = on_connect_failed };
    nogc_mqtt_config config = { .transport = &transport, .callbacks = &callbacks };
    nogc_mqtt_client *never = (nogc_mqtt_client *) arena;

    print("init no client", nogc_mqtt_init(NULL, &config, arena, sizeof arena));
    print("init no config", nogc_mqtt_init(&client, NULL, arena, sizeof arena));
    print("init no arena", nogc_mqtt_init(&client, &config, NULL, sizeof arena));
    print("init arena 0", nogc_mqtt_init(&client, &config, arena, 0));
    print("init arena 1000", nogc_mqtt_init(&client, &config, arena, 1000));
    print("client", client != NULL);
    config.transport = NULL;
    INIT("init no transport");
    config.transport = &transport;
    transport.write = NULL;
    INIT("init no write");
    transport.write = no_write;
    config.receive_buffer = 63;
    INIT("init receive_buffer 63");
    config.receive_buffer = 0x80000000u;
    INIT("init receive_buffer 2^31");
    config.receive_buffer = 0x7FFFFFFFu;
    INIT("init receive_buffer 2^31-1");
    config.receive_buffer = 0;
    config.request_buffer = 0x80000000u;
    INIT("init request_buffer 2^31");
    config.request_buffer = 0x7FFFFFFFu;
    INIT("init request_buffer 2^31-1");
    config.request_buffer = 0;
    config.acknowledgement_timeout_ms = 0x80000000u;
    INIT("init acknowledgement_timeout_ms 2^31");
    config.acknowledgement_timeout_ms = 0;
    config.inbound_slots = 1024;
    INIT("init inbound_slots 1024");
    config.inbound_slots = 0;
    config.topic_capacity = 65536;
    INIT("init topic_capacity 65536");
    config.topic_capacity = 0;
    config.keep_alive_s = 65536;
    INIT("init keep_alive_s 65536");
    config.keep_alive_s = 0;
    config.clean = 3;
    INIT("init clean 3");
    config.clean = 0;
    config.client_id = "\xC0\x80";
    INIT("init client_id ill-formed");
    memset(text, 'x', sizeof text - 1);
    config.client_id = text;
    INIT("init client_id 69999");
    config.client_id = NULL;
    config.will_topic = "will/#";
    INIT("init will_topic wildcard");
    config.will_topic = NULL;
    config.password_length = 1;
    INIT("init password NULL");
    config.password_length = 0;
    config.subscription_count = 1;
    INIT("init subscriptions NULL");
    nogc_mqtt_subscription subscription = { NULL, 0 };
    config.subscriptions = &subscription;
    INIT("init subscription NULL");
    subscription.filter = "a/#/b";
    INIT("init subscription misplaced");
    subscription.filter = text;
    INIT("init subscription 69999");
    subscription.filter = text + sizeof text - 66;
    INIT("init subscription 65");
    subscription.filter = "a";
    subscription.qos = 3;
    INIT("init subscription qos 3");
    config.subscription_count = 0;

    print("connect NULL", nogc_mqtt_connect(NULL));
    print("poll NULL", nogc_mqtt_poll(NULL));
    print("publish never", nogc_mqtt_publish(never, "t", NULL, 0, 0, 0));
    print("cancel never", nogc_mqtt_cancel(never, 1));
    print("cancel NULL", nogc_mqtt_cancel(NULL, 1));
    print("subscribe never", nogc_mqtt_subscribe(never, "t", 0));

    INIT("init");
    int32_t used = nogc_mqtt_arena_used(client);
    print("used", used);
    print("bound", NOGC_MQTT_ARENA_BYTES(256, 256, 512, 4, 20, 64, 0));
    nogc_mqtt_config full = config;
    full.receive_buffer = full.transmit_buffer = 257;
    full.ring = 513;
    full.request_buffer = 129;
    full.acknowledgement_timeout_ms = 1;
    full.outbound_slots = 5;
    full.inbound_slots = 21;
    full.topic_capacity = full.password_length = full.will_payload_length = 65;
    full.client_id = full.user_name = full.will_topic = "12345";
    full.password = full.will_payload = text;
    full.subscriptions = &subscription;
    full.subscription_count = 1;
    subscription.qos = 0;
    print("init full", nogc_mqtt_init(&client, &full, (char *) arena + 1, sizeof arena - 1));
    print("used full", nogc_mqtt_arena_used(client));
    print("bound full", NOGC_MQTT_ARENA_BYTES(257, 257, 513, 5, 21, 65, 3 * 5 + 2 * 65 + 4 + 1 + 40));
    full = config;
    full.outbound_slots = full.inbound_slots = 104;
    print("init many", nogc_mqtt_init(&client, &full, arena, sizeof arena));
    print("used many", nogc_mqtt_arena_used(client));
    print("bound many", NOGC_MQTT_ARENA_BYTES(256, 256, 512, 104, 104, 64, 0));
    print("init used - 4", nogc_mqtt_init(&client, &config, arena, (size_t) used - 4));
    print("init used", nogc_mqtt_init(&client, &config, arena, (size_t) used));
    print("init odd", nogc_mqtt_init(&client, &config, (char *) arena + 1, (size_t) used + 3));
    print("aligned", ((uintptr_t) client & 3) == 0);
    print("publish NULL", nogc_mqtt_publish(client, NULL, "x", 1, 0, 0));
    print("publish payload NULL", nogc_mqtt_publish(client, "t", NULL, 1, 0, 0));
    print("publish empty topic", nogc_mqtt_publish(client, "", "x", 1, 0, 0));
    print("publish wildcard", nogc_mqtt_publish(client, "t/+", "x", 1, 0, 0));
    print("publish ill-formed", nogc_mqtt_publish(client, "t/\xFF", "x", 1, 0, 0));
    print("publish long topic", nogc_mqtt_publish(client, text, "x", 1, 0, 0));
    print("publish qos 3", nogc_mqtt_publish(client, "t", "x", 1, 3, 0));
    print("publish qos -1", nogc_mqtt_publish(client, "t", "x", 1, -1, 0));
    print("publish 600", nogc_mqtt_publish(client, "t", text, 600, 1, 0));
    print("publish 2^32-1", nogc_mqtt_publish(client, "t", text, 0xFFFFFFFFu, 1, 0));
    print("subscribe NULL", nogc_mqtt_subscribe(client, NULL, 0));
    print("subscribe offline", nogc_mqtt_subscribe(client, "t", 0));
    print("subscribe bad filter", nogc_mqtt_subscribe(client, "t/#/x", 0));
    print("unsubscribe NULL", nogc_mqtt_unsubscribe(client, NULL));
    print("unsubscribe offline", nogc_mqtt_unsubscribe(client, "t"));
    print("cancel 7", nogc_mqtt_cancel(client, 7));
    print("acknowledge 7", nogc_mqtt_acknowledge(client, 7, 0));
    print("disconnect offline", nogc_mqtt_disconnect(client));
    print("abort offline", nogc_mqtt_abort(client));
    print("is_connected", nogc_mqtt_is_connected(client));
    print("is_idle", nogc_mqtt_is_idle(client));
    int32_t handle = 1;
    for (int i = 0; i < 4 && handle > 0; i++) {
        handle = nogc_mqtt_publish(client, "t", text, 16, 1, 0);
    }
    print("four queued", handle > 0);
    print("publish fifth", nogc_mqtt_publish(client, "t", text, 16, 1, 0));
    print("free_slots", nogc_mqtt_free_slots(client));

    transport.open = link_open; /* the client has its own copy, which goes on to open for ever */
    print("connect", nogc_mqtt_connect(client));
    print("connect again", nogc_mqtt_connect(client));
    print("is_idle connecting", nogc_mqtt_is_idle(client));
    print("poll good", nogc_mqtt_poll(client) >= 0);
    config.session_expiry_s = 1000; /* what only 5.0 has, a library for 3.1.1 ignores */
    INIT("init anew");
    print("connect with session_expiry_s", nogc_mqtt_connect(client));
    for (int i = 0; i < 10 && inner == 0; i++) {
        nogc_mqtt_poll(client);
    }
    print("poll in callback", inner);
    transport.read = refuse;
    for (uint8_t stops = 0; stops < 3; stops++) {
        config.stop_on_refusal = stops == 1;
        config.stop_on_first_failure = stops == 2;
        refusal = 0;
        print("init refused", nogc_mqtt_init(&client, &config, arena, sizeof arena));
        print("connect refused", nogc_mqtt_connect(client));
        for (int i = 0; i < 10 && refusal == 0; i++) {
            nogc_mqtt_poll(client);
        }
        print("not authorized", refusal == (nogc_mqtt_protocol() == 5 ? 0x87 : 5));
        print(stops == 0 ? "tried again" : stops == 1 ? "stops on refusal" : "stops on first failure", retry >= 0);
    }
    console_text("end\r\n");
    for (;;) {
        systick_idle(1000);
    }
}
