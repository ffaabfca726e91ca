package nogc.stm32.worlds;

import java.util.List;
import java.util.Random;

/** The choices that make a world; the same seed makes the same ones. */
final class Dice {
    private final Random random;

    Dice(long seed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L);
    }

    int below(int sides) {
        return random.nextInt(sides);
    }

    boolean oneIn(int sides) {
        return below(sides) == 0;
    }

    @SafeVarargs
    final <T> T of(T... some) {
        return some[below(some.length)];
    }

    <T> T of(List<T> some) {
        return some.get(below(some.size()));
    }

    /** A literal of a primitive type: often a number at a border. */
    String literal(String type) {
        switch (type) {
            case "boolean":
                return oneIn(2) ? "true" : "false";
            case "byte":
                return "(byte) " + of("0", "1", "-1", "127", "-128", String.valueOf(below(256) - 128));
            case "short":
                return "(short) " + of("0", "1", "-1", "32767", "-32768", String.valueOf(random.nextInt()));
            case "char":
                return "(char) " + of("0", "65535", "32768", String.valueOf(below(65536)));
            case "int":
                return parenthesised(of("0", "1", "-1", "2", "7", "31", "33", "Integer.MAX_VALUE", "Integer.MIN_VALUE",
                        String.valueOf(below(100)), String.valueOf(random.nextInt())));
            case "long":
                return parenthesised(of("0L", "1L", "-1L", "63L", "65L", "Long.MAX_VALUE", "Long.MIN_VALUE",
                        "0x7FFFFFFFL", "0x80000000L", below(100) + "L", random.nextLong() + "L"));
            case "float":
                return parenthesised(of("0f", "-0f", "1f", "0.1f", "1e10f", "-3e38f", "1e-44f", "Float.NaN",
                        "Float.POSITIVE_INFINITY", "2147483648f", random.nextFloat() + "f",
                        (random.nextFloat() - 0.5f) * 1e6f + "f"));
            default:
                return parenthesised(of("0.0", "-0.0", "1.0", "0.1", "1e30", "-1e300", "5e-324", "Double.NaN",
                        "Double.NEGATIVE_INFINITY", "9.223372036854775807E18", "-2147483649.0",
                        String.valueOf(random.nextDouble()), String.valueOf((random.nextDouble() - 0.5) * 1e12)));
        }
    }

    private static String parenthesised(String number) {
        return number.startsWith("-") ? "(" + number + ")" : number;
    }
}
