package com.acme.faults;

import org.teavm.interop.Import;

/**
 * Ends in another way after each reset: what the console says then, in each profile, stands behind the line. What counts
 * the resets is in C.
 */
public final class Faults {
    static final class Copied implements Cloneable {
        final int number;

        Copied(int number) {
            this.number = number;
        }

        int copied() throws CloneNotSupportedException {
            return ((Copied) clone()).number;
        }
    }

    static final class Failing {
        static final int NUMBER = failed(zero - 1);
    }

    static final class Refusing {
        final int number;

        Refusing(int number) {
            if (number < 0) {
                throw new IllegalArgumentException();
            }
            this.number = number;
        }
    }

    static int zero;
    static int sum;
    static long[] kept;
    static Object[] names;

    private Faults() {
    }

    @Import(name = "acme_turn")
    private static native int turn();

    private static int failed(int number) {
        if (number < 0) {
            throw new IllegalStateException();
        }
        return number;
    }

    private static void end(int turn, int[] numbers, Object object) throws CloneNotSupportedException {
        switch (turn) {
            case 0:
                sum += 7 / zero; // bare: Java: index, cast or throw; gc: uncaught java.lang.ArithmeticException
                break;
            case 1:
                sum += (int) (7L % zero); // bare: Java: index, cast or throw; gc: uncaught java.lang.ArithmeticException
                break;
            case 2:
                sum += new int[zero - 1].length; // bare: Java heap exhausted; gc: uncaught java.lang.NegativeArraySizeException
                break;
            case 3:
                sum += new long[2][zero - 1].length; // bare: Java heap exhausted; gc: uncaught java.lang.NegativeArraySizeException
                break;
            case 4:
                kept = new long[(1 << 30) + zero]; // bare: Java heap exhausted; gc: Java heap exhausted
                break;
            case 5:
                sum += ((Copied) object).number; // bare: Java: index, cast or throw; gc: uncaught java.lang.ClassCastException
                break;
            case 6:
                sum += Failing.NUMBER; // bare: Java: index, cast or throw; gc: uncaught java.lang.IllegalStateException
                break;
            case 7:
                sum += new Refusing(zero - 1).number; // bare: Java: index, cast or throw; gc: uncaught java.lang.IllegalArgumentException
                break;
            case 8:
                sum += numbers[zero + 3]; // bare: Java: index, cast or throw; gc: uncaught java.lang.ArrayIndexOutOfBoundsException
                break;
            case 9:
                sum += "text".charAt(zero + 4); // bare: Java: index, cast or throw; gc: uncaught java.lang.StringIndexOutOfBoundsException
                break;
            case 10:
                names[zero] = object; // not noticed in bare; gc: uncaught java.lang.ArrayStoreException
                sum += new Copied(zero).copied(); // bare: an object is cloned: the profile bare clones arrays
                break;
            default:
                break;
        }
    }

    /** @param arguments none */
    public static void main(String[] arguments) throws CloneNotSupportedException {
        names = new String[1];
        end(turn(), new int[3], new int[1]);
        for (int i = sum + (kept == null ? 0 : kept.length); i >= 0; i++) {
            zero = i & 0;
        }
    }
}
