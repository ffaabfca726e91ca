/*
 * nogc_mqtt: an MQTT client for a C main loop.
 *
 *     static uint8_t arena[NOGC_MQTT_ARENA_BYTES(256, 256, 512, 4, 20, 64, 20)];
 *     nogc_mqtt_client *client;
 *     if (nogc_mqtt_init(&client, &config, arena, sizeof arena) == NOGC_MQTT_OK) {
 *         nogc_mqtt_connect(client);
 *         for (;;) {
 *             int32_t wait = nogc_mqtt_poll(client);      // then sleep until input, at most `wait` milliseconds
 *         }
 *     }
 *
 * Version. There is one library for MQTT 3.1.1 and one for MQTT 5.0, both called libnogc_mqtt.a and both behind this
 * header; nogc_mqtt_protocol() tells which one is linked. What only 5.0 has is marked [5.0] and ignored by the other.
 * Of each there is a second one with a store (`STORE=yes make firmware-lib`); what only that has is marked [store], and
 * a program that calls it links no other. A program without a store pays nothing for it. In the same way there is one
 * for 5.0 with properties of CONNECT and of the will (`CONNECT=yes`, with or without STORE=yes): [connect].
 *
 * Memory. All of it is the arena that you hand to nogc_mqtt_init: nothing is allocated elsewhere, and nothing at all
 * after that call. Each client has its own arena; as many clients as you like may live side by side.
 *
 * Stack. A call needs at most NOGC_MQTT_STACK_BYTES, and on top of it what your own callbacks use.
 *
 * Blocking. No function waits for anything; each is bounded by the sizes of the configuration. Only poll calls your
 * transport, and so takes as long as your transport does.
 *
 * Reentrancy. One thread (or the main loop) for all calls of one client; not from an interrupt. Inside a callback every
 * function but poll, init and the transport's own is legal.
 *
 * Pointers. What you pass in is copied before the call returns, the two structures of functions, too; only their
 * contexts must live as long as the client. What a callback gets is valid until it returns.
 *
 * C library. memcpy, memmove and memset are all that is needed; on a Cortex-M0 also the division of libgcc.
 */
#ifndef NOGC_MQTT_H
#define NOGC_MQTT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Results: 0 or more is good, less is one of these, grouped by whose fault it is ---- */

#define NOGC_MQTT_OK 0

/* The call is wrong: change it. */
#define NOGC_MQTT_INVALID_ARGUMENT (-1)     /* NULL, or out of range */
#define NOGC_MQTT_INVALID_STRING (-2)       /* ill-formed UTF-8, or more than 65,535 bytes */
#define NOGC_MQTT_INVALID_TOPIC (-3)        /* empty, or with a wildcard */
#define NOGC_MQTT_INVALID_TOPIC_FILTER (-4) /* empty, a misplaced wildcard, a bad $share prefix */
#define NOGC_MQTT_INVALID_QOS (-5)          /* not 0, 1 or 2 */
#define NOGC_MQTT_INVALID_PROPERTY (-6)     /* [5.0] not one of that packet, of another type, or given twice */
#define NOGC_MQTT_NOT_IN_PROTOCOL (-7)      /* 3.1.1 has no properties, and no reason codes in acknowledgements */
#define NOGC_MQTT_IN_CALLBACK (-9)          /* poll inside a callback */
#define NOGC_MQTT_STALE (-10)               /* the handle's message or connection is over */
#define NOGC_MQTT_NOT_CONNECTED (-11)
#define NOGC_MQTT_ALREADY_CONNECTED (-12)   /* connected, connecting or closing */
#define NOGC_MQTT_PASSWORD_WITHOUT_USER_NAME (-13)  /* 3.1.1 forbids it */
#define NOGC_MQTT_CLIENT_IDENTIFIER_REQUIRED (-14)  /* with a store; 3.1.1: with NOGC_MQTT_CLEAN_NEVER */
#define NOGC_MQTT_INVALID_REASON_CODE (-16)
#define NOGC_MQTT_MESSAGE_INCOMPLETE (-17)  /* a large message, acknowledged before its last piece came */
#define NOGC_MQTT_NOT_INITIALISED (-30)     /* the client never saw nogc_mqtt_init, or that failed */

/* The server does not offer it: ask for less. */
#define NOGC_MQTT_QOS_NOT_SUPPORTED (-32)
#define NOGC_MQTT_RETAIN_NOT_AVAILABLE (-33)
#define NOGC_MQTT_PACKET_TOO_LARGE (-34)
#define NOGC_MQTT_WILDCARD_NOT_AVAILABLE (-35)
#define NOGC_MQTT_SHARED_NOT_AVAILABLE (-37)

