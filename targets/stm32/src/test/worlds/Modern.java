package com.acme.worlds;

/** What Java has since it left 8: records, sealed interfaces, patterns, switch expressions, text blocks, var. */
final class Modern {
    record Point(int x, long y) {
        static int made = 3;

        Point {
            if (x < 0) {
                x = 0;
            }
            made++;
        }

        Point(int x) {
            this(x, 9L);
        }

        int sum() {
            return x + (int) y;
        }
    }

    record Pair<T>(T one, T other) {
        Pair<T> swapped() {
            return new Pair<>(other, one);
        }
    }

    sealed interface Term permits Number, Sum, Product {
    }

    record Number(int value) implements Term {
    }

    record Sum(Term one, Term other) implements Term {
    }

    record Product(Term one, Term other) implements Term {
    }

    interface Greeting {
        private static int base() {
            return 40;
        }

        private int own() {
            return base() + 1;
        }

        default int greet() {
            return own() + base();
        }
    }

    enum Day { MONDAY, SATURDAY, SUNDAY }

    private static int value(Term term) {
        if (term instanceof Number number) {
            return number.value();
        }
        if (term instanceof Sum sum) {
            return value(sum.one()) + value(sum.other());
        }
        return term instanceof Product product && product.one() != null
                ? value(product.one()) * value(product.other()) : -1;
    }

    private static int days(int month, boolean leap) {
        return switch (month) {
            case 2 -> leap ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> {
                var most = 31;
                yield most;
            }
        };
    }

    private static int hours(Day day) {
        return switch (day) {
            case MONDAY -> 8;
            default -> 0;
        };
    }

    private static int named(String name) {
        return switch (name) {
            case "Aa", "C#" -> 1;
            case "BB" -> 2;
            case "" -> 3;
            default -> name.length();
        };
    }

    private static int count(int... numbers) {
        int sum = numbers.length * 100;
        for (var number : numbers) {
            sum += number;
        }
        return sum;
    }

    static void run() {
        var point = new Point(-4, 5);
        Out.put(point.x() + point.sum() + new Point(2).sum());
        Out.put(Point.made);
        Out.put(new Pair<>("a", "bc").swapped().one());
        Out.put(value(new Sum(new Number(3), new Product(new Number(-4), new Number(5)))));
        Out.put(days(2, true) + days(9, false) + days(12, false));
        for (Day day : Day.values()) {
            Out.put(hours(day));
        }
        for (String name : new String[] {"Aa", "BB", "C#", "", "AaBB"}) {
            Out.put(named(name));
        }
        Out.put("""
            text "block" \
            joined
              indented\t.
            """);
        Out.put(count() + count(1) + count(2, 3) + count(new int[] {4, 5, 6}));
        Out.put(new Greeting() { }.greet());
    }
}
