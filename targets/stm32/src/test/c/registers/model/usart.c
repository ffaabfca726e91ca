/*
 * The USARTs of link and console (RM0090 30.6, RM0041 23.6, RM0444 33.8): one byte of receive register, overrun, RTS,
 * baud from the bus.
 */
#include <string.h>
#include "board.h"
#include "model.h"

#define SR_ORE (1u << 3)
#define SR_RXNE (1u << 5)
#define SR_TXE (1u << 7)
#define CR1_RE (1u << 2)
#define CR1_TE (1u << 3)
#define CR1_RXNEIE (1u << 5)
#ifdef FAMILY_g0
#define CR1_UE (1u << 0)
enum {CR1 = 0x00, CR3 = 0x08, BRR = 0x0C, SR = 0x1C, ICR = 0x20, RDR = 0x24, TDR = 0x28};
#else
#define CR1_UE (1u << 13)
enum {SR = 0x00, RDR = 0x04, TDR = 0x04, BRR = 0x08, CR1 = 0x0C, CR3 = 0x14, ICR = 0x400}; /* ICR: none */
#endif
#define CR3_RTSE (1u << 8)
#define OVERRUN_GOES_WITH_THE_BYTE (ICR == 0x400)

static struct {
    uint32_t status, received, divisor, control1, control3, sent;
    char text[4096];
} usart[2];

bool usart_is_stuck[2];

static void power_on(void) {
    memset(usart, 0, sizeof usart);
    usart_is_stuck[0] = usart_is_stuck[1] = false;
}

/* The interrupt of the link, as long as its cause lasts; a handler that does not remove it would never end. */
void usart_interrupt(void) {
    for (int i = 0; i < 4; i++) {
        if ((usart[0].control1 & CR1_RXNEIE) == 0 || (usart[0].status & (SR_RXNE | SR_ORE)) == 0
                || !nvic_has(CHIP_LINK_IRQ)) {
            return;
        }
        USART_Handler();
    }
    bus_forbid(true, "an interrupt handler that does not remove its cause");
}

void usart_receive(uint32_t which, uint8_t byte) {
    if ((usart[which].control1 & (CR1_UE | CR1_RE)) != (CR1_UE | CR1_RE)) {
        return;
    }
    if ((usart[which].status & SR_RXNE) != 0) {
        usart[which].status |= SR_ORE; /* the byte before stays, this one is lost */
    } else {
        usart[which].received = byte;
        usart[which].status |= SR_RXNE;
    }
    usart_interrupt();
}

bool usart_asks_to_wait(uint32_t which) {
    return (usart[which].control3 & CR3_RTSE) != 0 && (usart[which].status & SR_RXNE) != 0;
}

uint32_t usart_baud(uint32_t which) {
    return rcc_usart_hz(which == 0 ? CHIP_LINK_USART : CHIP_CONSOLE_USART) / usart[which].divisor;
}

const char *usart_sent(uint32_t which) {
    return usart[which].text;
}

static uint32_t read(uint32_t which, uint32_t offset) {
    switch (offset) {
        case SR: return usart[which].status | (usart_is_stuck[which] ? 0 : SR_TXE);
        case RDR:
            usart[which].status &= ~(SR_RXNE | (OVERRUN_GOES_WITH_THE_BYTE ? SR_ORE : 0));
            return usart[which].received;
        case BRR: return usart[which].divisor;
        case CR1: return usart[which].control1;
        case CR3: return usart[which].control3;
        default: return 0;
    }
}

static void write(uint32_t which, uint32_t offset, uint32_t value) {
    switch (offset) {
        case TDR:
            bus_forbid((usart[which].control1 & (CR1_UE | CR1_TE)) != (CR1_UE | CR1_TE), "sent by a USART that is off");
            usart[which].text[usart[which].sent++ % (sizeof usart[which].text - 1)] = (char) value;
            break;
        case BRR:
            bus_forbid(value < 16, "a divisor below 1");
            usart[which].divisor = value;
            break;
        case CR1:
            bus_forbid(usart[which].divisor == 0, "switched on without a baud");
            usart[which].control1 = value;
            usart_interrupt();
            break;
        case CR3:
            usart[which].control3 = value;
            break;
        case ICR:
            usart[which].status &= ~(value & SR_ORE);
            break;
        default:
            bus_forbid(true, "this register of a USART is not modelled");
            break;
    }
}

static uint32_t read_link(uint32_t offset) {
    return read(0, offset);
}

static void write_link(uint32_t offset, uint32_t value) {
    write(0, offset, value);
}

static uint32_t read_console(uint32_t offset) {
    return read(1, offset);
}

static void write_console(uint32_t offset, uint32_t value) {
    write(1, offset, value);
}

static bool link_has_clock(void) {
    return rcc_has_usart(CHIP_LINK_USART);
}

static bool console_has_clock(void) {
    return rcc_has_usart(CHIP_CONSOLE_USART);
}

const struct device link_device = {"the link's USART", CHIP_LINK_ADDRESS, 0x400, read_link, write_link, power_on,
    link_has_clock};
const struct device console_device = {"the console's USART", CHIP_CONSOLE_ADDRESS, 0x400, read_console, write_console,
    power_on, console_has_clock};