/* Something is full or too small. */
#define NOGC_MQTT_FULL (-48)                /* nothing was taken: try again after a completion */
#define NOGC_MQTT_BUFFER_TOO_SMALL (-49)    /* it can never fit: configure more */
#define NOGC_MQTT_STORE_FAILED (-50)        /* [store] your functions reported a failure; as the cause of an end, too */
#define NOGC_MQTT_STORE_FULL (-51)          /* [store] nothing was taken: try again after a completion */
#define NOGC_MQTT_STORE_OTHER_SESSION (-52) /* [store] it holds one of another client_id or version */
#define NOGC_MQTT_STORE_DAMAGED (-55)       /* [store] it held a session, and cannot be read: see nogc_mqtt_clear */
#define NOGC_MQTT_ARENA_TOO_SMALL (-63)

/* The transport; `open`, `read` and `write` of yours return these, too. */
#define NOGC_MQTT_END_OF_STREAM (-64)       /* the peer closed it in an orderly way */
#define NOGC_MQTT_BROKEN (-65)              /* reset, network down, driver error, or a result out of range */
#define NOGC_MQTT_UNRESOLVED (-66)          /* no such host */
#define NOGC_MQTT_CONNECTION_REFUSED (-67)  /* nothing listens there */
#define NOGC_MQTT_UNREACHABLE (-68)
#define NOGC_MQTT_INSECURE (-69)            /* the peer could not be authenticated */

/* How a message or a connection ended. */
#define NOGC_MQTT_REFUSED (-96)             /* the server said no: see the reason code */
#define NOGC_MQTT_CONNECTION_LOST (-97)     /* before the answer came */
#define NOGC_MQTT_SESSION_LOST (-98)        /* QoS 2: the server forgot it, the outcome is unknown */
#define NOGC_MQTT_EXPIRED (-99)             /* [5.0] its Message Expiry Interval ran out before it was sent */
#define NOGC_MQTT_CONNECT_TIMEOUT (-101)    /* the transport did not open */
#define NOGC_MQTT_CONNACK_TIMEOUT (-102)
#define NOGC_MQTT_PING_TIMEOUT (-103)
#define NOGC_MQTT_SEND_TIMEOUT (-104)
#define NOGC_MQTT_RECEIVE_TIMEOUT (-105)    /* in the middle of a packet */
#define NOGC_MQTT_SERVER_DISCONNECT (-106)  /* [5.0] the server sent DISCONNECT */
#define NOGC_MQTT_DISCONNECTED (-107)       /* you called nogc_mqtt_disconnect */
#define NOGC_MQTT_ABORTED (-108)            /* you called nogc_mqtt_abort */
#define NOGC_MQTT_QOS_DOWNGRADED (-109)     /* the server answered a QoS 2 message as if it were QoS 1 */
#define NOGC_MQTT_INBOUND_FULL (-111)       /* 3.1.1: more QoS 2 messages wait for PUBREL than twice inbound_slots */
#define NOGC_MQTT_UNKNOWN_SESSION (-112)    /* the server kept what we know nothing of: discard_unknown_session */
#define NOGC_MQTT_ACKNOWLEDGEMENT_TIMEOUT (-117) /* acknowledgement_timeout_ms passed */
#define NOGC_MQTT_CANCELLED (-118)          /* you called nogc_mqtt_cancel [store: or nogc_mqtt_clear] */

/* The server broke the protocol: -128 to -255, the negated reason code, of which these are common. */
#define NOGC_MQTT_MALFORMED_PACKET (-0x81)
#define NOGC_MQTT_PROTOCOL_ERROR (-0x82)
#define NOGC_MQTT_RECEIVE_MAXIMUM_EXCEEDED (-0x93)
#define NOGC_MQTT_QUOTA_EXCEEDED (-0x97)    /* a packet other than PUBLISH that exceeds receive_buffer */

/* ---- The transport: a byte stream to the broker (TCP, TLS, a serial line), and the time ---- */

/*
 * All six are required. None may wait for the other end, and none may call the client. `context` is the one below.
 * One transport serves one client.
 */
typedef struct nogc_mqtt_transport {
    /* Starts opening, or looks how far it is; called again until it is not 0. 1: open, 0: not yet, < 0: failed. */
    int32_t (*open)(void *context);
    /* Fills in at most `length` (1 or more) bytes. How many; 0: none now, never "closed"; < 0: the stream is dead. */
    int32_t (*read)(void *context, uint8_t *buffer, size_t length);
    /* Takes at most `length` (1 or more) bytes. How many; 0: none now; < 0: the stream is dead. */
    int32_t (*write)(void *context, const uint8_t *bytes, size_t length);
    /* Drops the stream, also one that is still opening or dead. Afterwards `open` starts anew. */
    void (*close)(void *context);
    /* Milliseconds since any moment, wrapping at 2^32; never steps back. */
    uint32_t (*now_ms)(void *context);
    /* 32 bits that differ between two devices that start together: for the delay of reconnects. */
    uint32_t (*entropy)(void *context);
    void *context;
} nogc_mqtt_transport;

/* ---- The store [store]: memory that outlives a reset and a power cut: a chip's flash, an EEPROM, a file ---- */

