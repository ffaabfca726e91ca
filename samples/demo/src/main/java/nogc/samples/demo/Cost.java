package nogc.samples.demo;

import java.util.Locale;

/**
 * What some readings have cost a device.
 *
 * @param protocol how they went
 * @param readings how many
 * @param wakings how often the processor woke up
 * @param traffic what went over the wire
 * @param headers bytes of IPv4 and UDP or TCP in front of each piece, at least
 */
record Cost(String protocol, int readings, int wakings, Traffic traffic, int headers) {
    /** The head of a table of these. */
    static final String HEAD = String.format("  %-34s %9s %10s %14s %14s%n", "for each reading", "wake-ups",
            "bytes sent", "bytes received", "with headers *");

    /** @return a line of the table */
    String line() {
        return String.format(Locale.ROOT, "  %-34s %9.1f %10.1f %14.1f %14.1f%n", protocol, each(wakings),
                each(traffic.sentBytes()), each(traffic.receivedBytes()),
                each(traffic.sentBytes() + traffic.receivedBytes() + headers * traffic.pieces()));
    }

    private double each(int sum) {
        return (double) sum / readings;
    }
}
