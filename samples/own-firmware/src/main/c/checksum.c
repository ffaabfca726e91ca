/* CRC-16/CCITT-FALSE: polynomial 0x1021, from 0xFFFF, highest bit first. */
#include <stdint.h>

int32_t acme_crc16(const int8_t *bytes, int32_t offset, int32_t length);

int32_t acme_crc16(const int8_t *bytes, int32_t offset, int32_t length) {
    uint32_t crc = 0xFFFF;
    for (int32_t i = 0; i < length; i++) {
        crc ^= (uint32_t) (uint8_t) bytes[offset + i] << 8;
        for (int bit = 0; bit < 8; bit++) {
            crc = (crc << 1 ^ ((crc & 0x8000) != 0 ? 0x1021 : 0)) & 0xFFFF;
        }
    }
    return (int32_t) crc;
}
