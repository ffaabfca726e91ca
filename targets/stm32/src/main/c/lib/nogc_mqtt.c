/* The public API over the compiled Java: checks what C hands in. */
#include "client.h"
#include "library.h"

#define PUBLIC __attribute__((externally_visible))
#define MAGIC 0x4D515454u /* "MQTT" */
#define LONGEST 65535     /* bytes of an MQTT string */

/* The length of a string, LONGEST + 1 if it is longer; 0 for NULL. */
static int32_t length_of(const char *string) {
    int32_t length = 0;
    while (string != NULL && length <= LONGEST && string[length] != 0) {
        length++;
    }
    return length;
}

static int32_t problem_of(const nogc_mqtt_client *client) {
    if (client == NULL || ((uintptr_t) client & 3) != 0) {
        return NOGC_MQTT_INVALID_ARGUMENT;
    }
    return client->magic == MAGIC ? NOGC_MQTT_OK : NOGC_MQTT_NOT_INITIALISED;
}

/* ---- nogc_mqtt_init ---- */

/* Settings on their way to Java: nogc.stm32.lib.Settings reads them in this order. */
enum { PROPERTY_CAPACITY, RECEIVE_BUFFER, TRANSMIT_BUFFER, RING, REQUEST_BUFFER };

typedef struct settings {
#if JAVA_STORE || JAVA_CONNECT /* nogc.stm32.lib.Settings looks for them here */
    uint32_t connect_property_capacity;
    uint32_t will_property_capacity;
    uint32_t store;            /* address of a nogc_mqtt_store, or 0 */
#endif
    uint32_t words[37];
    int32_t count;
    int32_t problem;
} settings;

static void add(settings *to, uint32_t word) {
    to->words[to->count++] = word;
}

static void add_number(settings *to, uint32_t value, uint32_t standard) {
    if (value > INT32_MAX) {
        to->problem = NOGC_MQTT_INVALID_ARGUMENT;
    }
    add(to, value == 0 ? standard : value);
}

static void add_bytes(settings *to, const void *bytes, size_t length) {
    if (length > LONGEST) {
        to->problem = NOGC_MQTT_INVALID_STRING;
    } else if (bytes == NULL && length > 0) {
        to->problem = NOGC_MQTT_INVALID_ARGUMENT;
    }
    add(to, (uint32_t) (uintptr_t) bytes);
    add(to, (uint32_t) length);
}

static void add_string(settings *to, const char *string) {
    add_bytes(to, string, (size_t) length_of(string));
}

static void add_subscriptions(settings *to, const nogc_mqtt_subscription *subscriptions, size_t count) {
    size_t capacity = 0;
    if (count > LONGEST || (subscriptions == NULL && count > 0)) {
        to->problem = NOGC_MQTT_INVALID_ARGUMENT;
        count = 0;
    }
    for (size_t i = 0; i < count; i++) {
        int32_t length = length_of(subscriptions[i].filter);
        if (length == 0) {
            to->problem = NOGC_MQTT_INVALID_TOPIC_FILTER;
        }
        capacity += (size_t) length + 3; /* as SUBSCRIBE has it */
    }
    if (capacity > LONGEST) {
        to->problem = NOGC_MQTT_INVALID_ARGUMENT;
    }
    add(to, (uint32_t) (uintptr_t) subscriptions);
    add_number(to, (uint32_t) count, 0);
    add_number(to, (uint32_t) capacity, 0);
}

static int32_t clean_start(uint8_t clean) {
    return clean == NOGC_MQTT_CLEAN_ALWAYS ? 1 : clean == NOGC_MQTT_CLEAN_NEVER ? 0 : -1;
}

