/*
 * I2C1 of F1 and F4 (RM0090 27.6, RM0041 22.6) and one slave at it, with 256 registers behind a pointer: a master that
 * sends and receives byte for byte, each in BYTE looks. What the manual asks of the order is checked: flags are cleared
 * by reads, a byte is refused ahead of its end, the stop comes after a refused one.
 */
#include "model.h"

#ifdef CHIP_HAS_I2C_OF_F1
#include <string.h>

enum {CR1 = 0x00, CR2 = 0x04, DR = 0x10, SR1 = 0x14, SR2 = 0x18, CCR = 0x1C, TRISE = 0x20};
#define PE (1u << 0)
#define START (1u << 8)
#define STOP (1u << 9)
#define ACK (1u << 10)
#define POS (1u << 11)
#define SWRST (1u << 15)
#define SB (1u << 0)
#define ADDR (1u << 1)
#define BTF (1u << 2)
#define RXNE (1u << 6)
#define TXE (1u << 7)
#define AF (1u << 10)
#define BUSY (1u << 1)
#define MSL (1u << 0)
#define BYTE 8

uint32_t i2c_slave_address, i2c_slave_refuses_behind, i2c_starts, i2c_stops;
uint8_t i2c_slave_registers[256];
bool i2c_slave_holds_clock, i2c_is_filtered_out;
uint32_t i2c_slave_holds_data;
static enum {NONE, ADDRESSING, SENDING, RECEIVING} state;
static uint32_t control, frequency, divider, rise, status, flags2, data, shift, begun, pointer, written;
static bool is_reading_status, is_shifting, is_shift_full, next_ack, last_ack, is_stopping, was_clock_high;

static void power_on(void) {
    i2c_slave_address = 0x76;
    i2c_slave_refuses_behind = UINT32_MAX;
    i2c_starts = i2c_stops = i2c_slave_holds_data = 0;
    for (uint32_t i = 0; i < 256; i++) {
        i2c_slave_registers[i] = (uint8_t) (3 * i);
    }
    i2c_slave_holds_clock = i2c_is_filtered_out = false;
    state = NONE;
    control = frequency = divider = rise = status = flags2 = data = 0;
    is_shifting = is_shift_full = is_stopping = false;
    was_clock_high = true;
}

/* The lines as a program reads them at the pins, pulled up but for what holds them; nine pulses end a slave's byte. */
void i2c_lines(void) {
    bool is_output = gpio_mode(1, 6) == PIN_OPEN_DRAIN;
    bool high = !is_output || gpio_output_level(1, 6);
    if (is_output && high && !was_clock_high && i2c_slave_holds_data > 0) {
        i2c_slave_holds_data--;
    }
    was_clock_high = high;
    gpio_apply(1, 6, high && !i2c_slave_holds_clock);
    gpio_apply(1, 7, (gpio_mode(1, 7) != PIN_OPEN_DRAIN || gpio_output_level(1, 7)) && i2c_slave_holds_data == 0);
}

static void begin_byte(void) {
    is_shifting = true;
    begun = bus_looks();
}

static void release(void) {
    bus_forbid(state == RECEIVING && last_ack, "a stop while the slave drives the next byte");
    state = NONE;
    flags2 = 0;
    is_stopping = is_shifting = false;
    status &= RXNE; /* what came can still be read */
    i2c_stops++;
}

/* A byte came to its end: into the data register, or, while that is full, it waits and the clock stands still. */
static void received(void) {
    shift = i2c_slave_registers[pointer++ & 255];
    last_ack = (control & POS) != 0 ? next_ack : (control & ACK) != 0;
    next_ack = (control & ACK) != 0;
    is_shifting = false;
    if ((status & RXNE) != 0) {
        is_shift_full = true;
        status |= BTF;
    } else {
        data = shift;
        status |= RXNE;
        if (last_ack) {
            begin_byte();
        }
    }
    if (is_stopping) {
        release();
    }
}

