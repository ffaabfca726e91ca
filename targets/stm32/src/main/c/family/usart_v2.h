/*
 * The USART of all families since F0: F3, F7, G0, G4, H7, L0, L4 (RM0444 33.8): where its registers are. The FIFO that
 * some have stays off, as after reset.
 */
#pragma once

#define USART_CONTROL1 0x00u
#define USART_CONTROL3 0x08u
#define USART_DIVISOR 0x0Cu
#define USART_STATUS 0x1Cu
#define USART_CLEAR 0x20u
#define USART_RECEIVED 0x24u
#define USART_SENT 0x28u
#define USART_ENABLE (1u << 0)

/* It stays, and its interrupt with it, until it is cleared by name. */
#define USART_CLEAR_OVERRUN(base) reg_write((base) + USART_CLEAR, 1u << 3)