static int32_t settings_of(const nogc_mqtt_config *config, settings *to) {
    to->count = 0;
    to->problem = NOGC_MQTT_OK;
    add_number(to, config->property_capacity, 0);
    add_number(to, config->receive_buffer, 256);
    add_number(to, config->transmit_buffer, 256);
    add_number(to, config->ring, 512);
    add_number(to, config->request_buffer, 128);
    add_number(to, config->outbound_slots, 4);
    add_number(to, config->inbound_slots, 20);
    add_number(to, config->topic_capacity, 64);
    add(to, config->accept_large);
    add_number(to, config->connect_timeout_ms, 15000);
    add_number(to, config->connack_timeout_ms, 10000);
    add_number(to, config->ping_timeout_ms, 10000);
    add_number(to, config->send_timeout_ms, 30000);
    add_number(to, config->acknowledgement_timeout_ms, 0);
    add_number(to, config->close_timeout_ms, 1000);
    add_number(to, config->reconnect_min_ms, 1000);
    add_number(to, config->reconnect_max_ms, 120000);
    add(to, config->no_reconnect == 0);
    add(to, (uint32_t) ((config->stop_on_refusal != 0) | (config->stop_on_first_failure != 0) << 1
            | (config->discard_unknown_session != 0) << 2 | (config->republish_qos2 != 0) << 3));
    add(to, config->keep_alive_s == 0 ? 60 : config->keep_alive_s < 0 ? 0 : (uint32_t) config->keep_alive_s);
    add(to, (uint32_t) clean_start(config->clean));
    add(to, JAVA_PROTOCOL == 5 ? config->session_expiry_s : 0);
    add(to, config->will_qos);
    add(to, config->will_retain);
    add_string(to, config->client_id);
    add_string(to, config->user_name);
    add_bytes(to, config->password, config->password_length);
    add_string(to, config->will_topic);
    add_bytes(to, config->will_payload, config->will_payload_length);
    add_subscriptions(to, config->subscriptions, config->subscription_count);
#if JAVA_CONNECT
    to->connect_property_capacity = config->connect_property_capacity;
    to->will_property_capacity = config->will_property_capacity;
    if (config->connect_property_capacity > INT32_MAX || config->will_property_capacity > INT32_MAX) {
        to->problem = NOGC_MQTT_INVALID_ARGUMENT;
    }
#endif
    if (config->topic_capacity > LONGEST || config->keep_alive_s > 65535 || config->clean > NOGC_MQTT_CLEAN_NEVER) {
        to->problem = NOGC_MQTT_INVALID_ARGUMENT;
    }
    return to->problem;
}

static int is_complete(const nogc_mqtt_transport *transport) {
    return transport != NULL && transport->open != NULL && transport->read != NULL && transport->write != NULL
            && transport->close != NULL && transport->now_ms != NULL && transport->entropy != NULL;
}

static int32_t init(nogc_mqtt_client **client, const nogc_mqtt_config *config, const nogc_mqtt_store *store,
        void *arena, size_t bytes) {
    settings settings;
    if (client == NULL) {
        return NOGC_MQTT_INVALID_ARGUMENT;
    }
    *client = NULL;
    if (config == NULL || arena == NULL || !is_complete(config->transport)) {
        return NOGC_MQTT_INVALID_ARGUMENT;
    }
    int32_t result = settings_of(config, &settings);
    if (result < 0) {
        return result;
    }
    size_t gap = -(uintptr_t) arena & 3;
    if (bytes < gap + sizeof(nogc_mqtt_client)) {
        return NOGC_MQTT_ARENA_TOO_SMALL;
    }
    for (int size = PROPERTY_CAPACITY; size <= REQUEST_BUFFER; size++) {
        if (settings.words[size] > bytes) {
            return NOGC_MQTT_ARENA_TOO_SMALL;
        }
    }
#if JAVA_CONNECT
    if (settings.connect_property_capacity > bytes || settings.will_property_capacity > bytes) {
        return NOGC_MQTT_ARENA_TOO_SMALL;
    }
#endif
    nogc_mqtt_client *made = (nogc_mqtt_client *) ((char *) arena + gap);
    static const nogc_mqtt_callbacks none;
    made->magic = 0;
    made->result = NOGC_MQTT_OK;
    made->transport = *config->transport;
    made->callbacks = config->callbacks == NULL ? none : *config->callbacks;
#if JAVA_STORE
    settings.store = (uint32_t) (uintptr_t) store;
    if (store != NULL) {
        made->store = *store;
    }
#else
    (void) store;
#endif
    char *memory = (char *) (made + 1);
    made->java = library_create(&memory, (char *) arena + bytes, made, settings.words);
    if (made->java == NULL) {
        return NOGC_MQTT_ARENA_TOO_SMALL;
    }
    if (made->result < 0) {
        return made->result;
    }
    made->used = (uint32_t) (memory - (char *) arena);
    made->magic = MAGIC;
    *client = made;
    return NOGC_MQTT_OK;
}