/*
 * The rules are those of NOR flash: an erasure makes every bit of a sector 1, programming turns bits to 0, and a unit
 * is programmed once between two erasures. A power cut may spoil what is being programmed or erased, and nothing else.
 * Each function answers 0, or anything else if it failed; all but `sync` are required. None may call the client; they
 * take as long as the memory takes, inside poll, publish and acknowledge. `address` counts from the start of the store.
 * What failed is tried again at the next poll; a connection fails or ends with NOGC_MQTT_STORE_FAILED, and one whose
 * open answers 0 is told that once it is open. With other sizes than it was written with a store is
 * NOGC_MQTT_STORE_DAMAGED.
 */
typedef struct nogc_mqtt_store {
    uint32_t sectors;             /* 2 and more */
    uint32_t sector_size;         /* bytes, 256 and more, a multiple of program_unit */
    uint32_t program_unit;        /* bytes that are programmed together: 1, 2, 4, 8, 16, 32 */
    uint32_t largest_record;      /* bytes of topic, properties and payload of the largest message, and 30 more: 64 to
                                     65,535 */
    uint32_t state_bytes;         /* the most for nogc_mqtt_acknowledge_with_state, 0 to 65,535 */
    int32_t (*read)(void *context, uint32_t address, uint8_t *buffer, size_t length);
    /* Whole units that are erased, within one sector. */
    int32_t (*program)(void *context, uint32_t address, const uint8_t *bytes, size_t length);
    /* 0: it is erased; 1: it is being erased meanwhile, and this is called again. */
    int32_t (*erase)(void *context, uint32_t sector);
    /* Waits until what was programmed and erased outlives a power cut; NULL where it does when those return. */
    int32_t (*sync)(void *context);
    void *context;
} nogc_mqtt_store;

/* ---- Properties [5.0] ---- */

/* Of messages and of the will, unless they say otherwise; others come with other packets: MQTT 5.0, table 2-4. */
#define NOGC_MQTT_PAYLOAD_FORMAT_INDICATOR 0x01 /* number: 1 says UTF-8 */
#define NOGC_MQTT_MESSAGE_EXPIRY_INTERVAL 0x02  /* number: seconds */
#define NOGC_MQTT_CONTENT_TYPE 0x03             /* string */
#define NOGC_MQTT_RESPONSE_TOPIC 0x08           /* string: a topic name */
#define NOGC_MQTT_CORRELATION_DATA 0x09         /* bytes */
#define NOGC_MQTT_SUBSCRIPTION_IDENTIFIER 0x0B  /* number; received only */
#define NOGC_MQTT_REQUEST_PROBLEM_INFORMATION 0x17  /* number, of CONNECT: 0 asks for no Reason String and no User
                                                   Property but in messages and where a connection ends; else 1 */
#define NOGC_MQTT_WILL_DELAY_INTERVAL 0x18      /* number, of the will: seconds from the end of the connection to the
                                                   will, which a connection within them prevents; the end of the session
                                                   comes first (session_expiry_s) */
#define NOGC_MQTT_REQUEST_RESPONSE_INFORMATION 0x19 /* number, of CONNECT: 1 asks for the next one */
#define NOGC_MQTT_RESPONSE_INFORMATION 0x1A     /* string; received only, in on_connected: how response topics begin */
#define NOGC_MQTT_REASON_STRING 0x1F            /* string; received only, in callbacks other than on_message */
#define NOGC_MQTT_USER_PROPERTY 0x26            /* name and value, strings; may repeat; of CONNECT, too */

/*
 * Strings are UTF-8, not NUL-terminated. What is not of the identifier's type is ignored when given, and means nothing
 * when received.
 */
typedef struct nogc_mqtt_property {
    uint8_t id;
    uint32_t number;
    const char *name;
    size_t name_length;   /* at most 65,535 */
    const void *value;    /* not NULL for a string or bytes, also if they are empty */
    size_t value_length;  /* at most 65,535 */
} nogc_mqtt_property;

/* ---- Callbacks: all from inside nogc_mqtt_poll; any may be NULL ---- */

/* A message, or a piece of a large one. Not NUL-terminated. */
typedef struct nogc_mqtt_message {
    const char *topic;
    size_t topic_length;      /* bytes; 0 in pieces after the first call */
    const uint8_t *payload;
    size_t payload_length;    /* bytes of this call */
    size_t position;          /* of `payload` in the whole payload */
    size_t total_length;      /* of the whole payload; equal to payload_length if the message came whole */
    int32_t handle;           /* for nogc_mqtt_acknowledge; 0 at QoS 0 */
    uint8_t qos;              /* 0, 1 or 2 */
    uint8_t retain;           /* 1: it is a retained message */
    uint8_t dup;              /* 1: the server says that it may have sent it before */
} nogc_mqtt_message;

