/* A client as C holds it. Nothing of it leaves the library. */
#pragma once
#include "nogc_mqtt.h"
#include "java_names.h"

struct nogc_mqtt_client {
    uint32_t magic;
    void *java;
    uint32_t used;
    int32_t result;            /* of the settings */
    nogc_mqtt_transport transport;
    nogc_mqtt_callbacks callbacks;
    nogc_mqtt_message message; /* while it is being told */
#if JAVA_STORE
    nogc_mqtt_store store;     /* of no use if the session is kept nowhere */
#endif
#if JAVA_PROTOCOL == 5
    nogc_mqtt_property property;
#endif
};