PUBLIC int32_t nogc_mqtt_init(nogc_mqtt_client **client, const nogc_mqtt_config *config, void *arena, size_t bytes) {
    return init(client, config, NULL, arena, bytes);
}

#if JAVA_STORE
static int is_usable(const nogc_mqtt_store *store) {
    uint32_t unit = store->program_unit;
    return store->read != NULL && store->program != NULL && store->erase != NULL
            && unit >= 1 && unit <= 32 && (unit & (unit - 1)) == 0
            && store->sectors >= 2 && store->sector_size >= 256 && store->sector_size % unit == 0
            && store->sector_size <= INT32_MAX / store->sectors
            && store->largest_record >= 64 && store->largest_record <= LONGEST && store->state_bytes <= LONGEST;
}

PUBLIC int32_t nogc_mqtt_init_with_store(nogc_mqtt_client **client, const nogc_mqtt_config *config,
        const nogc_mqtt_store *store, void *arena, size_t bytes) {
    if (client != NULL) {
        *client = NULL;
    }
    if (store == NULL || !is_usable(store)) {
        return NOGC_MQTT_INVALID_ARGUMENT;
    }
    return store->largest_record > bytes || store->state_bytes > bytes ? NOGC_MQTT_ARENA_TOO_SMALL
            : init(client, config, store, arena, bytes);
}
#endif

/* ---- The other calls ---- */

PUBLIC int32_t nogc_mqtt_connect(nogc_mqtt_client *client) {
    int32_t problem = problem_of(client);
    return problem < 0 ? problem : java_connect(client->java);
}

PUBLIC int32_t nogc_mqtt_poll(nogc_mqtt_client *client) {
    int32_t problem = problem_of(client);
    return problem < 0 ? problem : java_poll(client->java);
}

/* ---- Properties: of a publish, of CONNECT or of its will ---- */

enum packet { PUBLISH, CONNECT, WILL };

/* The properties of the next publish: none. */
static void clear_properties(nogc_mqtt_client *client) {
#if JAVA_PROTOCOL == 5
    java_clearProperties(client->java);
#else
    (void) client;
#endif
}

/*
 * Only the fields that the identifier has are looked at: one that a callback got may be given back as it is. The others
 * are numbers; what does not stand in the packet is refused as a number, too.
 */
static int32_t put_property(nogc_mqtt_client *client, enum packet packet, const nogc_mqtt_property *property) {
#if JAVA_PROTOCOL == 5
    int is_pair = property->id == NOGC_MQTT_USER_PROPERTY;
    int is_number = !is_pair && property->id != NOGC_MQTT_CONTENT_TYPE && property->id != NOGC_MQTT_RESPONSE_TOPIC
            && property->id != NOGC_MQTT_CORRELATION_DATA;
    const void *value = is_number ? NULL : property->value;
    if ((is_pair && (property->name == NULL || property->name_length > LONGEST))
            || (!is_number && (value == NULL || property->value_length > LONGEST))) {
        return NOGC_MQTT_INVALID_ARGUMENT;
    }
#if JAVA_CONNECT
    if (packet != PUBLISH) {
        return java_putConnectProperty(client->java, packet == WILL, property->id, (int32_t) property->number,
                (void *) (uintptr_t) property->name, (int32_t) property->name_length,
                (void *) (uintptr_t) value, (int32_t) property->value_length);
    }
#else
    (void) packet;
#endif
    return java_putProperty(client->java, property->id, (int32_t) property->number,
            (void *) (uintptr_t) property->name, (int32_t) property->name_length,
            (void *) (uintptr_t) value, (int32_t) property->value_length);
#else
    (void) client, (void) packet, (void) property;
    return NOGC_MQTT_NOT_IN_PROTOCOL;
#endif
}

#if JAVA_CONNECT
/* The others of CONNECT follow from the settings. */
static int is_of_connect(uint8_t id) {
    return id == NOGC_MQTT_REQUEST_PROBLEM_INFORMATION || id == NOGC_MQTT_REQUEST_RESPONSE_INFORMATION
            || id == NOGC_MQTT_USER_PROPERTY;
}

