/* I2C1 against a slave with registers; that flags and stops come as the manual asks for is a rule of the model. */
#include "board.h"
#include "check.h"
#include "model/model.h"

#ifdef CHIP_HAS_I2C_OF_F1
#define UNSUPPORTED (-70)
#define FAILED (-71)
#define NO_ANSWER (-72)
#define SLAVE 0x76

static int8_t bytes[64];

/* Reads behind a register's number, at an offset of the buffer. */
static int32_t read_registers(uint8_t first, int32_t count) {
    for (int i = 0; i < 64; i++) {
        bytes[i] = 99;
    }
    bytes[5] = (int8_t) first;
    return i2c_transfer(SLAVE, bytes, 5, 1, count);
}

static void registers_of_every_number_are_read_behind_a_repeated_start(void) {
    clock_start();
    for (int32_t count = 1; count <= 26; count++) {
        uint32_t starts = i2c_starts, stops = i2c_stops;
        SAME(0, read_registers(0x88, count));
        for (int32_t i = 0; i < count; i++) {
            SAME((int8_t) (3 * (0x88 + i)), bytes[5 + i]);
        }
        SAME(99, bytes[5 + count]);
        SAME(2, i2c_starts - starts);
        SAME(1, i2c_stops - stops);
    }
}

static void bytes_are_written(void) {
    clock_start();
    bytes[0] = (int8_t) 0xF2;
    bytes[1] = 1;
    bytes[2] = (int8_t) 0xA7;
    SAME(0, i2c_transfer(SLAVE, bytes, 0, 3, 0));
    SAME(1, i2c_slave_registers[0xF2]);
    SAME(0xA7, i2c_slave_registers[0xF3]);
    SAME(1, i2c_stops);
    SAME(0, read_registers(0xF3, 1));
    SAME((int8_t) 0xA7, bytes[5]);
}

static void bytes_are_read_without_any_written(void) {
    clock_start();
    SAME(0, read_registers(0x10, 1));
    SAME(0, i2c_transfer(SLAVE, bytes, 0, 0, 2));
    SAME((int8_t) (3 * 0x11), bytes[0]);
    SAME((int8_t) (3 * 0x12), bytes[1]);
}

static void a_device_is_looked_for_by_its_address_alone(void) {
    clock_start();
    SAME(0, i2c_transfer(SLAVE, bytes, 0, 0, 0));
    SAME(NO_ANSWER, i2c_transfer(SLAVE + 1, bytes, 0, 0, 0));
    SAME(2, i2c_stops);
}

static void a_missing_device_does_not_answer_and_the_next_one_does(void) {
    clock_start();
    i2c_slave_address = 0x40;
    SAME(NO_ANSWER, read_registers(0, 4));
    SAME(NO_ANSWER, i2c_transfer(SLAVE, bytes, 0, 0, 4));
    SAME(2, i2c_stops);
    i2c_slave_address = SLAVE;
    SAME(0, read_registers(0, 4));
}

static void a_byte_that_is_refused_ends_the_transfer(void) {
    clock_start();
    i2c_slave_refuses_behind = 1;
    SAME(NO_ANSWER, i2c_transfer(SLAVE, bytes, 0, 4, 0));
    SAME(1, i2c_stops);
    i2c_slave_refuses_behind = UINT32_MAX;
    SAME(0, i2c_transfer(SLAVE, bytes, 0, 4, 0));
}

static void a_held_clock_holds_nobody_for_ever(void) {
    clock_start();
    SAME(0, read_registers(0, 4));
    i2c_slave_holds_clock = true;
    uint32_t looks = bus_looks();
    SAME(FAILED, read_registers(0, 4));
    CHECK(bus_looks() - looks < 200000);
    i2c_slave_holds_clock = false;
    SAME(0, read_registers(0, 4));
}

static void a_slave_in_the_middle_of_a_byte_is_clocked_to_its_end(void) {
    clock_start();
    i2c_slave_holds_data = 7;
    SAME(0, read_registers(0x20, 4));
    SAME(0x60, bytes[5]);
    i2c_slave_holds_data = 9; /* and in between */
    SAME(FAILED, read_registers(0x20, 4));
    SAME(0, read_registers(0x20, 4));
}

static void a_data_line_at_ground_fails(void) {
    clock_start();
    i2c_slave_holds_data = 1000;
    SAME(FAILED, read_registers(0, 4));
    SAME(0, i2c_starts);
}

static void a_bus_that_only_the_filter_sees_is_reset(void) {
    clock_start();
    SAME(0, read_registers(0, 4));
    i2c_is_filtered_out = true;
    SAME(FAILED, read_registers(0, 4));
    SAME(0, read_registers(0, 4));
}

static void what_is_no_transfer_is_unsupported(void) {
    clock_start();
    SAME(UNSUPPORTED, i2c_transfer(0x07, bytes, 0, 1, 0));
    SAME(UNSUPPORTED, i2c_transfer(0x78, bytes, 0, 1, 0));
    SAME(UNSUPPORTED, i2c_transfer(SLAVE, bytes, 0, -1, 0));
    SAME(UNSUPPORTED, i2c_transfer(SLAVE, bytes, 0, 0, -1));
    SAME(0, i2c_starts);
}
#endif

void i2c_tests(void) {
#ifdef CHIP_HAS_I2C_OF_F1
    RUN(registers_of_every_number_are_read_behind_a_repeated_start);
    RUN(bytes_are_written);
    RUN(bytes_are_read_without_any_written);
    RUN(a_device_is_looked_for_by_its_address_alone);
    RUN(a_missing_device_does_not_answer_and_the_next_one_does);
    RUN(a_byte_that_is_refused_ends_the_transfer);
    RUN(a_held_clock_holds_nobody_for_ever);
    RUN(a_slave_in_the_middle_of_a_byte_is_clocked_to_its_end);
    RUN(a_data_line_at_ground_fails);
    RUN(a_bus_that_only_the_filter_sees_is_reset);
    RUN(what_is_no_transfer_is_unsupported);
#endif
}
