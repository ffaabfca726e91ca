package nogc.samples.sensor;

import nogc.mqtt.Topic;

/**
 * A measured value, as decimal text: looked at each period, published when it has moved by the dead band, and at least
 * after the longest silence. What finds no free slot stays due with the newest value, so that an outage of the server
 * ends with what is, after what was queued. A value that is missing is counted and not published; until there is a
 * first one, it is looked at each second.
 */
public final class Reading extends NodePart {
    private static final int SOON = 1000;

    private final Gauge gauge;
    private final Topic topic;
    private final int period;
    private final int deadBand;
    private final int longestSilence;
    private final int qos;
    private final boolean retain;
    private final int decimals;
    private final byte[] text = new byte[16];
    private int next;
    private boolean looking;
    private boolean published;
    private int value;
    private int lastPublished;
    private int lastTime;
    private int missing;

    /**
     * Makes a reading.
     *
     * @param gauge where it comes from
     * @param topic where to
     * @param period milliseconds between two looks, from 1
     * @param deadBand thousandths by which the value must have moved since it was last published; 0 for each look
     * @param longestSilence milliseconds after which it is published though it has not moved; 0 for never
     * @param qos 0, 1 or 2
     * @param retain whether the server keeps it for those who come later
     * @param decimals 0 to 3, rounded
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Reading(Gauge gauge, Topic topic, int period, int deadBand, int longestSilence, int qos, boolean retain,
            int decimals) {
        if (period < 1 || deadBand < 0 || longestSilence < 0 || decimals < 0 || decimals > 3) {
            throw new IllegalArgumentException("a reading has a period from 1 ms, a dead band and a longest silence"
                    + " from 0, and 0 to 3 decimals");
        }
        this.gauge = gauge;
        this.topic = topic;
        this.period = period;
        this.deadBand = deadBand;
        this.longestSilence = longestSilence;
        this.qos = qos;
        this.retain = retain;
        this.decimals = decimals;
    }

    @Override
    void connected(int now) {
        if (!looking) {
            looking = true;
            next = now;
        }
    }

    @Override
    int untilWork(int now) {
        return looking ? Math.max(0, next - now) : Integer.MAX_VALUE;
    }

    @Override
    void work(int now, DeviceNode node) {
        if (!looking || now - next < 0) {
            return;
        }
        next = now - next < period ? next + period : now + period;
        int measured = gauge.thousandths();
        if (measured == Gauge.NO_READING) {
            if (!published) {
                next = now + Math.min(period, SOON); // a slow sensor has its first value in a moment
            }
            missing++;
            node.counters.missing++;
            return;
        }
        value = measured;
        node.counters.readings++;
        if (!published || moved() || longestSilence > 0 && now - lastTime >= longestSilence) {
            due = true;
            lastTime = now;
        }
    }

    private boolean moved() {
        int distance = value - lastPublished;
        boolean overflow = (value ^ lastPublished) < 0 && (value ^ distance) < 0;
        return overflow || distance >= deadBand || distance <= -deadBand;
    }

    @Override
    int publish(DeviceNode node) {
        int length = Decimal.putRounded(text, 0, value, decimals);
        int handle = node.client.publish(topic, text, 0, length, qos, retain, null);
        if (handle >= 0) {
            lastPublished = value;
            published = true;
        }
        return handle;
    }

    /** @return looks that found no value */
    public int missing() {
        return missing;
    }
}
