/* What the ports of the families do alike, behind each family's gpio.c: levels of pins, outside and put out. */
#pragma once
#include "model.h"

#define PORT_SIZE 0x400u

void ports_power_on(void);
uint32_t ports_find(uint32_t offset); /* the port that a register belongs to; it must have its clock */
uint32_t ports_input(uint32_t port);  /* IDR */
uint32_t ports_output(uint32_t port); /* ODR */
void ports_set_reset(uint32_t port, uint32_t value); /* BSRR */
