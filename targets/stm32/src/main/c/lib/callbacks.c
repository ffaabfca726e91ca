/* What the compiled Java calls (see nogc.stm32.lib.C): the user's transport, store and callbacks. */
#include "client.h"
#include "library.h"

/* ---- The transport ---- */

/* A result of the user's transport, which may be wrong: at most `most`, or one of the transport's codes, -64 to -95. */
static int32_t checked(int32_t result, int32_t most) {
    return result > most || (result < 0 && (result > NOGC_MQTT_END_OF_STREAM || result < -95)) ? NOGC_MQTT_BROKEN
            : result;
}

int32_t link_open(void *client) {
    const nogc_mqtt_transport *transport = &((nogc_mqtt_client *) client)->transport;
    return checked(transport->open(transport->context), 1);
}

int32_t link_read(void *client, int8_t *buffer, int32_t offset, int32_t length) {
    const nogc_mqtt_transport *transport = &((nogc_mqtt_client *) client)->transport;
    return checked(transport->read(transport->context, (uint8_t *) buffer + offset, (size_t) length), length);
}

int32_t link_write(void *client, int8_t *bytes, int32_t offset, int32_t length) {
    const nogc_mqtt_transport *transport = &((nogc_mqtt_client *) client)->transport;
    return checked(transport->write(transport->context, (uint8_t *) bytes + offset, (size_t) length), length);
}

void link_close(void *client) {
    const nogc_mqtt_transport *transport = &((nogc_mqtt_client *) client)->transport;
    transport->close(transport->context);
}

int32_t link_millis(void *client) {
    const nogc_mqtt_transport *transport = &((nogc_mqtt_client *) client)->transport;
    return (int32_t) transport->now_ms(transport->context);
}

int32_t link_entropy(void *client) {
    const nogc_mqtt_transport *transport = &((nogc_mqtt_client *) client)->transport;
    return (int32_t) transport->entropy(transport->context);
}

#if JAVA_STORE
/* ---- The store; a result of the user's functions is good, NOT_YET of erase, or else a failure ---- */

#define FAILED (-71) /* nogc.hal.FlashRegion.FAILED */

int32_t callback_read(void *client, int32_t address, int8_t *buffer, int32_t offset, int32_t length) {
    const nogc_mqtt_store *store = &((nogc_mqtt_client *) client)->store;
    return store->read(store->context, (uint32_t) address, (uint8_t *) buffer + offset, (size_t) length) == 0 ? 0
            : FAILED;
}

int32_t callback_program(void *client, int32_t address, int8_t *bytes, int32_t offset, int32_t length) {
    const nogc_mqtt_store *store = &((nogc_mqtt_client *) client)->store;
    return store->program(store->context, (uint32_t) address, (const uint8_t *) bytes + offset, (size_t) length) == 0
            ? 0 : FAILED;
}

int32_t callback_erase(void *client, int32_t sector) {
    const nogc_mqtt_store *store = &((nogc_mqtt_client *) client)->store;
    int32_t result = store->erase(store->context, (uint32_t) sector);
    return result == 0 || result == 1 ? result : FAILED;
}

int32_t callback_sync(void *client) {
    const nogc_mqtt_store *store = &((nogc_mqtt_client *) client)->store;
    return store->sync == NULL || store->sync(store->context) == 0 ? 0 : FAILED;
}
#endif

/* ---- The events ---- */

void tell_refused(void *client, int32_t result) {
    ((nogc_mqtt_client *) client)->result = result;
}

void tell_connected(void *client, int32_t session_present) {
    const nogc_mqtt_callbacks *callbacks = &((nogc_mqtt_client *) client)->callbacks;
    if (callbacks->on_connected != NULL) {
        callbacks->on_connected(callbacks->context, session_present);
    }
}

