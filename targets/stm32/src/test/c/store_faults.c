/*
 * A store of the user whose functions fail in every way, over an array by the rules of NOR flash: what the client says
 * to each, and that it asks each function for the right thing. The stream never opens.
 */
#include <nogc_mqtt.h>
#include <string.h>
#include "board.h"

#define SECTORS 2
#define SECTOR_SIZE 512
#define UNIT 8
#define LARGEST_RECORD 128

/* What the functions answer, and what they were asked for. */
static struct flash {
    uint8_t bytes[SECTORS * SECTOR_SIZE];
    int32_t read, program, erase, sync;
    int32_t busy;
    int32_t programs, erases, syncs, wrong;
} flash;

static nogc_mqtt_client *client;
static uint8_t arena[NOGC_MQTT_ARENA_BYTES(256, 256, 512, 4, 20, 32, 5 + 1)
        + NOGC_MQTT_STORE_ARENA_BYTES(LARGEST_RECORD, 4, 4)];
static int32_t now;

static void print(const char *what, int32_t number) {
    console_text(what);
    console_text(" ");
    console_decimal(number);
    console_text("\r\n");
}

static void check(void *context, uint32_t address, size_t length) {
    flash.wrong += context != &flash || length > sizeof flash.bytes || address > sizeof flash.bytes - length;
}

static int32_t memory_read(void *context, uint32_t address, uint8_t *buffer, size_t length) {
    check(context, address, length);
    memcpy(buffer, flash.bytes + address, length);
    return flash.read;
}

static int32_t memory_program(void *context, uint32_t address, const uint8_t *bytes, size_t length) {
    check(context, address, length);
    flash.programs++;
    flash.wrong += address % UNIT != 0 || length % UNIT != 0
            || address / SECTOR_SIZE != (address + length - 1) / SECTOR_SIZE;
    for (size_t i = 0; i < length && flash.program == 0; i++) {
        flash.wrong += flash.bytes[address + i] != 0xFF;
        flash.bytes[address + i] &= bytes[i];
    }
    return flash.program;
}

static int32_t memory_erase(void *context, uint32_t sector) {
    check(context, sector * SECTOR_SIZE, SECTOR_SIZE);
    flash.erases++;
    if (flash.busy > 0) {
        flash.busy--;
        return 1;
    }
    if (flash.erase == 0) {
        memset(flash.bytes + sector * SECTOR_SIZE, 0xFF, SECTOR_SIZE);
    }
    return flash.erase;
}

static int32_t memory_sync(void *context) {
    check(context, 0, 0);
    flash.syncs++;
    return flash.sync;
}

static int32_t link_open(void *context) {
    (void) context;
    return 0;
}

static int32_t link_read(void *context, uint8_t *buffer, size_t length) {
    (void) context, (void) buffer, (void) length;
    return 0;
}

static int32_t link_write(void *context, const uint8_t *bytes, size_t length) {
    (void) context, (void) bytes, (void) length;
    return 0;
}

static void link_close(void *context) {
    (void) context;
}

static uint32_t now_ms(void *context) {
    (void) context;
    return (uint32_t) now;
}

/* Power comes back: a client that knows only what is in the flash. Prints what connect answers, and the messages. */
static void boot(const char *what) {
    static nogc_mqtt_transport transport = { link_open, link_read, link_write, link_close, now_ms, now_ms, NULL };
    static nogc_mqtt_callbacks callbacks;
    static nogc_mqtt_store store = { SECTORS, SECTOR_SIZE, UNIT, LARGEST_RECORD, 4, memory_read, memory_program,
        memory_erase, memory_sync, &flash };
    nogc_mqtt_config config = { .transport = &transport, .callbacks = &callbacks, .client_id = "fault",
        .clean = NOGC_MQTT_CLEAN_NEVER, .session_expiry_s = 3600, .outbound_slots = 4, .topic_capacity = 32 };
    int32_t tag = 0;
    if (nogc_mqtt_init_with_store(&client, &config, &store, arena, sizeof arena) != NOGC_MQTT_OK) {
        print("no client", 1);
    }
    print(what, nogc_mqtt_connect(client));
    print("messages", nogc_mqtt_open_tags(client, &tag, 1));
}

/* A message, and the polls that make it durable, and again where they could not; whether something was programmed. */
static void publish(void) {
    int32_t before = flash.programs + flash.syncs;
    print("publish", nogc_mqtt_publish_with(client, "t", "m", 1, 1, 0, NULL, 0, 7) > 0);
    for (int polls = 0; polls < 8; polls++) {
        nogc_mqtt_poll(client);
        now++;
    }
    print("asked", flash.programs + flash.syncs > before);
}

int main(void) {
    memset(flash.bytes, 0xFF, sizeof flash.bytes);
    flash.read = -1;
    boot("read fails");
    flash.read = 5;
    boot("read says 5");
    flash.read = 0;
    flash.program = 1;
    boot("program fails");
    publish();
    print("syncs", flash.syncs);
    flash.program = 0;
    memset(flash.bytes, 0xFF, sizeof flash.bytes);
    flash.sync = 1;
    boot("sync fails");
    flash.programs = 0;
    publish();
    print("programs", flash.programs);
    flash.sync = 0;
    memset(flash.bytes, 0xFF, sizeof flash.bytes);
    boot("good");
    publish();
    flash.erase = -1;
    boot("erase fails");
    publish();
    flash.erase = 7;
    boot("erase says 7");
    publish();
    flash.erase = 0;
    flash.busy = 2;
    flash.erases = 0;
    boot("erase is busy");
    publish();
    print("erases", flash.erases);
    boot("at last");
    print("syncs", flash.syncs > 0);
    print("wrong", flash.wrong);
    print("end", 0);
    for (;;) {
        systick_idle(20);
    }
}
