/* The name of this very chip. */
#include "board.h"
#include <string.h>
#include "check.h"
#include "model/model.h"

static void the_client_identifier_is_the_unique_id_in_hexadecimal(void) {
    int8_t name[34];
    memset(name, '.', sizeof name);
    SAME(30, identity_copy(name, 2));
    CHECK(memcmp("..stm32-00112233445566778899aabb..", name, sizeof name) == 0);
}

static void an_emulated_chip_has_none_and_is_not_asked(void) {
    int8_t name[30];
    rcc_answers = false;
    SAME(30, identity_copy(name, 0));
    CHECK(memcmp("stm32-51454d5551454d5551454d55", name, sizeof name) == 0);
}

void identity_tests(void) {
    RUN(the_client_identifier_is_the_unique_id_in_hexadecimal);
    RUN(an_emulated_chip_has_none_and_is_not_asked);
}