static int is_of_will(uint8_t id) {
    return id == NOGC_MQTT_WILL_DELAY_INTERVAL || id == NOGC_MQTT_PAYLOAD_FORMAT_INDICATOR
            || id == NOGC_MQTT_MESSAGE_EXPIRY_INTERVAL || id == NOGC_MQTT_CONTENT_TYPE
            || id == NOGC_MQTT_RESPONSE_TOPIC || id == NOGC_MQTT_CORRELATION_DATA || id == NOGC_MQTT_USER_PROPERTY;
}

static int32_t set_properties(nogc_mqtt_client *client, enum packet packet, const nogc_mqtt_property *properties,
        size_t count) {
    int32_t result = problem_of(client);
    if (result < 0 || (properties == NULL && count > 0)) {
        return result < 0 ? result : NOGC_MQTT_INVALID_ARGUMENT;
    }
    java_clearConnectProperties(client->java, packet == WILL);
    for (size_t i = 0; result == NOGC_MQTT_OK && i < count; i++) {
        result = (packet == WILL ? is_of_will(properties[i].id) : is_of_connect(properties[i].id))
                ? put_property(client, packet, &properties[i]) : NOGC_MQTT_INVALID_PROPERTY;
    }
    if (result < 0) {
        java_clearConnectProperties(client->java, packet == WILL);
    }
    return result;
}

PUBLIC int32_t nogc_mqtt_set_connect_properties(nogc_mqtt_client *client, const nogc_mqtt_property *properties,
        size_t count) {
    return set_properties(client, CONNECT, properties, count);
}

PUBLIC int32_t nogc_mqtt_set_will_properties(nogc_mqtt_client *client, const nogc_mqtt_property *properties,
        size_t count) {
    return set_properties(client, WILL, properties, count);
}
#endif

/* ---- Messages and subscriptions ---- */

static int32_t publish(nogc_mqtt_client *client, const char *topic, const void *payload, size_t length, int qos,
        int retain, int32_t tag) {
    library_lent lent;
    if (topic == NULL || (payload == NULL && length > 0) || length > INT32_MAX) {
        return NOGC_MQTT_INVALID_ARGUMENT;
    }
    return java_publish(client->java, (void *) (uintptr_t) topic, length_of(topic),
            library_lend(&lent, payload, (int32_t) length), (int32_t) length, qos, retain, tag);
}

PUBLIC int32_t nogc_mqtt_publish(nogc_mqtt_client *client, const char *topic, const void *payload, size_t length,
        int qos, int retain) {
    int32_t problem = problem_of(client);
    if (problem < 0) {
        return problem;
    }
    clear_properties(client);
    return publish(client, topic, payload, length, qos, retain, 0);
}

PUBLIC int32_t nogc_mqtt_publish_with(nogc_mqtt_client *client, const char *topic, const void *payload, size_t length,
        int qos, int retain, const nogc_mqtt_property *properties, size_t count, int32_t tag) {
    int32_t result = problem_of(client);
    if (result == NOGC_MQTT_OK && properties == NULL && count > 0) {
        result = NOGC_MQTT_INVALID_ARGUMENT;
    }
    if (result == NOGC_MQTT_OK) {
        clear_properties(client);
    }
    for (size_t i = 0; result == NOGC_MQTT_OK && i < count; i++) {
        result = put_property(client, PUBLISH, &properties[i]);
    }
    return result < 0 ? result : publish(client, topic, payload, length, qos, retain, tag);
}

PUBLIC int32_t nogc_mqtt_cancel(nogc_mqtt_client *client, int32_t handle) {
    int32_t problem = problem_of(client);
    return problem < 0 ? problem : java_cancel(client->java, handle);
}

PUBLIC int32_t nogc_mqtt_next_property(nogc_mqtt_client *client, nogc_mqtt_property *property) {
    int32_t problem = problem_of(client);
    if (problem < 0 || property == NULL) {
        return problem < 0 ? problem : NOGC_MQTT_INVALID_ARGUMENT;
    }
#if JAVA_PROTOCOL == 5
    int32_t id = java_nextProperty(client->java);
    if (id > 0) {
        *property = client->property;
        property->id = (uint8_t) id;
        return 1;
    }
#endif
    return 0;
}

