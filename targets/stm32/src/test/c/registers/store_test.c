/*
 * The region of internal flash. What the manual forbids (a write while busy or locked, an error flag of before, a stale
 * cache, a wrong width) is a rule of the model.
 */
#include "board.h"
#include <string.h>
#include "check.h"
#include "flash.h"
#include "model/model.h"

#define SIZE (STORE_SECTORS * STORE_SECTOR)
#define FAILED (-71)

static int8_t bytes[64];
static uint8_t *const store = flash_memory + (STORE_START - FLASH_START);

static void power_up(void) {
    clock_start();
    pins_start();
    systick_start();
    usart_start();
    watchdog_start();
    for (int i = 0; i < 64; i++) {
        bytes[i] = (int8_t) (i * 7 + 1);
    }
}

static void check_failed(enum flash_fault cause, int32_t result) {
    SAME(FAILED, result);
    SAME(cause, store_fault());
}

static void what_is_programmed_is_read_back(void) {
    int8_t read[64] = {0};
    power_up();
    SAME(0, store_program(FLASH_UNIT, bytes, 8, 32));
    SAME(0, memcmp(store + FLASH_UNIT, bytes + 8, 32));
    SAME(32 / FLASH_UNIT, flash_programmings());
    SAME(0, store_read(FLASH_UNIT + 1, read, 3, 30));
    SAME(0, memcmp(read + 3, bytes + 9, 30));
    SAME(0, read[2]);
    SAME(0, read[33]);
}

static void the_controller_is_locked_again_after_each_operation(void) {
    power_up();
    SAME(0, store_program(0, bytes, 0, FLASH_UNIT));
    CHECK(!flash_is_unlocked());
    SAME(0, store_erase(0));
    CHECK(!flash_is_unlocked());
}

static void an_erase_makes_one_whole_sector_blank_and_no_byte_beside_it(void) {
    power_up();
    for (int32_t sector = 0; sector < store_sectors(); sector++) {
        memset(flash_memory, 0x55, sizeof flash_memory);
        SAME(0, store_erase(sector));
        for (int32_t i = 0; i < CHIP_FLASH_SIZE; i++) {
            int32_t offset = i - (int32_t) (STORE_START - FLASH_START) - sector * STORE_SECTOR;
            SAME(offset >= 0 && offset < STORE_SECTOR ? 0xFF : 0x55, flash_memory[i]);
        }
    }
}

static void the_first_and_the_last_unit_of_the_region_are_programmed(void) {
    power_up();
    SAME(0, store_program(0, bytes, 0, FLASH_UNIT));
    SAME(0, store_program(SIZE - FLASH_UNIT, bytes, 0, FLASH_UNIT));
    SAME(0, memcmp(store, bytes, FLASH_UNIT));
    SAME(0, memcmp(store + SIZE - FLASH_UNIT, bytes, FLASH_UNIT));
}

static void a_stretch_outside_of_the_region_is_refused(void) {
    power_up();
    check_failed(FLASH_OUTSIDE, store_read(-1, bytes, 0, 1));
    check_failed(FLASH_OUTSIDE, store_read(0, bytes, 0, -1));
    check_failed(FLASH_OUTSIDE, store_read(SIZE, bytes, 0, 1));
    check_failed(FLASH_OUTSIDE, store_read(INT32_MAX, bytes, 0, INT32_MAX));
    check_failed(FLASH_OUTSIDE, store_program(-FLASH_UNIT, bytes, 0, FLASH_UNIT));
    check_failed(FLASH_OUTSIDE, store_program(SIZE - FLASH_UNIT, bytes, 0, 2 * FLASH_UNIT));
    check_failed(FLASH_OUTSIDE, store_erase(-1));
    check_failed(FLASH_OUTSIDE, store_erase(STORE_SECTORS));
    SAME(0, flash_programmings());
    SAME(0, flash_erasures());
    SAME(0, store_read(SIZE, bytes, 0, 0));
}

static void a_stretch_that_is_not_whole_units_is_refused(void) {
    power_up();
    check_failed(FLASH_OUTSIDE, store_program(1, bytes, 0, FLASH_UNIT));
    check_failed(FLASH_OUTSIDE, store_program(0, bytes, 0, FLASH_UNIT + 1));
    SAME(0, flash_programmings());
}

static void a_stretch_across_the_border_of_a_sector_is_refused(void) {
    power_up();
    check_failed(FLASH_OUTSIDE, store_program(STORE_SECTOR - FLASH_UNIT, bytes, 0, 2 * FLASH_UNIT));
    SAME(0, flash_programmings());
    SAME(0, store_program(STORE_SECTOR - FLASH_UNIT, bytes, 0, FLASH_UNIT));
    SAME(0, store_program(STORE_SECTOR, bytes, 0, FLASH_UNIT));
}

static void a_unit_that_is_not_erased_is_refused_before_anything_is_programmed(void) {
    power_up();
    store[3 * FLASH_UNIT - 1] = 0xFE;
    check_failed(FLASH_NOT_ERASED, store_program(0, bytes, 0, 4 * FLASH_UNIT));
    SAME(0, flash_programmings());
    SAME(0, store_program(0, bytes, 0, 2 * FLASH_UNIT));
}

