/* newlib has no <uchar.h>; the generated C asks for its two types. */
#pragma once
#include <stdint.h>
typedef uint_least16_t char16_t;
typedef uint_least32_t char32_t;
