package nogc.javase;

import java.nio.channels.Selector;

/** Takes from the transport below all that is there, as TLS takes a record: then no selector tells of what is left. */
final class BufferingTransport implements Selectable {
    private final Selectable next;
    private final byte[] record = new byte[16_384];
    private int start;
    private int end;

    BufferingTransport(Selectable next) {
        this.next = next;
    }

    @Override
    public int endpoint(byte[] host, int offset, int length, int port) {
        return next.endpoint(host, offset, length, port);
    }

    @Override
    public int open() {
        start = 0;
        end = 0;
        return next.open();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (start == end) {
            int count = next.read(record, 0, record.length);
            if (count <= 0) {
                return count;
            }
            start = 0;
            end = count;
        }
        int count = Math.min(length, end - start);
        System.arraycopy(record, start, buffer, offset, count);
        start += count;
        return count;
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        return next.write(buffer, offset, length);
    }

    @Override
    public void close() {
        next.close();
    }

    @Override
    public void register(Selector selector) {
        next.register(selector);
    }

    @Override
    public void watch(boolean input, boolean output) {
        next.watch(input, output);
    }
}
