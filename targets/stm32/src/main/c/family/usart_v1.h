/*
 * The USART of F1, F2, F4 and L1 (RM0041 23.6, RM0090 30.6): where its registers are. The bits that this firmware uses
 * are the same in both generations, but for these.
 */
#pragma once

#define USART_STATUS 0x00u
#define USART_RECEIVED 0x04u
#define USART_SENT 0x04u
#define USART_DIVISOR 0x08u
#define USART_CONTROL1 0x0Cu
#define USART_CONTROL3 0x14u
#define USART_ENABLE (1u << 13)

/* The read of a byte behind that of the status has cleared it. */
#define USART_CLEAR_OVERRUN(base) ((void) (base))
