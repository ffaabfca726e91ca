/*
 * What the ADCs of the families do alike, behind each family's adc.c: one conversion, of the temperature sensor or of a
 * pin, its end and its data.
 */
#pragma once
#include "model.h"

extern uint32_t conversion_control2, conversion_sample1; /* ADC_CR2 and ADC_SMPR1, as they were written */
extern bool conversion_is_under_way;

void conversion_power_on(void);
bool conversion_is_of_sensor(void);
void conversion_switched_on(void); /* ADON: the sensor begins to start */
void conversion_start(uint32_t clock_hz, bool has_sensor);
uint32_t conversion_read(uint32_t offset);
void conversion_write(uint32_t offset, uint32_t value); /* all but ADC_CR2, whose bits are the family's */