static void pass(void) {
    i2c_lines();
    if (!is_shifting || i2c_slave_holds_clock || bus_looks() - begun < BYTE) {
        return;
    }
    if (state == RECEIVING) {
        received();
    } else if (state == SENDING) {
        is_shifting = false;
        if (written == i2c_slave_refuses_behind) {
            status |= AF;
            return;
        }
        if (written++ == 0) {
            pointer = shift;
        } else {
            i2c_slave_registers[pointer++ & 255] = (uint8_t) shift;
        }
        status |= TXE | BTF;
    } else {
        is_shifting = false;
        status |= data >> 1 == i2c_slave_address ? ADDR : AF;
    }
}

static bool is_free(void) {
    return i2c_slave_holds_data == 0 && !i2c_is_filtered_out;
}

static uint32_t read(uint32_t offset) {
    pass();
    uint32_t value = 0;
    switch (offset) {
        case CR1: return control;
        case CR2: return frequency;
        case CCR: return divider;
        case TRISE: return rise;
        case SR1:
            is_reading_status = true;
            return status;
        case SR2:
            value = flags2 | (is_free() ? 0 : BUSY);
            if ((status & ADDR) != 0 && is_reading_status) {
                status &= ~ADDR;
                state = (data & 1) != 0 ? RECEIVING : SENDING;
                written = 0;
                next_ack = last_ack = (control & ACK) != 0;
                if (state == RECEIVING) {
                    begin_byte();
                } else {
                    status |= TXE;
                }
            }
            return value;
        case DR:
            bus_forbid(state == RECEIVING && (status & RXNE) == 0, "a byte read before it came");
            value = data;
            status &= ~(RXNE | BTF);
            if (is_shift_full) {
                is_shift_full = false;
                data = shift;
                status |= RXNE;
                if (last_ack && state == RECEIVING) {
                    begin_byte();
                }
            }
            return value;
        default: return 0;
    }
}

static void start(void) {
    uint32_t hz = rcc_apb1_hz();
    bus_forbid(frequency != hz / 1000000, "FREQ is not the clock of the bus");
    bus_forbid(hz / (2 * divider) > 100000 || hz / (2 * divider) < 95000, "the clock is not 100 kHz");
    bus_forbid(rise != hz / 1000000 + 1, "TRISE is not 1000 ns");
    bus_forbid(gpio_mode(1, 6) != PIN_I2C || gpio_mode(1, 7) != PIN_I2C, "the pins are not those of I2C1");
    bus_forbid(state == RECEIVING && last_ack, "a start while the slave drives the next byte");
    if (!is_free()) {
        return;
    }
    i2c_starts++;
    state = ADDRESSING;
    flags2 = MSL | BUSY;
    status = SB;
    is_shift_full = false;
}

static void write_control(uint32_t value) {
    if ((value & SWRST) != 0) {
        state = NONE;
        status = flags2 = control = 0;
        i2c_is_filtered_out = is_shifting = is_stopping = false;
        return;
    }
    control = value & ~(START | STOP);
    if ((value & START) != 0) {
        start();
    }
    if ((value & STOP) != 0 && (flags2 & MSL) != 0) {
        is_stopping = state == RECEIVING && is_shifting;
        if (!is_stopping) {
            release();
        }
    }
}

static void write(uint32_t offset, uint32_t value) {
    pass();
    switch (offset) {
        case CR1:
            write_control(value);
            break;
        case CR2: case CCR: case TRISE:
            bus_forbid((control & PE) != 0, "the clock of I2C1 set up while it is on");
            *(offset == CR2 ? &frequency : offset == CCR ? &divider : &rise) = value;
            break;
        case DR:
            if ((status & SB) != 0) {
                bus_forbid(!is_reading_status, "SB is cleared by a read of SR1 and a write of DR");
                status &= ~SB;
                data = value;
            } else {
                bus_forbid(state != SENDING || is_shifting, "a byte written while none is asked for");
                status &= ~(BTF | TXE);
                shift = value;
            }
            is_reading_status = false;
            begin_byte();
            break;
        case SR1:
            status &= value | 0xFF;
            break;
        default:
            bus_forbid(true, "this register of I2C1 is not modelled");
            break;
    }
}

const struct device i2c_device = {"I2C1", 0x40005400u, 0x400, read, write, power_on, rcc_has_i2c};
#else
void i2c_lines(void) {
}
#endif
