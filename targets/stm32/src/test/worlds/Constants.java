package com.acme.worlds;

import nogc.mqtt.Topic;
import nogc.stm32.Literal;

/** Literals as bytes, and the booleans and extremes of an object that is the only one of its class. */
final class Constants {
    /** Statics of no value beside one that is an object. */
    private static boolean flag;
    private static char letter;
    private static double half;
    private static float third;
    private static long fourth;
    private static byte[] kept;

    private boolean ready;
    private boolean asked = true;
    private byte sign = -1;
    private int least = 9;
    private int most = 3;
    private int bound = 5;
    private long longest = 4;

    private void toggle() {
        ready = !ready;
        asked &= ready;
        sign--;
    }

    /** {@code most} and {@code longest} are read by nobody else. */
    private void see(int value) {
        least = Math.min(least, value);
        most = Math.max(value, most);
        longest = Math.max(longest, value);
        bound = value * 2 - 30;
    }

    private static void put(byte[] bytes) {
        Out.put(bytes.length);
        for (byte each : bytes) {
            Out.put(each);
        }
    }

    private static void keep(byte[] bytes) {
        Out.put(flag ? 1 : 0);
        Out.put(letter);
        Out.put((int) half);
        Out.put((int) third);
        Out.put(fourth);
        Out.put(kept == null ? -1 : kept.length);
        flag = !flag;
        letter++;
        half += 1.5;
        third += 2.5f;
        fourth -= 1L << 40;
        kept = bytes;
    }

    static void run() {
        keep(new byte[3]);
        keep(new byte[2]);
        keep(null);
        put(Literal.bytes(""));
        put(Literal.bytes("a\"\\?\t7\u00e9\u0000??/"));
        byte[] one = Literal.bytes("same");
        one[0] = 'g';
        put(one);
        put(Literal.bytes("same"));
        String text = one.length > 3 ? "long" : "short";
        put(Literal.bytes(text));
        Topic topic = new Topic("caf\u00e9/\"\\");
        Out.put(topic.length());
        for (int i = 0; i < topic.length(); i++) {
            Out.put(topic.bytes()[i]);
        }
        Constants constants = new Constants();
        for (int i = 0; i < 3; i++) {
            constants.toggle();
            Out.put((constants.ready ? 2 : 0) + (constants.asked ? 1 : 0));
            constants.see(i * 7 - 3);
        }
        Out.put(constants.sign);
        Out.put(constants.least);
        Out.put(Math.min(constants.bound, one.length));
        Out.put(Math.max(constants.bound, one.length));
    }
}
