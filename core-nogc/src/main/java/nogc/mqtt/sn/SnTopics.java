package nogc.mqtt.sn;

/**
 * A table of topic names and the ids that a gateway gave them, of fixed size. One entry has one name; id 0 means not
 * registered. Each client has its own tables, one for each direction: ids are the gateway's for one client [SN-7.3-1].
 * Bounded by its size, allocates nothing after construction.
 */
final class SnTopics {
    /** No such entry. */
    static final int NONE = -1;

    /** Beside a length: nobody needs the entry, another name may have it when there is no free one. */
    private static final int LOOSE = 0x8000;

    private final int longest;
    private final byte[] names;
    private final char[] lengths;
    private final char[] ids;

    SnTopics(int capacity, int longest) {
        this.longest = longest;
        names = new byte[capacity * longest];
        lengths = new char[capacity];
        ids = new char[capacity];
    }

    /** The entry of a name, or NONE. */
    int find(byte[] name, int offset, int length) {
        for (int i = 0; i < ids.length; i++) {
            if (length(i) == length && isName(i, name, offset)) {
                return i;
            }
        }
        return NONE;
    }

    private boolean isName(int entry, byte[] name, int offset) {
        int at = entry * longest;
        for (int i = 0; i < length(entry); i++) {
            if (names[at + i] != name[offset + i]) {
                return false;
            }
        }
        return true;
    }

    /** The entry of an id, or NONE, as always for 0. */
    int ofId(int id) {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == id && id != 0) {
                return i;
            }
        }
        return NONE;
    }

    boolean fits(int length) {
        return length <= longest;
    }

    /** The entry of a name of at least one octet that fits, old or new; or NONE if all are taken. */
    int add(byte[] name, int offset, int length) {
        int entry = find(name, offset, length);
        if (entry == NONE) {
            entry = free();
            if (entry == NONE) {
                return NONE;
            }
            System.arraycopy(name, offset, names, entry * longest, length);
            ids[entry] = 0;
        }
        lengths[entry] = (char) length;
        return entry;
    }

    private int free() {
        int loose = NONE;
        for (int i = 0; i < ids.length; i++) {
            if (lengths[i] == 0) {
                return i;
            }
            if (lengths[i] >= LOOSE) {
                loose = i;
            }
        }
        return loose;
    }

    /** Nobody needs the entry, but its name and id stay as long as there is room. */
    void release(int entry) {
        lengths[entry] |= LOOSE;
    }

    void remove(int entry) {
        lengths[entry] = 0;
        ids[entry] = 0;
    }

    int id(int entry) {
        return ids[entry];
    }

    /** Gives an entry its id, and takes it from any other. */
    void setId(int entry, int id) {
        int former = ofId(id);
        if (former != NONE) {
            ids[former] = 0;
        }
        ids[entry] = (char) id;
    }

    /** No name is registered any more; the names stay. */
    void forgetIds() {
        for (int i = 0; i < ids.length; i++) {
            ids[i] = 0;
        }
    }

    /** No name is left. */
    void clear() {
        for (int i = 0; i < ids.length; i++) {
            remove(i);
        }
    }

    byte[] names() {
        return names;
    }

    int offset(int entry) {
        return entry * longest;
    }

    int length(int entry) {
        return lengths[entry] & ~LOOSE;
    }
}
