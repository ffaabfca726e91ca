package com.acme.worlds;

/** What is read before a call has the value of before the call. */
final class Order {
    static int total = 3;
    int field = 4;
    static int[] items = {5, 6, 7};

    static int count() {
        total++;
        items[0] *= 2;
        return total;
    }

    int more() {
        field += 10;
        return field;
    }

    static int three(int one, int other, int last) {
        return one * 10000 + other * 100 + last;
    }

    static void run() {
        total *= count();
        Out.put(total);
        Out.put(total + count() * total);
        Out.put(items[0] - count() + items[0]);
        Order order = new Order();
        order.field += order.more();
        Out.put(order.field * order.more() - order.field);
        items[count() & 1] += count();
        Out.put(items[0] + items[1]);
        Out.put(three(total, count(), total));
        Out.put(total - count() * count());
        Out.put(total + order.more() + order.field * count());
        long wide = order.field;
        Out.put(wide * order.more() + order.field);
        Out.put((double) total / count());
        Out.put(items[1] ^ count() ^ items[0] ^ total);
        Out.put(1 << total + 20);
        Out.put((1L << total + 50) + (7 >>> -total));
        Out.put((int) Float.NaN + (int) (total * 1e20));
    }
}
