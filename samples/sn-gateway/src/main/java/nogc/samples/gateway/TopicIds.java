package nogc.samples.gateway;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The registered topics of one client. An id keeps its meaning as long as the session; but the client is held to know
 * it only since it has registered the name, subscribed to it, or acknowledged our REGISTER.
 */
final class TopicIds {
    private static final int HIGHEST = 65534;

    /** What an entry of the three maps takes beside the characters of its name, about. */
    private static final int ENTRY = 250;

    private final int most;
    private final Memory.Share memory;
    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private final Map<Integer, String> names = new HashMap<>();
    private final Set<Integer> known = new HashSet<>();
    private int last;

    /**
     * An empty table.
     *
     * @param most names that it holds
     * @param memory for them
     */
    TopicIds(int most, Memory.Share memory) {
        this.most = most;
        this.memory = memory;
    }

    /** The name that an id stands for, or null. */
    String name(int id) {
        return names.get(id);
    }

    /** The id of a name, a new one if it has none. Where the table or the memory is full, the oldest that
     * nobody is sure of goes; 0 if there is none. */
    int id(String name) {
        Integer id = ids.get(name);
        if (id != null) {
            return id;
        }
        while (ids.size() == most || !memory.take(ENTRY + name.length())) {
            if (!makeRoom()) {
                return 0;
            }
        }
        do {
            last = last == HIGHEST ? 1 : last + 1;
        } while (names.containsKey(last));
        ids.put(name, last);
        names.put(last, name);
        return last;
    }

    private boolean makeRoom() {
        for (Map.Entry<String, Integer> entry : ids.entrySet()) {
            if (!known.contains(entry.getValue())) {
                names.remove(entry.getValue());
                ids.remove(entry.getKey());
                memory.give(ENTRY + entry.getKey().length());
                return true;
            }
        }
        return false;
    }

    /** The id by which the client is sure to know a name, or 0. */
    int knownId(String name) {
        Integer id = ids.get(name);
        return id != null && known.contains(id) ? id : 0;
    }

    boolean isKnown(int id) {
        return known.contains(id);
    }

    void known(int id) {
        known.add(id);
    }

    /** The client says that it does not know it. */
    void unknown(int id) {
        known.remove(id);
    }

    /** The client may have lost its memory; what it publishes to, it registers anew. */
    void allUnknown() {
        known.clear();
    }

    void clear() {
        ids.keySet().forEach(name -> memory.give(ENTRY + name.length()));
        ids.clear();
        names.clear();
        known.clear();
    }
}
