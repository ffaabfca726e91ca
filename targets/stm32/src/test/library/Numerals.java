package com.acme.worlds;

import java.math.*;
import java.util.*;

/** BigInteger and a Random with a seed. */
final class Numerals {
    static void run() {
        BigInteger a = new BigInteger("123456789012345678901234567890");
        Out.put(a.multiply(a).toString());
        Out.put(a.mod(BigInteger.valueOf(97)).intValue());
        Out.put(BigInteger.TWO.pow(100).toString(16));
        Out.put(a.modPow(BigInteger.TEN, BigInteger.valueOf(1009)).toString());
        Out.put(a.negate().shiftRight(7).toString());
        Out.put(a.divide(new BigInteger("987654321")).toString());
        Random r = new Random(42);
        Out.put(r.nextInt());
        Out.put(r.nextInt(10));
        Out.put(r.nextLong());
        Out.put(r.nextBoolean());
        Out.put(r.nextDouble());
        Out.put(r.nextFloat());
    }
}
