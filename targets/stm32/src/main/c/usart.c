/*
 * The serial line to the network: bytes come by interrupt into a ring, and leave by waiting for the transmitter. A full
 * ring takes no more bytes: RTS asks the peer to wait, and where that wire is missing an overrun is counted.
 * Interrupt handler, ring and vector table are in RAM: an erase of the flash, which stops every fetch from it, loses
 * no byte while the ring has room. RM0090 chapter 30 (F4), RM0041 chapter 23 (F1), RM0444 chapter 33 (G0).
 */
#include "board.h"
#include "reg.h"

#define LINK USART_BASE(LINK_USART)
#define LINK_USART_IRQ USART_IRQ(LINK_USART)
#define NVIC_ISER (0xE000E100u + LINK_USART_IRQ / 32 * 4) /* PM0214 4.3.2: allows the interrupt */
#define NVIC_ICER (0xE000E180u + LINK_USART_IRQ / 32 * 4) /* PM0214 4.3.3: forbids it */
#define NVIC_BIT (1u << LINK_USART_IRQ % 32)

#define STATUS_ORE (1u << 3)
#define STATUS_RXNE (1u << 5)
#define STATUS_TXE (1u << 7)
#define CONTROL1_RE (1u << 2)
#define CONTROL1_TE (1u << 3)
#define CONTROL1_RXNEIE (1u << 5)
#define CONTROL3_RTSE (1u << 8)

_Static_assert(USART_EXISTS(LINK_USART), "LINK_USART is the number of no USART of this family: board_config.h");

/* In one place, so that one address leads to all of it. */
static struct {
    volatile uint32_t head; /* written by the interrupt alone */
    volatile uint32_t tail; /* written by usart_read alone */
    volatile uint32_t lost; /* counted by the interrupt alone */
    uint32_t told;
    volatile uint8_t ring[LINK_RING];
} received;

RAM_CODE void USART_Handler(void) {
    if (received.head - received.tail == LINK_RING) {
        reg_write(NVIC_ICER, NVIC_BIT); /* the byte stays where it is, and RTS asks the peer to wait */
        return;
    }
    uint32_t status = reg_read(LINK + USART_STATUS);
    uint8_t byte = (uint8_t) reg_read(LINK + USART_RECEIVED); /* this read also clears RXNE */
    if ((status & STATUS_ORE) != 0) {
        USART_CLEAR_OVERRUN(LINK);
        received.lost++;
    }
    if ((status & STATUS_RXNE) != 0) {
        received.ring[received.head % LINK_RING] = byte;
        received.head++;
    }
}

void usart_start(void) {
    reg_write(LINK + USART_DIVISOR, (clock_usart(LINK_USART) + LINK_BAUD / 2) / LINK_BAUD);
    reg_write(LINK + USART_CONTROL3, CONTROL3_RTSE);
    reg_write(LINK + USART_CONTROL1, USART_ENABLE | CONTROL1_TE | CONTROL1_RE | CONTROL1_RXNEIE);
    reg_write(NVIC_ISER, NVIC_BIT);
}

int usart_has_input(void) {
    return received.head != received.tail;
}

int32_t usart_read(int8_t *bytes, int32_t offset, int32_t length) {
    int32_t count = 0;
    while (count < length && received.head != received.tail) {
        bytes[offset + count++] = (int8_t) received.ring[received.tail % LINK_RING];
        received.tail++;
    }
    reg_write(NVIC_ISER, NVIC_BIT); /* there is room again */
    return count;
}

/* As much as leaves without a stuck transmitter; a byte takes 87 microseconds at 115,200 baud. */
int32_t usart_write(const int8_t *bytes, int32_t offset, int32_t length) {
    int32_t count = 0;
    while (count < length && reg_await(LINK + USART_STATUS, STATUS_TXE, STATUS_TXE, LINK_TURNS)) {
        reg_write(LINK + USART_SENT, (uint8_t) bytes[offset + count++]);
    }
    return count;
}

int32_t usart_lost(void) {
    uint32_t now = received.lost;
    uint32_t news = now - received.told;
    received.told = now;
    return (int32_t) news;
}
