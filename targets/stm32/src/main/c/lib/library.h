/* Between C (nogc_mqtt.c, callbacks.c) and the compiled Java (library.c). Nothing of it leaves the library. */
#pragma once
#include <stddef.h>
#include <stdint.h>
#include "java_names.h" /* in the build folder: the names that TeaVM gave to the methods below */

struct TeaVM_Array;

/* nogc.stm32.lib.Library; `java` is the object. */
extern void *java_create(void *client, void *settings);
extern int32_t java_poll(void *java);
extern int32_t java_connect(void *java);
extern int32_t java_disconnect(void *java);
extern int32_t java_abort(void *java);
extern int32_t java_publish(void *java, void *topic, int32_t length, struct TeaVM_Array *payload,
        int32_t payload_length, int32_t qos, int32_t retain, int32_t tag);
extern int32_t java_cancel(void *java, int32_t handle);
extern int32_t java_subscribe(void *java, void *filter, int32_t length, int32_t qos);
extern int32_t java_unsubscribe(void *java, void *filter, int32_t length);
extern int32_t java_acknowledge(void *java, int32_t handle, int32_t reason_code);
extern int32_t java_resume(void *java);
extern int32_t java_isConnected(void *java);
extern int32_t java_isIdle(void *java);
extern int32_t java_freeSlots(void *java);
#if JAVA_STORE
extern int32_t java_acknowledgeWithState(void *java, int32_t handle, void *state, int32_t length);
extern int32_t java_applicationState(void *java, void *state, int32_t capacity);
extern int32_t java_openTags(void *java, void *tags, int32_t capacity);
extern int32_t java_clear(void *java);
#endif
#if JAVA_PROTOCOL == 5
extern void java_clearProperties(void *java);
extern int32_t java_putProperty(void *java, int32_t id, int32_t number, void *name, int32_t name_length, void *value,
        int32_t value_length);
extern int32_t java_nextProperty(void *java);
#endif
#if JAVA_CONNECT
extern void java_clearConnectProperties(void *java, int32_t will);
extern int32_t java_putConnectProperty(void *java, int32_t will, int32_t id, int32_t number, void *name,
        int32_t name_length, void *value, int32_t value_length);
#endif

/* What nogc.stm32.lib.C calls; `client` is the nogc_mqtt_client. */
int32_t link_open(void *client);
int32_t link_read(void *client, int8_t *buffer, int32_t offset, int32_t length);
int32_t link_write(void *client, int8_t *bytes, int32_t offset, int32_t length);
void link_close(void *client);
int32_t link_millis(void *client);
int32_t link_entropy(void *client);
#if JAVA_STORE
int32_t callback_read(void *client, int32_t address, int8_t *buffer, int32_t offset, int32_t length);
int32_t callback_program(void *client, int32_t address, int8_t *bytes, int32_t offset, int32_t length);
int32_t callback_erase(void *client, int32_t sector);
int32_t callback_sync(void *client);
#endif
void tell_refused(void *client, int32_t result);
void tell_connected(void *client, int32_t session_present);
void tell_connect_failed(void *client, int32_t cause, int32_t reason_code, int32_t retry_ms);
void tell_disconnected(void *client, int32_t cause, int32_t reason_code, int32_t retry_ms);
void tell_topic(void *client, int8_t *topic, int32_t offset, int32_t length, int32_t qos, int32_t flags,
        int32_t handle);
int32_t tell_payload(void *client, int8_t *payload, int32_t offset, int32_t length, int32_t position, int32_t total);
void tell_oversize(void *client, int32_t qos);
void tell_published(void *client, int32_t handle, int32_t tag, int32_t result, int32_t reason_code);
void tell_subscribed(void *client, int32_t handle, int32_t result, int8_t *codes, int32_t offset, int32_t count);
void tell_unsubscribed(void *client, int32_t handle, int32_t result, int8_t *codes, int32_t offset, int32_t count);
#if JAVA_PROTOCOL == 5
void tell_property(void *client, int32_t number, int8_t *bytes, int32_t name_offset, int32_t name_length,
        int32_t value_offset, int32_t value_length);
#endif

/* Bytes of the user as a Java array, for the time of a call that only copies them. */
typedef struct library_lent {
    int32_t header;
    int32_t length;
    const void *bytes;
} library_lent;
struct TeaVM_Array *library_lend(library_lent *array, const void *bytes, int32_t length);

/* Runs the constructor in the memory from *memory to end, and moves *memory behind what it took; NULL: too small. */
void *library_create(char **memory, char *end, void *client, void *settings);