/* Answers of on_message. */
#define NOGC_MQTT_ACCEPT 0    /* taken: the server gets its acknowledgement */
#define NOGC_MQTT_WAIT 1      /* not now: nothing more is read, no acknowledgements either, until nogc_mqtt_resume; */
                              /* then it comes again. So never wait for a completion of QoS 1 or 2 */
#define NOGC_MQTT_DEFER 2     /* taken; QoS 1 and 2 are acknowledged only by nogc_mqtt_acknowledge */
                              /* 0x80 to 0xFF: refused with that reason code [5.0; 3.1.1: as ACCEPT] */

typedef struct nogc_mqtt_callbacks {
    /* The server accepted the connection. session_present: 1 if it kept the session: subscriptions are still there. */
    void (*on_connected)(void *context, int session_present);
    /*
     * An attempt failed. cause: a negative result; reason_code: the server's, if the cause is NOGC_MQTT_REFUSED;
     * retry_ms: milliseconds until the next attempt, or -1: none will follow, unless nogc_mqtt_connect is called.
     */
    void (*on_connect_failed)(void *context, int32_t cause, uint8_t reason_code, int32_t retry_ms);
    /* An established connection ended; arguments as above. A large message whose end did not come is void. */
    void (*on_disconnected)(void *context, int32_t cause, uint8_t reason_code, int32_t retry_ms);
    /*
     * A message came; returns one of the answers above. A message larger than receive_buffer comes only where
     * accept_large is set: first a call with the topic and no payload, then pieces without topic, and at last one with
     * position == total_length and no payload, whose answer is that to the message. Otherwise it is refused with 0x97
     * [3.1.1: acknowledged], so that it does not come back for ever.
     */
    int (*on_message)(void *context, const nogc_mqtt_message *message);
    /* A message was skipped, since its topic (and properties) alone exceed receive_buffer. */
    void (*on_oversize)(void *context, uint8_t qos);
    /*
     * A publish ended. QoS 0: it is on its way; QoS 1 and 2: the server has it, if result is NOGC_MQTT_OK.
     * reason_code: the server's [5.0], else 0. tag: that of nogc_mqtt_publish_with, else 0.
     */
    void (*on_published)(void *context, int32_t handle, int32_t tag, int32_t result, uint8_t reason_code);
    /*
     * A subscribe ended; for the list in the configuration handle is 0, and each filter is told, in order. result:
     * NOGC_MQTT_OK, NOGC_MQTT_REFUSED or NOGC_MQTT_CONNECTION_LOST; granted: the QoS that the server grants (0, 1, 2)
     * or its reason code (0x80 and above).
     */
    void (*on_subscribed)(void *context, int32_t handle, int32_t result, uint8_t granted);
    /* An unsubscribe ended; reason_code [5.0]: 0, 0x11 if there was no such subscription, or 0x80 and above. */
    void (*on_unsubscribed)(void *context, int32_t handle, int32_t result, uint8_t reason_code);
    void *context;
} nogc_mqtt_callbacks;

/* ---- Configuration: start from zeros; a field that is 0 has the default in brackets ---- */

typedef struct nogc_mqtt_subscription {
    const char *filter; /* UTF-8, NUL-terminated, at most topic_capacity bytes, may have wildcards */
    uint32_t qos;       /* the most that the server shall send: 0, 1 or 2 */
} nogc_mqtt_subscription;

#define NOGC_MQTT_CLEAN_ALWAYS 1  /* nothing outlives a connection */
#define NOGC_MQTT_CLEAN_NEVER 2   /* the first connection, too, resumes what the server has kept */

