package nogc.hal.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a modem will do when, in a time that it is told. */
final class Agenda {
    private final TreeMap<Integer, List<Runnable>> events = new TreeMap<>();
    private int elapsed;
    private int generation;

    /** Milliseconds that passed so far. */
    int now() {
        return elapsed;
    }

    /** Time passes: what is due is done in its order. */
    void pass(int millis) {
        int until = elapsed + millis;
        while (!events.isEmpty() && events.firstKey() <= until) {
            Map.Entry<Integer, List<Runnable>> due = events.pollFirstEntry();
            elapsed = Math.max(elapsed, due.getKey());
            due.getValue().forEach(Runnable::run);
        }
        elapsed = until;
    }

    /** Has something done later, unless {@link #forget} comes before. */
    void after(int millis, Runnable action) {
        int now = generation;
        events.computeIfAbsent(elapsed + millis, key -> new ArrayList<>()).add(() -> {
            if (generation == now) {
                action.run();
            }
        });
    }

    /** Nothing of what was to be done will be. */
    void forget() {
        generation++;
    }
}
