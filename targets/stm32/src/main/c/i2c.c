/*
 * I2C1 as the only master at 100 kHz, on the families that have the device of F1 and F4 (I2C1 in their family.h): PB6
 * is SCL, PB7 SDA, with resistors beside them. Without interrupts: a byte takes 90 us. RM0090 chapter 27, RM0041
 * chapter 22; results are those of nogc.hal.I2c.
 *
 * A slave that was interrupted in a byte holds the data line until it was clocked to its end, and the device's filter
 * may see a bus that is not there, as the errata sheets of the F1 have it: so each fault ends with the pins freed and
 * the device reset.
 */
#include "board.h"
#include "reg.h"

#ifdef I2C1
#define UNSUPPORTED (-70)
#define FAILED (-71)
#define NO_ANSWER (-72)

#define CR1 (I2C1 + 0x00u)
#define CR2 (I2C1 + 0x04u)
#define DR (I2C1 + 0x10u)
#define SR1 (I2C1 + 0x14u)
#define SR2 (I2C1 + 0x18u)
#define CCR (I2C1 + 0x1Cu)
#define TRISE (I2C1 + 0x20u)

#define CR1_PE (1u << 0)
#define CR1_START (1u << 8)
#define CR1_STOP (1u << 9)
#define CR1_ACK (1u << 10)
#define CR1_POS (1u << 11)
#define CR1_SWRST (1u << 15)
#define SR1_SB (1u << 0)
#define SR1_ADDR (1u << 1)
#define SR1_BTF (1u << 2)
#define SR1_RXNE (1u << 6)
#define SR1_TXE (1u << 7)
#define SR1_REFUSED (1u << 10)          /* AF */
#define SR1_LOST (1u << 8 | 1u << 9)    /* BERR, ARLO */
#define SR2_BUSY (1u << 1)

#define SCL 22 /* PB6: 16 * port + number */
#define SDA 23
#define HZ 100000u
#define TURNS 50000u /* looks at a device that holds the clock: 3 ms at 168 MHz, 20 ms at 24 MHz */

static uint8_t is_started;

/* Half a period of the clock, or more. */
static void half(void) {
    for (uint32_t turn = clock_core / 1000000; turn > 0; turn--) {
        reg_read(SR2);
    }
}

static void line(int32_t pin, int32_t high) {
    port_write((uint32_t) pin, high);
    half();
}

/* Clocks a slave that holds the data line to the end of its byte, and stops. */
static int free_bus(void) {
    port_output(SCL, 1, 1);
    port_output(SDA, 1, 1);
    half();
    for (int bit = 0; bit < 9 && !port_read(SDA); bit++) {
        line(SCL, 0);
        line(SCL, 1);
    }
    line(SDA, 0);
    line(SDA, 1);
    return port_read(SCL) && port_read(SDA);
}

static int start(void) {
    uint32_t hz = clock_usart(2); /* APB1, of both */
    reg_set(I2C_CLOCKS, I2C_CLOCK);
    reg_read(I2C_CLOCKS);
    if (!free_bus()) {
        return 0;
    }
    reg_write(CR1, CR1_SWRST);
    reg_write(CR1, 0);
    reg_write(CR2, hz / 1000000);
    reg_write(CCR, (hz + 2 * HZ - 1) / (2 * HZ));
    reg_write(TRISE, hz / 1000000 + 1); /* 1000 ns */
    port_i2c(SCL);
    port_i2c(SDA);
    reg_write(CR1, CR1_PE);
    return 1;
}

/* Waits for a flag. */
static int32_t await(uint32_t flag) {
    for (uint32_t turn = 0; turn < TURNS; turn++) {
        uint32_t status = reg_read(SR1);
        if ((status & SR1_REFUSED) != 0) {
            return NO_ANSWER;
        }
        if ((status & SR1_LOST) != 0) {
            return FAILED;
        }
        if ((status & flag) != 0) {
            return 0;
        }
    }
    return FAILED;
}

static int32_t call(uint32_t address, uint32_t control) {
    reg_write(CR1, CR1_PE | CR1_START | control);
    int32_t result = await(SR1_SB);
    if (result == 0) {
        reg_write(DR, address);
        result = await(SR1_ADDR);
    }
    return result;
}

static int32_t send(uint32_t address, const int8_t *bytes, int32_t length) {
    int32_t result = call(address << 1, 0);
    reg_read(SR2); /* behind SR1: ADDR is gone */
    for (int32_t i = 0; i < length && result == 0; i++) {
        reg_write(DR, (uint8_t) bytes[i]);
        result = await(SR1_BTF);
    }
    return result;
}

static int32_t take(uint32_t flag, int8_t *byte) {
    int32_t result = await(flag);
    *byte = (int8_t) reg_read(DR);
    return result;
}

/* The last byte is refused and the stop asked for while the clock stands still, so that no interrupt comes between. */
static int32_t receive(uint32_t address, int8_t *bytes, int32_t length) {
    int32_t result = call(address << 1 | 1, length == 2 ? CR1_ACK | CR1_POS : CR1_ACK);
    if (result != 0) {
        return result;
    }
    if (length == 1) {
        reg_write(CR1, CR1_PE);
        reg_read(SR2);
        reg_write(CR1, CR1_PE | CR1_STOP);
        return take(SR1_RXNE, bytes);
    }
    reg_read(SR2);
    if (length == 2) {
        reg_write(CR1, CR1_PE | CR1_POS);
    }
    while (length > 3 && result == 0) {
        result = take(SR1_RXNE, bytes++);
        length--;
    }
    if (length == 3 && result == 0) {
        result = await(SR1_BTF);
        reg_write(CR1, CR1_PE);
        *bytes++ = (int8_t) reg_read(DR);
    }
    if (result == 0) {
        result = await(SR1_BTF);
        reg_write(CR1, CR1_PE | CR1_STOP);
        bytes[0] = (int8_t) reg_read(DR);
        bytes[1] = (int8_t) reg_read(DR);
    }
    return result;
}

static int32_t transfer(uint32_t address, int8_t *bytes, int32_t written, int32_t read) {
    int32_t result = 0;
    if (written > 0 || read == 0) {
        result = send(address, bytes, written);
    }
    if (result == 0 && read > 0) {
        return receive(address, bytes, read);
    }
    if (result == 0) {
        reg_write(CR1, CR1_PE | CR1_STOP);
    }
    return result;
}

int32_t i2c_transfer(int32_t address, int8_t *bytes, int32_t offset, int32_t written, int32_t read) {
    if (address < 0x08 || address > 0x77 || written < 0 || read < 0) {
        return UNSUPPORTED;
    }
    if (!is_started && !start()) {
        return FAILED;
    }
    is_started = reg_await(SR2, SR2_BUSY, 0, TURNS); /* until the stop before is over */
    int32_t result = is_started ? transfer((uint32_t) address, bytes + offset, written, read) : FAILED;
    if (result == NO_ANSWER) {
        reg_write(SR1, 0); /* takes the refusal away */
        reg_write(CR1, CR1_PE | CR1_STOP);
    }
    is_started = result != FAILED;
    return result;
}
#elif !defined(REGISTER_MODEL)
/* A program that asks for it does not link, and explain-refusal says why. */
int32_t this_board_has_no_i2c(void);

int32_t i2c_transfer(int32_t address, int8_t *bytes, int32_t offset, int32_t written, int32_t read) {
    (void) address, (void) bytes, (void) offset, (void) written, (void) read;
    return this_board_has_no_i2c();
}
#endif