typedef struct nogc_mqtt_config {
    const nogc_mqtt_transport *transport; /* required */
    const nogc_mqtt_callbacks *callbacks; /* or NULL */

    /* Sizes in bytes and counts: see NOGC_MQTT_ARENA_BYTES. */
    uint32_t receive_buffer;      /* [256] 64 and more: every packet but the payload of PUBLISH must fit */
    uint32_t transmit_buffer;     /* [256] 64 and more: CONNECT, and the head of a PUBLISH, must fit */
    uint32_t ring;                /* [512] 64 and more: topics and payloads of all messages not yet acknowledged */
    uint32_t request_buffer;      /* [128] room beside the ring for one SUBSCRIBE or UNSUBSCRIBE, which has a slot of
                                     its own, too, and so never waits for messages: bytes of its filter and 3; a longer
                                     one needs room in the ring */
    uint32_t outbound_slots;      /* [4] 1 to 1,023: messages and requests not yet acknowledged */
    uint32_t inbound_slots;       /* [20] 1 to 1,023: QoS 1 and 2 messages that wait for our answer; 3.1.1: as many as
                                     the broker has in flight (Mosquitto: 20) */
    uint32_t topic_capacity;      /* [64] 1 to 65,535: the longest topic or filter of publish, subscribe, unsubscribe */
    uint32_t property_capacity;   /* [5.0] [0] the most bytes of properties of a nogc_mqtt_publish_with, as sent */
    uint32_t connect_property_capacity; /* [connect] [0] the same of nogc_mqtt_set_connect_properties */
    uint32_t will_property_capacity;    /* [connect] [0] the same of nogc_mqtt_set_will_properties */
    uint8_t accept_large;         /* [0] 1: messages larger than receive_buffer come in pieces */

    /* Times in milliseconds, at most 2^31 - 1. */
    uint32_t connect_timeout_ms;  /* [15000] for the transport to open */
    uint32_t connack_timeout_ms;  /* [10000] */
    uint32_t ping_timeout_ms;     /* [10000] for PINGRESP, and without a byte inside a packet */
    uint32_t send_timeout_ms;     /* [30000] in which the transport takes no byte */
    uint32_t acknowledgement_timeout_ms; /* [0: none] for the acknowledgement of the oldest message or request, once it
                                     has left; then the connection ends with NOGC_MQTT_ACKNOWLEDGEMENT_TIMEOUT, and the
                                     next one sends messages again. Stands still while on_message waits */
    uint32_t close_timeout_ms;    /* [1000] from our DISCONNECT to the server's closing of the stream; 1 where the
                                     transport cannot tell that the far end closed */
    uint32_t reconnect_min_ms;    /* [1000] the first delay is drawn below it; it doubles with each failure */
    uint32_t reconnect_max_ms;    /* [120000] up to this */
    uint8_t no_reconnect;         /* [0] 1: a lost or refused connection is not tried again */
    uint8_t stop_on_refusal;      /* [0] a refusal that will hardly go away by itself (bad credentials, not authorized,
                                     …) is tried again at the slowest pace, below reconnect_max_ms; 1: it is the end */
    uint8_t stop_on_first_failure;   /* [0] 1: the first attempt of nogc_mqtt_connect is the only one, if it fails */
    uint8_t discard_unknown_session; /* [5.0] [0] 1: a session that the server kept and we know nothing of is thrown
                                        away with all that waits in it; else NOGC_MQTT_UNKNOWN_SESSION is the end */
    uint8_t republish_qos2;       /* [0] 1: a QoS 2 message of which the server lost the session is published anew, and
                                     may come twice; else it ends with NOGC_MQTT_SESSION_LOST */

    /* What CONNECT says; strings are UTF-8, NUL-terminated. */
    const char *client_id;        /* NULL: 20 random letters and digits; "": the server gives one */
    const char *user_name;        /* or NULL */
    const void *password;         /* or NULL */
    size_t password_length;       /* bytes, at most 65,535 */
    const char *will_topic;       /* or NULL: no will */
    const void *will_payload;     /* or NULL: an empty one */
    size_t will_payload_length;   /* bytes, at most 65,535 */
    uint8_t will_qos;             /* 0, 1 or 2 */
    uint8_t will_retain;          /* 0 or 1 */
    uint8_t clean;                /* [0] the first connection starts anew, later ones resume; or NOGC_MQTT_CLEAN_... */
    int32_t keep_alive_s;         /* [60] 1 to 65,535 seconds; negative: no pings */
    uint32_t session_expiry_s;    /* [5.0] [0] seconds that the server keeps the session; 0xFFFFFFFF: for ever */

    /* Subscribed with each connection that finds no session at the server, as soon as a slot is free. */
    const nogc_mqtt_subscription *subscriptions; /* or NULL */
    size_t subscription_count;
} nogc_mqtt_config;

/*
 * Bytes of arena for a configuration: its sizes in the order of the structure, and as `rest` property_capacity, the
 * lengths of client_id, user_name, password, will_topic and will_payload, for each filter in subscriptions its length
 * and 3, what request_buffer has above 128, 40 with an acknowledgement_timeout_ms, and [connect]
 * connect_property_capacity, will_property_capacity and 80. An upper bound, within NOGC_MQTT_ARENA_SLACK of what is
 * used; nogc_mqtt_arena_used tells the figure.
 */
#define NOGC_MQTT_ARENA_FIXED 2280
#define NOGC_MQTT_ARENA_SLACK 472 /* of MQTT 3.1.1, which needs less than 5.0 */
#define NOGC_MQTT_ARENA_BYTES(receive_buffer, transmit_buffer, ring, outbound_slots, inbound_slots, topic_capacity, \
        rest) \
    (NOGC_MQTT_ARENA_FIXED + (receive_buffer) + (transmit_buffer) + (ring) + 72 * (outbound_slots) \
            + 8 * (inbound_slots) + 2 * (topic_capacity) + (rest))

/* [store] So many bytes of arena more. */
#define NOGC_MQTT_STORE_ARENA_BYTES(largest_record, state_bytes, outbound_slots) \
    (560 + (largest_record) + 2 * (state_bytes) + 4 * (outbound_slots))

/* The whole sample, its callbacks and an interrupt included, used 664 bytes. */
#define NOGC_MQTT_STACK_BYTES 704
#define NOGC_MQTT_STORE_STACK_BYTES 96 /* [store] so many more: its sample used 760 */