static void a_controller_that_does_not_take_its_keys_is_reported(void) {
    power_up();
    flash_is_locked_for_good = true;
    check_failed(FLASH_LOCKED, store_program(0, bytes, 0, FLASH_UNIT));
    check_failed(FLASH_LOCKED, store_erase(0));
    SAME(0, flash_programmings() + flash_erasures());
}

static void a_controller_that_was_left_unlocked_is_given_no_keys(void) {
    power_up();
    flash_unlock();
    SAME(0, store_erase(0));
    flash_unlock();
    SAME(0, store_program(0, bytes, 0, FLASH_UNIT));
    CHECK(!flash_is_unlocked());
}

static void a_protected_sector_is_reported(void) {
    power_up();
    flash_is_protected = true;
    check_failed(FLASH_PROTECTED, store_program(0, bytes, 0, FLASH_UNIT));
    check_failed(FLASH_PROTECTED, store_erase(0));
}

static void an_error_of_the_controller_ends_the_operation_and_its_flags_do_not_stay(void) {
    power_up();
    flash_errs = true;
    check_failed(FLASH_REFUSED, store_program(0, bytes, 0, 4 * FLASH_UNIT));
    check_failed(FLASH_REFUSED, store_erase(0));
    CHECK(!flash_is_unlocked());
    flash_errs = false;
    SAME(0, store_program(0, bytes, 0, FLASH_UNIT));
    SAME(0, store_erase(0));
    SAME(FLASH_FINE, store_fault());
}

static void cells_that_do_not_take_what_was_written_are_reported(void) {
    power_up();
    flash_is_worn = true;
    bytes[0] = 0;
    check_failed(FLASH_DIFFERS, store_program(0, bytes, 0, FLASH_UNIT));
    check_failed(FLASH_DIFFERS, store_erase(1));
}

static void an_erase_that_never_ends_is_given_up_after_the_stated_time(void) {
    power_up();
    flash_hangs = true;
    int32_t start = systick_millis();
    check_failed(FLASH_BUSY, store_erase(0));
    int32_t took = systick_millis() - start;
    CHECK(took >= 40 && took <= store_erase_millis());
}

static void a_unit_that_never_ends_is_given_up_after_milliseconds(void) {
    power_up();
    flash_hangs = true;
    int32_t start = systick_millis();
    check_failed(FLASH_BUSY, store_program(0, bytes, 0, 4 * FLASH_UNIT));
    CHECK(systick_millis() - start < 5);
}

static uint8_t arriving;
static uint32_t arrived;

static void bytes_arrive(void) {
    if (flash_is_busy() && bus_looks() % 4 == 0 && arrived < LINK_RING) {
        usart_receive(0, arriving++);
        arrived++;
    }
}

static void bytes_that_arrive_during_an_erase_are_kept(void) {
    int8_t received[LINK_RING];
    power_up();
    bus_meanwhile = bytes_arrive;
    SAME(0, store_erase(0));
    SAME(LINK_RING, arrived);
    SAME(LINK_RING, usart_read(received, 0, LINK_RING));
    for (uint32_t i = 0; i < LINK_RING; i++) {
        SAME((int8_t) i, received[i]);
    }
    SAME(0, usart_lost());
}

static void an_erase_begins_with_a_kick_of_the_watchdog(void) {
    power_up();
    uint32_t kicks = iwdg_kicks();
    SAME(0, store_erase(0));
    CHECK(iwdg_kicks() > kicks);
}

static void the_stated_times_are_those_of_the_data_sheet(void) {
#if defined(FAMILY_g0)
    SAME(125, store_program_micros());
    CHECK(store_erase_millis() >= 40 * STORE_SECTOR / 2048 && store_erase_millis() <= 41 * STORE_SECTOR / 2048);
#elif defined(FAMILY_f1)
    SAME(70, store_program_micros());
    CHECK(store_erase_millis() >= 40 * STORE_SECTOR / 1024 && store_erase_millis() < 41 * STORE_SECTOR / 1024);
#else
    SAME(100, store_program_micros());
    CHECK(store_erase_millis() >= 2000 && store_erase_millis() < 2100);
#endif
}

void store_tests(void) {
    RUN(what_is_programmed_is_read_back);
    RUN(the_controller_is_locked_again_after_each_operation);
    RUN(an_erase_makes_one_whole_sector_blank_and_no_byte_beside_it);
    RUN(the_first_and_the_last_unit_of_the_region_are_programmed);
    RUN(a_stretch_outside_of_the_region_is_refused);
    RUN(a_stretch_that_is_not_whole_units_is_refused);
    RUN(a_stretch_across_the_border_of_a_sector_is_refused);
    RUN(a_unit_that_is_not_erased_is_refused_before_anything_is_programmed);
    RUN(a_controller_that_does_not_take_its_keys_is_reported);
    RUN(a_controller_that_was_left_unlocked_is_given_no_keys);
    RUN(a_protected_sector_is_reported);
    RUN(an_error_of_the_controller_ends_the_operation_and_its_flags_do_not_stay);
    RUN(cells_that_do_not_take_what_was_written_are_reported);
    RUN(an_erase_that_never_ends_is_given_up_after_the_stated_time);
    RUN(a_unit_that_never_ends_is_given_up_after_milliseconds);
    RUN(bytes_that_arrive_during_an_erase_are_kept);
    RUN(an_erase_begins_with_a_kick_of_the_watchdog);
    RUN(the_stated_times_are_those_of_the_data_sheet);
}
