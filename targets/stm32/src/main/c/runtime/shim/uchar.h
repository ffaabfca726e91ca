/* newlib has no <uchar.h>; the generated C asks for its two types, and for mbstate_t. */
#pragma once
#include <stdint.h>
#include <wchar.h>
typedef uint_least16_t char16_t;
typedef uint_least32_t char32_t;