/*
 * ---- Functions. Each answers a client that is NULL with NOGC_MQTT_INVALID_ARGUMENT, and one that was never
 * initialised with NOGC_MQTT_NOT_INITIALISED. ----
 */

typedef struct nogc_mqtt_client nogc_mqtt_client; /* lives in the arena */

/*
 * Makes a client, not connected. May be called again for the same arena when the client is idle: everything queued
 * is forgotten. Not reentrant. At most some thousand instructions and one pass over the arena.
 *   client   receives the client, or NULL if the result is negative
 *   config   read during the call only
 *   arena    any alignment; must live as long as the client
 *   bytes    its size
 * NOGC_MQTT_OK; NOGC_MQTT_INVALID_ARGUMENT: a NULL pointer, a function of the transport is missing, a size or time is
 * out of range; NOGC_MQTT_ARENA_TOO_SMALL; NOGC_MQTT_INVALID_STRING, NOGC_MQTT_INVALID_TOPIC: one of CONNECT's;
 * NOGC_MQTT_INVALID_TOPIC_FILTER, NOGC_MQTT_INVALID_QOS, NOGC_MQTT_BUFFER_TOO_SMALL: a subscription.
 */
int32_t nogc_mqtt_init(nogc_mqtt_client **client, const nogc_mqtt_config *config, void *arena, size_t bytes);

/*
 * [store] As nogc_mqtt_init, and the session is kept in the store: a message of QoS 1 or 2 that publish took, and that
 * a poll behind it has seen, is not lost by a reset or a power cut, and at QoS 2 not doubled, in either direction, as
 * long as the server keeps the session: so give client_id, NOGC_MQTT_CLEAN_NEVER or the default, and [5.0]
 * session_expiry_s. What is left of an earlier life is taken by nogc_mqtt_connect; nogc_mqtt_free_slots tells how much
 * that is, and on_published tells its ends with handle 0 and the tag of nogc_mqtt_publish_with.
 *   store  read during the call only; its context must live as long as the client
 * Also NOGC_MQTT_INVALID_ARGUMENT: no store, a function of it is missing, a size is out of range.
 */
int32_t nogc_mqtt_init_with_store(nogc_mqtt_client **client, const nogc_mqtt_config *config,
        const nogc_mqtt_store *store, void *arena, size_t bytes);

/*
 * [connect] What CONNECT says besides the configuration, from the next connection on, a reconnect included; copied, in
 * place of what was set before. If CONNECT exceeds transmit_buffer then, nogc_mqtt_connect answers so, or the cause in
 * on_connect_failed. The Session Expiry Interval is session_expiry_s of the configuration.
 *   properties  NOGC_MQTT_REQUEST_PROBLEM_INFORMATION, NOGC_MQTT_REQUEST_RESPONSE_INFORMATION, NOGC_MQTT_USER_PROPERTY;
 *               NULL if there are none
 *   count       their number
 * NOGC_MQTT_OK. Else CONNECT has none of them: NOGC_MQTT_INVALID_PROPERTY, NOGC_MQTT_INVALID_STRING,
 * NOGC_MQTT_BUFFER_TOO_SMALL (connect_property_capacity), NOGC_MQTT_INVALID_ARGUMENT (a number out of range, no name or
 * value). As it was before: NOGC_MQTT_INVALID_ARGUMENT for properties that are NULL and a count that is not 0.
 */
int32_t nogc_mqtt_set_connect_properties(nogc_mqtt_client *client, const nogc_mqtt_property *properties, size_t count);

/*
 * [connect] The same for the will, which comes to its subscribers with them; of no effect without a will_topic.
 *   properties  NOGC_MQTT_WILL_DELAY_INTERVAL, NOGC_MQTT_PAYLOAD_FORMAT_INDICATOR, NOGC_MQTT_MESSAGE_EXPIRY_INTERVAL,
 *               NOGC_MQTT_CONTENT_TYPE, NOGC_MQTT_RESPONSE_TOPIC, NOGC_MQTT_CORRELATION_DATA, NOGC_MQTT_USER_PROPERTY
 * As above (will_property_capacity); also NOGC_MQTT_INVALID_TOPIC (Response Topic).
 */
int32_t nogc_mqtt_set_will_properties(nogc_mqtt_client *client, const nogc_mqtt_property *properties, size_t count);

