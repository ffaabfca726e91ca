package com.acme.worlds;

/** Casts, shifts, overflow, NaN, char arithmetic, exact sums. */
final class Arithmetic {
    static int one = 1;
    static long big = 1L << 40;
    static double nan = 0.0 / 0.0;
    static byte bb = (byte) 200;
    static short ss = (short) 40000;
    static char cc = '\uffff';
    static void run() {
        char c = 'a';
        c += 1;
        c++;
        Out.put(c);
        Out.put((char) (c + 1));
        Out.put("" + c + 1 + (char) 66 + 'x');
        bb += 100;
        Out.put(bb);
        bb >>>= 1;
        Out.put(bb);
        ss *= 3;
        Out.put(ss);
        cc++;
        Out.put((int) cc);
        cc--;
        Out.put((int) cc);
        bb = -1;
        Out.put(bb >>> 4);
        Out.put((byte) (bb >>> 4));
        Out.put(bb & 0xff);
        Out.put((short) (char) bb + (char) bb);
        Out.put(Integer.MAX_VALUE + one);
        Out.put(Integer.MIN_VALUE / -one);
        Out.put(Integer.MIN_VALUE % -one);
        Out.put(-Integer.MIN_VALUE * one);
        Out.put(Math.abs(Integer.MIN_VALUE));
        Out.put(Long.MIN_VALUE / -one);
        Out.put(one << 33);
        Out.put(one << -1);
        Out.put(big >> 65);
        Out.put(-one >>> 33);
        Out.put(-1L >>> 63 + one);
        Out.put((int) big);
        Out.put((byte) big + (short) 70000);
        Out.put((int) 1e10f * one);
        Out.put((long) nan);
        Out.put((char) 1e9);
        Out.put((byte) -1e9 * one);
        Out.put((int) (float) (Integer.MAX_VALUE * one));
        Out.put(nan == nan);
        Out.put(nan != nan);
        Out.put(nan < 1);
        Out.put(!(nan >= 1));
        Out.put(Double.compare(nan, 1));
        Out.put(Double.compare(-0.0, 0.0));
        Out.put(-0.0 == 0.0);
        Out.put(Double.valueOf(nan).equals(nan));
        Out.put(0.1f + 0.2f == 0.3f);
        Out.put(0.1 + 0.2);
        Out.put(5 % -3 * one);
        Out.put(-5 % 3 * one);
        Out.put(5.5 % -2 * one);
        Out.put((float) 1e40 * one);
        Out.put(1e300 * 1e10 * one);
        Out.put((float) 16777217 * one);
        Out.put(one / 3 * 3.0);
        Out.put('a' + 'b' + "c");
        Out.put("c" + 'a' + 'b');
        int i = 5;
        i = i++ + ++i;
        Out.put(i);
        int[] a = {0, 0};
        int j = 0;
        a[j++] = j;
        Out.put(a[0]);
        j = 0;
        a[j] = j = 1;
        Out.put(a[0] + a[1] * 10);
        long l = 5;
        l += 1.9;
        Out.put(l);
        int k = 1;
        k <<= 33L;
        Out.put(k);
        boolean t = true;
        t &= false | true ^ true;
        Out.put(t);
        Out.put(0x7fffffff + 0b101 + 0_17 + 1_000);
        Out.put(one > 0 ? 1 : 2.0);
        Object o = one > 0 ? 1 : 2.0;
        Out.put(o.toString());
        Out.put((Object) 'a' == (Object) 'a');
        Out.put(Math.floorMod(-7, 3) * one + Math.floorDiv(-7, 3));
        try {
            Math.addExact(Integer.MAX_VALUE, one);
        } catch (ArithmeticException e) {
            Out.put("refused");
        }
        try {
            Math.toIntExact(big);
        } catch (ArithmeticException e) {
            Out.put("refused");
        }
        try {
            Math.multiplyExact(big, big);
        } catch (ArithmeticException e) {
            Out.put("refused");
        }
        try {
            Out.put(one / (one - 1));
        } catch (ArithmeticException e) {
            Out.put("refused");
        }
        try {
            Out.put(big % (one - 1));
        } catch (ArithmeticException e) {
            Out.put("refused");
        }
    }
}
