package com.acme.meter;

import org.teavm.interop.Import;

/**
 * A function of one's own in C, {@code src/main/c/checksum.c}. An {@code int} is an {@code int32_t}, a {@code long} an
 * {@code int64_t}, a {@code boolean} an {@code int32_t}, and an array arrives as the address of its first element: its
 * length is not known there. It must not keep that address, nor call Java.
 */
final class Checksum {
    private Checksum() {
    }

    /** CRC-16/CCITT-FALSE of some bytes, 0 to 65,535. */
    static int of(byte[] bytes, int offset, int length) {
        return offset < 0 || length < 0 || length > bytes.length - offset ? 0 : crc16(bytes, offset, length);
    }

    @Import(name = "acme_crc16")
    private static native int crc16(byte[] bytes, int offset, int length);
}
