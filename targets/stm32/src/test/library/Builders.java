package com.acme.worlds;

/** StringBuilder, and floating point as text. */
final class Builders {
    static void run() {
        StringBuilder b = new StringBuilder();
        b.append(1).append('x').append(2L).append(true).append((Object) null).append("abc").append(1.5f)
                .append(-0.0).append(new char[]{'q','r'});
        Out.put(b.toString());
        b.insert(2, "INS").reverse();
        Out.put(b.toString());
        b.deleteCharAt(0).delete(1, 3).setLength(4);
        Out.put(b.toString());
        b.setCharAt(1, 'Z');
        Out.put(b.indexOf("Z") + b.length() * 10);
        b.replace(0, 2, "hello");
        Out.put(b.toString());
        b.setLength(0);
        Out.put(b.length());
        try {
            b.charAt(3);
        } catch (IndexOutOfBoundsException e) {
            Out.put("ioobe");
        }
        Out.put(b.append("abc", 1, 3).append(new char[]{'1','2','3'}, 1, 2).appendCodePoint(0x1F600).toString());
        StringBuffer f = new StringBuffer("x");
        f.append(3);
        Out.put(f.toString());
        Out.put(String.valueOf(3.0f) + 1e10 + 1e-5 + Double.MIN_VALUE + Float.MAX_VALUE + Double.NaN
                + (1/0.0) + 100.0 + 1234567.0 + 12345678.0 + 0.001 + 0.0001);
    }
}
