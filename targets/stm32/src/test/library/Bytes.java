package com.acme.worlds;

import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Strings as bytes and back, in each charset, malformed ones among them. */
final class Bytes {
    private static final Charset[] CHARSETS = {StandardCharsets.UTF_8, StandardCharsets.US_ASCII,
        StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE};
    private static final String[] TEXTS = {"", "a", "\u00e9\u20ac", "\ud83d\ude00", "\ud83d", "\ude00", "a\ud83db",
        "\ud83d\ud83d\ude00", "\ufeffx"};
    private static final int[][] INPUTS = {{}, {65}, {0xc3}, {0xc3, 0xa9}, {0xff}, {0xe2, 0x82}, {0xe2, 0x82, 0xac},
        {0xed, 0xa0, 0x80}, {0xf0, 0x9f, 0x98}, {0xf0, 0x9f, 0x98, 0x80}, {0xf5, 0x80, 0x80, 0x80}, {0xc0, 0x80},
        {0xe2, 65, 66}, {0xf0, 0x9f, 65}, {0xfe, 0xff, 0, 65}, {0xff, 0xfe, 65, 0}, {0xd8, 0x3d, 0xde, 0},
        {0xd8, 0x3d, 0, 65}, {0, 65, 66}};

    private Bytes() {
    }

    private static void put(byte[] bytes) {
        Out.put(bytes.length);
        for (byte each : bytes) {
            Out.put(each);
        }
    }

    private static byte[] bytes(int[] values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static void run() {
        for (Charset charset : CHARSETS) {
            for (String text : TEXTS) {
                put(text.getBytes(charset));
            }
            for (int[] input : INPUTS) {
                Out.put(new String(bytes(input), charset));
            }
            ByteBuffer encoded = charset.encode(CharBuffer.wrap("a\ud800b"));
            Out.put(encoded.remaining());
            Out.put(charset.decode(encoded).toString());
        }
        put("\ud800".getBytes());
        Out.put(new String(new byte[] {65, (byte) 0xff}));
        Out.put(new String("\u20ac".repeat(600).getBytes()).length());
        try {
            put("\u00e9".getBytes("nonsense"));
        } catch (UnsupportedEncodingException e) {
            Out.put("unsupported");
        }
        try {
            Out.put(new String(new byte[3], (Charset) null));
        } catch (NullPointerException e) {
            Out.put("null");
        }
    }
}
