package nogc.bench.report;

/**
 * One thing that was measured of one contender.
 *
 * @param row what it did, as "encode PUBLISH 3.1.1"
 * @param contender who did it, as "ours"
 * @param metric what was measured, as "time"
 * @param unit of the values, as "ns"
 * @param samples the values
 */
public record Measurement(String row, String contender, String metric, String unit, Samples samples) {
}
