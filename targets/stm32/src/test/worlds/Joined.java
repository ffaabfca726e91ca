package com.acme.worlds;

/** What is read in one block, and used in another behind a call, has the value of before the call. */
final class Joined {
    static int total = 3;
    static final Joined ONLY = new Joined();
    int field = 4;

    static int count() {
        return total += 2;
    }

    int more() {
        return field += count();
    }

    static int one() {
        return 1;
    }

    /** Of several blocks that become one. */
    static void constants() {
        Out.put(total * (switch (1) { case 0 -> 7; case 1 -> count(); default -> 3; }));
        Out.put(count() + total * (switch (one()) { case 0 -> 7; case 1 -> count(); default -> 3; }));
        Out.put((switch (1) { case 0 -> 7; case 1 -> total; default -> 3; }) * count());
        Out.put((switch (2) { case 0 -> 7; case 1 -> 3; default -> total; }) + count());
        Out.put((one() == 1 ? total : 5) ^ count());
        Out.put(total | (one() == 1 ? count() : 5));
        Out.put(total * (switch (1) { case 1 -> one() == 1 ? count() : 3; default -> 3; }));
        Out.put((switch (2) { case 2 -> switch (3) { case 3 -> total; default -> 1; }; default -> 3; }) * count());
        Out.put(ONLY.field * (switch (1) { case 0 -> 7; case 1 -> ONLY.more(); default -> 3; }));
        int was = total;
        if (one() == 1) {
            was *= count();
        }
        Out.put(was);
    }

    static void conditions(int p) {
        Out.put(total * (p == 1 ? 1 : count()));
        Out.put((p == 1 ? total : 5) * count());
        Out.put(total + (p == 1 || count() > 4 ? 1 : total));
        Out.put(total ^ (p == 1 ? 1 : total & (p == 2 ? count() : 1)));
        Out.put(ONLY.field + (p == 1 ? 1 : ONLY.more()));
        Out.put((long) total * (p == 1 ? 1 : count()));
        int was = total;
        int now = p == 2 ? p : count();
        Out.put(was + now);
        int sum = 1;
        for (int i = 0; i < 3; i++) {
            sum = total + sum * (i == p ? count() : 1);
        }
        Out.put(sum);
    }

    static void run() {
        constants();
        for (int i = 0; i < 4; i++) {
            conditions(i);
        }
    }
}