void tell_connect_failed(void *client, int32_t cause, int32_t reason_code, int32_t retry_ms) {
    const nogc_mqtt_callbacks *callbacks = &((nogc_mqtt_client *) client)->callbacks;
    if (callbacks->on_connect_failed != NULL) {
        callbacks->on_connect_failed(callbacks->context, cause, (uint8_t) reason_code, retry_ms);
    }
}

void tell_disconnected(void *client, int32_t cause, int32_t reason_code, int32_t retry_ms) {
    const nogc_mqtt_callbacks *callbacks = &((nogc_mqtt_client *) client)->callbacks;
    if (callbacks->on_disconnected != NULL) {
        callbacks->on_disconnected(callbacks->context, cause, (uint8_t) reason_code, retry_ms);
    }
}

void tell_topic(void *client, int8_t *topic, int32_t offset, int32_t length, int32_t qos, int32_t flags,
        int32_t handle) {
    nogc_mqtt_message *message = &((nogc_mqtt_client *) client)->message;
    message->topic = (const char *) topic + offset;
    message->topic_length = (size_t) length;
    message->qos = (uint8_t) qos;
    message->retain = (uint8_t) (flags & 1);
    message->dup = (uint8_t) (flags >> 1 & 1);
    message->handle = handle;
}

int32_t tell_payload(void *client, int8_t *payload, int32_t offset, int32_t length, int32_t position, int32_t total) {
    const nogc_mqtt_callbacks *callbacks = &((nogc_mqtt_client *) client)->callbacks;
    nogc_mqtt_message *message = &((nogc_mqtt_client *) client)->message;
    message->payload = (const uint8_t *) payload + offset;
    message->payload_length = (size_t) length;
    message->position = (size_t) position;
    message->total_length = (size_t) total;
    return callbacks->on_message == NULL ? NOGC_MQTT_ACCEPT : callbacks->on_message(callbacks->context, message);
}

void tell_oversize(void *client, int32_t qos) {
    const nogc_mqtt_callbacks *callbacks = &((nogc_mqtt_client *) client)->callbacks;
    if (callbacks->on_oversize != NULL) {
        callbacks->on_oversize(callbacks->context, (uint8_t) qos);
    }
}

void tell_published(void *client, int32_t handle, int32_t tag, int32_t result, int32_t reason_code) {
    const nogc_mqtt_callbacks *callbacks = &((nogc_mqtt_client *) client)->callbacks;
    if (callbacks->on_published != NULL) {
        callbacks->on_published(callbacks->context, handle, tag, result, (uint8_t) reason_code);
    }
}

void tell_subscribed(void *client, int32_t handle, int32_t result, int8_t *codes, int32_t offset, int32_t count) {
    const nogc_mqtt_callbacks *callbacks = &((nogc_mqtt_client *) client)->callbacks;
    for (int32_t i = 0; callbacks->on_subscribed != NULL && (i == 0 || i < count); i++) {
        callbacks->on_subscribed(callbacks->context, handle, result, count > 0 ? (uint8_t) codes[offset + i] : 0);
    }
}

void tell_unsubscribed(void *client, int32_t handle, int32_t result, int8_t *codes, int32_t offset, int32_t count) {
    const nogc_mqtt_callbacks *callbacks = &((nogc_mqtt_client *) client)->callbacks;
    if (callbacks->on_unsubscribed != NULL) {
        callbacks->on_unsubscribed(callbacks->context, handle, result, count > 0 ? (uint8_t) codes[offset] : 0);
    }
}

#if JAVA_PROTOCOL == 5
void tell_property(void *client, int32_t number, int8_t *bytes, int32_t name_offset, int32_t name_length,
        int32_t value_offset, int32_t value_length) {
    nogc_mqtt_property *property = &((nogc_mqtt_client *) client)->property;
    property->number = (uint32_t) number;
    property->name = (const char *) bytes + name_offset;
    property->name_length = (size_t) name_length;
    property->value = bytes + value_offset;
    property->value_length = (size_t) value_length;
}
#endif
