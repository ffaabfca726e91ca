package com.acme.refused;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the profile bare does not have. Behind each line that is refused stands what its sentence says of it. */
public final class Bare {
    enum Day { MONDAY, SUNDAY }

    record Point(int x, double y) {
    }

    private static int count;

    private Bare() {
    }

    private static int named(Day day) {
        return switch (day) { // a throw that is reachable
            case MONDAY -> 1;
            case SUNDAY -> 7;
        };
    }

    private static void records() {
        Point point = new Point(count, 2);
        count += point.equals(new Point(1, 2)) ? 1 : 0; // uses java.lang.
        count += point.toString().length();
    }

    private static void objects() {
        count += new Bare().getClass().getName().length(); // uses java.lang.
        count += Day.values()[count].compareTo(Day.SUNDAY); // uses java.lang.
    }

    private static void boxes() {
        Integer box = count; // uses java.lang.Integer
        Object object = box;
        count += object.equals(5) ? 1 : 0; // uses java.lang.
    }

    private static void strings(String text) {
        System.out.println(text.substring(count)); // uses java.
        count += ("n" + count).length(); // uses java.lang.
        count += ("" + 21.5 * count).length(); // uses java.lang.
        count += new StringBuilder().append(count).length(); // uses java.lang.StringBuilder
        System.out.println(text); // uses java.io.PrintStream
    }

    private static void library() {
        List<Long> list = new ArrayList<>(); // uses java.util.ArrayList
        list.add(5L); // uses java.util.ArrayList
        Map<String, Integer> map = new HashMap<>(); // uses java.util.HashMap
        count += list.size() + map.size();
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        for (int i = 0; i < 3; i++) {
            count += named(Day.values()[count]);
            records();
            objects();
            boxes();
            strings("text");
            library();
        }
    }
}
