package com.acme.worlds;

import java.nio.charset.StandardCharsets;
import java.util.*;

/** Unicode, UTF-8, categories and cases of characters. */
final class Characters {
    static void run() {
        String s = "Gr\u00fc\u00dfe \ud83d\ude00\u20ac";
        byte[] b = s.getBytes(StandardCharsets.UTF_8);
        Out.put(b.length);
        for (byte x : b) Out.put(x);
        Out.put(new String(b, StandardCharsets.UTF_8).equals(s));
        Out.put(new String(b, StandardCharsets.ISO_8859_1).length());
        Out.put(new String(new byte[]{(byte) 0xc3, 'x', (byte) 0xff}, StandardCharsets.UTF_8));
        Out.put(s.codePointAt(6));
        Out.put(s.codePointCount(0, s.length()));
        Out.put(Character.isDigit('5'));
        Out.put(Character.isDigit('\u0665'));
        Out.put(Character.isLetter('\u00e9'));
        Out.put(Character.isLetterOrDigit('_'));
        Out.put(Character.isWhitespace('\t'));
        Out.put(Character.isUpperCase('A'));
        Out.put(Character.toUpperCase('\u00e9'));
        Out.put(Character.toLowerCase('X'));
        Out.put(Character.toTitleCase('\u01c6'));
        Out.put(Character.toTitleCase('a'));
        Out.put(Character.digit('f', 16));
        Out.put(Character.forDigit(11, 16));
        Out.put(Character.isSurrogate('\ud800'));
        Out.put(new String(Character.toChars(0x1F600)).length());
        Out.put("\u00c4".toLowerCase());
        Out.put("abc".getBytes().length);
        Out.put(new String(new byte[]{65, 66, 67}, 1, 2));
        Out.put("a\u0000b".length());
        Out.put("I".toLowerCase(Locale.ROOT));
        Out.put(Character.getType('a'));
        Out.put(Character.valueOf('c').compareTo('d'));
        Out.put("caf\u00e9".indexOf('\u00e9'));
        Out.put(new String(new int[]{0x41, 0x1F600}, 0, 2).length());
        Out.put(new String("aa".getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE));
        try {
            Out.put("abc".getBytes("UTF-8").length);
        } catch (java.io.UnsupportedEncodingException e) {
            Out.put("uee");
        }
    }
}
