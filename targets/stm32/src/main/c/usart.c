/*
 * The serial line to the network: bytes come by interrupt into a ring, and leave by waiting for the transmitter. A full
 * ring takes no more bytes: RTS asks the peer to wait, and where that wire is missing an overrun is counted.
 * Interrupt handler, ring and vector table are in RAM: an erase of the flash, which stops every fetch from it, loses
 * no byte while the ring has room. RM0090 chapter 30 (F4), RM0041 chapter 23 (F1): the same registers.
 */
#include "board.h"
#include "reg.h"

#define USART_SR (LINK_USART + 0x00)
#define USART_DR (LINK_USART + 0x04)
#define USART_BRR (LINK_USART + 0x08)
#define USART_CR1 (LINK_USART + 0x0C)
#define USART_CR3 (LINK_USART + 0x14)
#define NVIC_ISER (0xE000E100u + LINK_USART_IRQ / 32 * 4) /* PM0214 4.3.2: allows the interrupt */
#define NVIC_ICER (0xE000E180u + LINK_USART_IRQ / 32 * 4) /* PM0214 4.3.3: forbids it */
#define NVIC_BIT (1u << LINK_USART_IRQ % 32)

#define SR_ORE (1u << 3)
#define SR_RXNE (1u << 5)
#define SR_TXE (1u << 7)
#define CR1_RE (1u << 2)
#define CR1_TE (1u << 3)
#define CR1_RXNEIE (1u << 5)
#define CR1_UE (1u << 13)
#define CR3_RTSE (1u << 8)

static volatile uint8_t ring[LINK_RING];
static volatile uint32_t head; /* written by the interrupt alone */
static volatile uint32_t tail; /* written by usart_read alone */
static volatile uint32_t lost; /* counted by the interrupt alone */
static uint32_t told;

RAM_CODE void USART_Handler(void) {
    if (head - tail == LINK_RING) {
        reg_write(NVIC_ICER, NVIC_BIT); /* the byte stays where it is, and RTS asks the peer to wait */
        return;
    }
    uint32_t status = reg_read(USART_SR);
    uint8_t byte = (uint8_t) reg_read(USART_DR); /* this read also clears RXNE and ORE */
    if ((status & SR_ORE) != 0) {
        lost++;
    }
    if ((status & SR_RXNE) != 0) {
        ring[head % LINK_RING] = byte;
        head++;
    }
}

void usart_start(void) {
    reg_write(USART_BRR, (clock_usart(LINK_USART) + LINK_BAUD / 2) / LINK_BAUD);
    reg_write(USART_CR3, CR3_RTSE);
    reg_write(USART_CR1, CR1_UE | CR1_TE | CR1_RE | CR1_RXNEIE);
    reg_write(NVIC_ISER, NVIC_BIT);
}

int usart_has_input(void) {
    return head != tail;
}

int32_t usart_read(int8_t *bytes, int32_t offset, int32_t length) {
    int32_t count = 0;
    while (count < length && head != tail) {
        bytes[offset + count++] = (int8_t) ring[tail % LINK_RING];
        tail++;
    }
    reg_write(NVIC_ISER, NVIC_BIT); /* there is room again */
    return count;
}

/* As much as leaves without a stuck transmitter; a byte takes 87 microseconds at 115,200 baud. */
int32_t usart_write(const int8_t *bytes, int32_t offset, int32_t length) {
    int32_t count = 0;
    while (count < length && reg_await(USART_SR, SR_TXE, SR_TXE, LINK_TURNS)) {
        reg_write(USART_DR, (uint8_t) bytes[offset + count++]);
    }
    return count;
}

int32_t usart_lost(void) {
    uint32_t now = lost;
    uint32_t news = now - told;
    told = now;
    return (int32_t) news;
}
