package com.acme.worlds;

/** Constructs that applications use and our own programs do not. */
final class Language {
    enum Colour { RED, GREEN, BLUE }

    enum Unit {
        CELSIUS("C", 0) {
            @Override
            int toMilli(int value) {
                return value * 1000;
            }
        },
        KELVIN("K", 273) {
            @Override
            int toMilli(int value) {
                return (value - offset) * 1000;
            }
        };

        final String sign;
        final int offset;

        Unit(String sign, int offset) {
            this.sign = sign;
            this.offset = offset;
        }

        abstract int toMilli(int value);
    }

    static char letter = 'x';
    static final int[] TABLE = {3, 1, 4, 1, 5};
    static final char[] LETTERS = {'n', 'o', '\u00e9'};
    static final byte[][] ROWS = {{1, 2}, {3}, {}};

    interface Shape {
        int area();
    }

    static final class Square implements Shape {
        final int side;

        Square(int side) {
            this.side = side;
        }

        @Override
        public int area() {
            return side * side;
        }
    }

    static final class Circle implements Shape {
        final int radius;

        Circle(int radius) {
            this.radius = radius;
        }

        @Override
        public int area() {
            return 3 * radius * radius;
        }
    }

    static int sides(Object shape) {
        if (shape instanceof Square square) {
            return square.side;
        }
        return shape instanceof Shape ? ((Circle) shape).radius : -1;
    }

    static int of(Colour colour) {
        switch (colour) {
            case RED:
                return 10;
            case GREEN:
                return 20;
            default:
                return 30 + colour.ordinal();
        }
    }

    static synchronized int next(int n) {
        return n + letter;
    }

    synchronized int twice() {
        return next(1) * 2;
    }

    static void run() {
        Out.put(new Language().twice() + next(2));
        for (Colour colour : Colour.values()) {
            Out.put(of(colour));
            Out.put(colour == Colour.GREEN);
        }
        for (Unit unit : Unit.values()) {
            Out.put(unit.toMilli(300));
            Out.put(unit.sign);
            Out.put(unit.ordinal());
        }
        letter++;
        Out.put(letter);
        TABLE[2] += letter;
        for (int each : TABLE) {
            Out.put(each);
        }
        for (char each : LETTERS) {
            Out.put(each);
        }
        for (byte[] row : ROWS) {
            Out.put(row.length);
        }
        int[][] grid = new int[3][4];
        for (int row = 0; row < grid.length; row++) {
            for (int column = 0; column < grid[row].length; column++) {
                grid[row][column] = row * 10 + column;
            }
        }
        Out.put(grid[2][3] + grid[1][0]);
        long[][][] cube = new long[2][3][];
        Out.put(cube[1][2] == null);
        String[] words = {"one", "zw\u00f6lf", "\ud83d\ude00"};
        for (String word : words) {
            Out.put(word);
        }
        Object[] shapes = {new Square(3), new Circle(2), words};
        for (Object shape : shapes) {
            Out.put(sides(shape));
            Out.put(shape instanceof Object[]);
            Out.put(shape instanceof Shape s ? s.area() : 0);
        }
        Out.put((byte) 300);
        Out.put((char) -1);
        Out.put((int) 3.99e9f);
    }
}
