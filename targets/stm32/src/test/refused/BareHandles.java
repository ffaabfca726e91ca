package com.acme.refused;

/**
 * What the profile bare does not have, in the C of which the compiler finds it. Behind each line that is refused stands
 * what its sentence says of it.
 */
public final class BareHandles {
    private static int count;
    private static int[] numbers = new int[4];

    private BareHandles() {
    }

    private static void locks(Object lock) {
        synchronized (lock) {
            count++;
        } // catches exceptions
    }

    private static void handles() {
        try {
            count += numbers[count];
        } finally {
            count++; // catches exceptions
        }
    }

    private static void hashes() {
        count += new BareHandles().hashCode(); // asks for the hash of an object
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        Object lock = new Object();
        for (int i = 0; i < 3; i++) {
            locks(lock);
            handles();
            hashes();
        }
    }
}