/*
 * Connects with the next polls, and stays connected (reconnects) until disconnect or abort; which failures
 * end it otherwise is configured.
 * NOGC_MQTT_OK, NOGC_MQTT_ALREADY_CONNECTED, NOGC_MQTT_INVALID_QOS (of the will), NOGC_MQTT_INVALID_ARGUMENT,
 * NOGC_MQTT_PASSWORD_WITHOUT_USER_NAME, NOGC_MQTT_CLIENT_IDENTIFIER_REQUIRED, NOGC_MQTT_BUFFER_TOO_SMALL (CONNECT
 * exceeds transmit_buffer). [store] NOGC_MQTT_STORE_OTHER_SESSION, NOGC_MQTT_STORE_DAMAGED, NOGC_MQTT_STORE_FAILED;
 * NOGC_MQTT_FULL and NOGC_MQTT_BUFFER_TOO_SMALL: it holds more than the configuration has room for. Nothing of it is
 * dropped: decide, and perhaps call nogc_mqtt_clear.
 */
int32_t nogc_mqtt_connect(nogc_mqtt_client *client);

/*
 * Does what is due: at most one read and one write of the transport, and the callbacks for what was read.
 * Milliseconds until it wants to be called again also without input: 0 for at once; call it whenever the transport
 * has input or room. While the transport opens, call it as often as that needs. NOGC_MQTT_IN_CALLBACK.
 */
int32_t nogc_mqtt_poll(nogc_mqtt_client *client);

/*
 * Queues a message, also while there is no connection; topic and payload are copied.
 *   topic    UTF-8, NUL-terminated, at most topic_capacity bytes
 *   payload  any bytes, NULL if there are none
 *   length   their number
 *   qos      0, 1 or 2
 *   retain   1: the server keeps it for later subscribers
 * A positive handle for on_published; NOGC_MQTT_FULL: try again after a completion; NOGC_MQTT_BUFFER_TOO_SMALL: the
 * topic exceeds topic_capacity, or topic and payload the ring; NOGC_MQTT_INVALID_ARGUMENT, NOGC_MQTT_INVALID_STRING,
 * NOGC_MQTT_INVALID_TOPIC, NOGC_MQTT_INVALID_QOS; [5.0] NOGC_MQTT_PACKET_TOO_LARGE, NOGC_MQTT_QOS_NOT_SUPPORTED,
 * NOGC_MQTT_RETAIN_NOT_AVAILABLE.
 */
int32_t nogc_mqtt_publish(nogc_mqtt_client *client, const char *topic, const void *payload, size_t length, int qos,
        int retain);

/*
 * Queues a message with a number of your own and [5.0] properties, which are copied; else as nogc_mqtt_publish.
 *   properties  NULL if there are none
 *   count       their number
 *   tag         any number, which comes back in on_published
 * NOGC_MQTT_INVALID_PROPERTY, NOGC_MQTT_INVALID_STRING, NOGC_MQTT_INVALID_TOPIC (Response Topic),
 * NOGC_MQTT_INVALID_ARGUMENT (a number out of range), NOGC_MQTT_BUFFER_TOO_SMALL (property_capacity);
 * NOGC_MQTT_NOT_IN_PROTOCOL: this library is for 3.1.1, and there is a property.
 */
int32_t nogc_mqtt_publish_with(nogc_mqtt_client *client, const char *topic, const void *payload, size_t length, int qos,
        int retain, const nogc_mqtt_property *properties, size_t count, int32_t tag);

/*
 * Ends a message that is queued or not acknowledged yet; legal in a callback. on_published tells it as
 * NOGC_MQTT_CANCELLED in the next poll; of one that is half written, once its last byte has left. What was sent may
 * have arrived all the same; a QoS 2 message that was sent keeps its slot until the server has let go of its
 * identifier.
 *   handle  of nogc_mqtt_publish or nogc_mqtt_publish_with
 * NOGC_MQTT_OK; NOGC_MQTT_STALE: it is over, or of QoS 2 and at the server, or it is a request's.
 */
int32_t nogc_mqtt_cancel(nogc_mqtt_client *client, int32_t handle);

/*
 * [5.0] Inside a callback: the next property of the packet that it is about; of a large message in its first call only.
 *   property  filled in; its pointers are valid until the callback returns
 * 1, or 0 if there is none (any more); NOGC_MQTT_INVALID_ARGUMENT for NULL.
 */
int32_t nogc_mqtt_next_property(nogc_mqtt_client *client, nogc_mqtt_property *property);

/*
 * Asks for messages, now: those for good stand in the configuration. A reconnect with session_present 0 forgets it.
 *   filter   UTF-8, NUL-terminated, at most topic_capacity bytes, may have wildcards
 *   qos      the most that the server shall send
 * A positive handle for on_subscribed; NOGC_MQTT_NOT_CONNECTED, NOGC_MQTT_FULL, NOGC_MQTT_BUFFER_TOO_SMALL,
 * NOGC_MQTT_INVALID_ARGUMENT, NOGC_MQTT_INVALID_STRING, NOGC_MQTT_INVALID_TOPIC_FILTER, NOGC_MQTT_INVALID_QOS; [5.0]
 * NOGC_MQTT_PACKET_TOO_LARGE, NOGC_MQTT_WILDCARD_NOT_AVAILABLE, NOGC_MQTT_SHARED_NOT_AVAILABLE.
 */