PUBLIC int32_t nogc_mqtt_subscribe(nogc_mqtt_client *client, const char *filter, int qos) {
    int32_t problem = problem_of(client);
    if (problem < 0 || filter == NULL) {
        return problem < 0 ? problem : NOGC_MQTT_INVALID_ARGUMENT;
    }
    return java_subscribe(client->java, (void *) (uintptr_t) filter, length_of(filter), qos);
}

PUBLIC int32_t nogc_mqtt_unsubscribe(nogc_mqtt_client *client, const char *filter) {
    int32_t problem = problem_of(client);
    if (problem < 0 || filter == NULL) {
        return problem < 0 ? problem : NOGC_MQTT_INVALID_ARGUMENT;
    }
    return java_unsubscribe(client->java, (void *) (uintptr_t) filter, length_of(filter));
}

PUBLIC int32_t nogc_mqtt_disconnect(nogc_mqtt_client *client) {
    int32_t problem = problem_of(client);
    return problem < 0 ? problem : java_disconnect(client->java);
}

PUBLIC int32_t nogc_mqtt_abort(nogc_mqtt_client *client) {
    int32_t problem = problem_of(client);
    return problem < 0 ? problem : java_abort(client->java);
}

PUBLIC int32_t nogc_mqtt_acknowledge(nogc_mqtt_client *client, int32_t handle, uint8_t reason_code) {
    int32_t problem = problem_of(client);
    return problem < 0 ? problem : java_acknowledge(client->java, handle, reason_code);
}

#if JAVA_STORE
PUBLIC int32_t nogc_mqtt_acknowledge_with_state(nogc_mqtt_client *client, int32_t handle, const void *state,
        size_t length) {
    int32_t problem = problem_of(client);
    if (problem < 0 || state == NULL || length == 0) {
        return problem < 0 ? problem : NOGC_MQTT_INVALID_ARGUMENT;
    }
    return length > LONGEST ? NOGC_MQTT_BUFFER_TOO_SMALL
            : java_acknowledgeWithState(client->java, handle, (void *) (uintptr_t) state, (int32_t) length);
}

PUBLIC int32_t nogc_mqtt_application_state(nogc_mqtt_client *client, void *state, size_t capacity) {
    int32_t problem = problem_of(client);
    if (problem < 0 || state == NULL) {
        return problem < 0 ? problem : NOGC_MQTT_INVALID_ARGUMENT;
    }
    return java_applicationState(client->java, state, capacity > LONGEST ? LONGEST : (int32_t) capacity);
}

PUBLIC int32_t nogc_mqtt_open_tags(nogc_mqtt_client *client, int32_t *tags, size_t capacity) {
    int32_t problem = problem_of(client);
    if (problem < 0 || (tags == NULL && capacity > 0)) {
        return problem < 0 ? problem : NOGC_MQTT_INVALID_ARGUMENT;
    }
    return java_openTags(client->java, tags, capacity > LONGEST ? LONGEST : (int32_t) capacity);
}

PUBLIC int32_t nogc_mqtt_clear(nogc_mqtt_client *client) {
    int32_t problem = problem_of(client);
    return problem < 0 ? problem : java_clear(client->java);
}
#endif

PUBLIC int32_t nogc_mqtt_resume(nogc_mqtt_client *client) {
    int32_t problem = problem_of(client);
    return problem < 0 ? problem : java_resume(client->java);
}

PUBLIC int32_t nogc_mqtt_is_connected(const nogc_mqtt_client *client) {
    int32_t problem = problem_of(client);
    return problem < 0 ? problem : java_isConnected(client->java);
}

PUBLIC int32_t nogc_mqtt_is_idle(const nogc_mqtt_client *client) {
    int32_t problem = problem_of(client);
    return problem < 0 ? problem : java_isIdle(client->java);
}

PUBLIC int32_t nogc_mqtt_free_slots(const nogc_mqtt_client *client) {
    int32_t problem = problem_of(client);
    return problem < 0 ? problem : java_freeSlots(client->java);
}

PUBLIC int32_t nogc_mqtt_arena_used(const nogc_mqtt_client *client) {
    int32_t problem = problem_of(client);
    return problem < 0 ? problem : (int32_t) client->used;
}

PUBLIC int32_t nogc_mqtt_protocol(void) {
    return JAVA_PROTOCOL;
}
