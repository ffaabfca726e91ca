package com.acme.worlds;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an application of the profile gc asks of the class library. */
final class Library {
    static double celsius = 21.5;

    static int room(String name) {
        switch (name) {
            case "kitchen":
                return 1;
            case "hall":
                return 2;
            default:
                return 0;
        }
    }

    static void run() {
        Out.put("" + celsius);
        Out.put("t=" + (float) celsius + " " + celsius * 1e10 + " " + -celsius / 3);
        Map<String, Integer> rooms = new HashMap<>();
        rooms.put("kitchen", 5);
        rooms.put("ha" + "ll".substring(0), 6);
        rooms.put("hall", rooms.get("hall") + 1);
        Out.put(rooms.get("hall") * 10 + rooms.size());
        Out.put(room("hall") + room("kitchen".concat("")));
        List<Long> times = new ArrayList<>();
        for (long i = 0; i < 5; i++) {
            times.add(i * 3_000_000_000L);
        }
        times.remove(1);
        Out.put(times.get(3) - times.get(0));
        Out.put(Math.floor(-celsius) + Math.ceil(celsius));
        Out.put(celsius % 4 - (float) celsius % 3);
        Out.put(Math.sqrt(celsius));
        try {
            Out.put(Integer.parseInt("12x"));
        } catch (NumberFormatException e) {
            Out.put(Integer.parseInt("-12") + Long.parseLong("5000000000"));
        }
    }
}