int32_t nogc_mqtt_subscribe(nogc_mqtt_client *client, const char *filter, int qos);

/* Takes a filter back, spelt as it was subscribed. A positive handle for on_unsubscribed, or as for subscribe. */
int32_t nogc_mqtt_unsubscribe(nogc_mqtt_client *client, const char *filter);

/*
 * Ends the connection cleanly with the next polls: the server drops the will. Messages stay queued for the next
 * nogc_mqtt_connect. NOGC_MQTT_OK, NOGC_MQTT_NOT_CONNECTED.
 */
int32_t nogc_mqtt_disconnect(nogc_mqtt_client *client);

/* Drops the connection with the next poll: the server publishes the will. NOGC_MQTT_OK, NOGC_MQTT_NOT_CONNECTED. */
int32_t nogc_mqtt_abort(nogc_mqtt_client *client);

/*
 * Acknowledges a message whose callback answered NOGC_MQTT_DEFER; acknowledgements leave in the order of arrival.
 *   reason_code  0; [5.0] 0x80 and above refuses the message
 * NOGC_MQTT_OK; NOGC_MQTT_STALE: the server will send it again, or has its answer;
 * NOGC_MQTT_MESSAGE_INCOMPLETE; NOGC_MQTT_INVALID_REASON_CODE, NOGC_MQTT_NOT_IN_PROTOCOL.
 */
int32_t nogc_mqtt_acknowledge(nogc_mqtt_client *client, int32_t handle, uint8_t reason_code);

/*
 * [store] Acknowledges a message and keeps a state of your own in the same record, in place of the last one: after a
 * power cut either both are there, or the message comes again. So what QoS 2 messages come to is exact: keep the sum of
 * them, and go on from nogc_mqtt_application_state.
 *   state   copied
 *   length  1 to state_bytes
 * As above; NOGC_MQTT_BUFFER_TOO_SMALL; NOGC_MQTT_INVALID_ARGUMENT: NULL or empty; NOGC_MQTT_STORE_FULL: not
 * acknowledged, try again after a poll, and answer NOGC_MQTT_DEFER meanwhile, not NOGC_MQTT_WAIT: what makes room in
 * the store would not be read either.
 */
int32_t nogc_mqtt_acknowledge_with_state(nogc_mqtt_client *client, int32_t handle, const void *state, size_t length);

/*
 * [store] Copies the state that was kept last, from nogc_mqtt_connect on. Its length, 0 if there is none;
 * NOGC_MQTT_BUFFER_TOO_SMALL; NOGC_MQTT_INVALID_ARGUMENT for NULL.
 */
int32_t nogc_mqtt_application_state(nogc_mqtt_client *client, void *state, size_t capacity);

/*
 * [store] Copies the tags of the messages that are not over, the oldest first; right behind nogc_mqtt_connect those
 * that the store gave back. Who numbers messages by their tags goes on behind the highest of these.
 *   tags      may be NULL if capacity is 0
 *   capacity  how many fit; there are at most outbound_slots
 * How many there are; NOGC_MQTT_INVALID_ARGUMENT.
 */
int32_t nogc_mqtt_open_tags(nogc_mqtt_client *client, int32_t *tags, size_t capacity);

/*
 * [store] Drops the session: all that the store holds, the state, and every message, while the client is idle. For good
 * after the next nogc_mqtt_poll; a reset ahead of that leaves it there.
 * NOGC_MQTT_OK; NOGC_MQTT_ALREADY_CONNECTED; NOGC_MQTT_IN_CALLBACK; NOGC_MQTT_STORE_FAILED.
 */
int32_t nogc_mqtt_clear(nogc_mqtt_client *client);

/* Goes on after on_message answered NOGC_MQTT_WAIT: the same message comes again with the next poll. NOGC_MQTT_OK. */
int32_t nogc_mqtt_resume(nogc_mqtt_client *client);

/* 1: the server accepted the connection and it stands; 0: not so. */
int32_t nogc_mqtt_is_connected(const nogc_mqtt_client *client);

/* 1: nothing is going on and nothing will, before connect and after its end; 0: keep polling. */
int32_t nogc_mqtt_is_idle(const nogc_mqtt_client *client);

/* How many more messages and requests may be queued. */
int32_t nogc_mqtt_free_slots(const nogc_mqtt_client *client);

/* Bytes of the arena in use, for good. */
int32_t nogc_mqtt_arena_used(const nogc_mqtt_client *client);

/* Which library this is: 4 for MQTT 3.1.1, 5 for MQTT 5.0, as CONNECT says it. */
int32_t nogc_mqtt_protocol(void);

/*
 * Called when the library finds that it is broken itself (an index out of its array): `cause` says what. Define your
 * own in place of the weak one, which executes an undefined instruction, so that your fault handler is called. It
 * must not return; if it does, the undefined instruction follows.
 */
void nogc_mqtt_panic(const char *cause);

#ifdef __cplusplus
}
#endif

#endif
