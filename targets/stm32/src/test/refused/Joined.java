package com.acme.refused;

/** What TeaVM would join wrongly. Behind the line stands what its sentence says of it. */
public final class Joined {
    private Joined() {
    }

    private static String join(int number) {
        return "a\1" + number + "b"; // joins strings with a constant that has the character 1 or 2
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        System.out.println(join(arguments.length));
    }
}
