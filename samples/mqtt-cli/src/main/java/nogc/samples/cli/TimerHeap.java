package nogc.samples.cli;

import java.util.Arrays;

/**
 * Which of many devices is to be looked at next: a binary heap of their times, and where each of them stands in it, so
 * that a time can be changed. Each call takes the logarithm of their number. Nothing is allocated after construction.
 * Times are wrapping milliseconds, less than 24 days apart.
 */
final class TimerHeap {
    /** Devices, the earliest at 0, the children of n at 2n + 1 and 2n + 2. */
    private final int[] heap;
    /** Of each device its place in the heap, or -1. */
    private final int[] places;
    private final int[] times;
    private int size;

    /** Makes an empty one for devices 0 to {@code devices} - 1. */
    TimerHeap(int devices) {
        heap = new int[devices];
        places = new int[devices];
        times = new int[devices];
        Arrays.fill(places, -1);
    }

    /** @return the device with the earliest time, or -1 if none has one */
    int first() {
        return size == 0 ? -1 : heap[0];
    }

    /** @return its time; only if there is one */
    int firstTime() {
        return times[heap[0]];
    }

    /** @return how many devices have a time */
    int size() {
        return size;
    }

    /** Gives a device a time, instead of the one it has. */
    void set(int device, int time) {
        times[device] = time;
        if (places[device] < 0) {
            places[device] = size;
            heap[size] = device;
            size++;
        }
        sink(rise(places[device]));
    }

    /** Takes a device's time away, if it has one. */
    void remove(int device) {
        int place = places[device];
        if (place < 0) {
            return;
        }
        places[device] = -1;
        size--;
        if (place < size) {
            put(heap[size], place);
            sink(rise(place));
        }
    }

    private int rise(int from) {
        int place = from;
        int device = heap[place];
        while (place > 0 && isEarlier(device, heap[(place - 1) / 2])) {
            put(heap[(place - 1) / 2], place);
            place = (place - 1) / 2;
        }
        put(device, place);
        return place;
    }

    private void sink(int from) {
        int place = from;
        int device = heap[place];
        while (2 * place + 1 < size) {
            int child = 2 * place + 1;
            if (child + 1 < size && isEarlier(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isEarlier(heap[child], device)) {
                break;
            }
            put(heap[child], place);
            place = child;
        }
        put(device, place);
    }

    private void put(int device, int place) {
        heap[place] = device;
        places[device] = place;
    }

    private boolean isEarlier(int device, int other) {
        return times[device] - times[other] < 0;
    }
}
