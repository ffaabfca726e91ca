package nogc.samples.sensor;

import nogc.mqtt.Message;
import nogc.mqtt.Topic;

/** One thing that a {@link DeviceNode} measures, does or says. It belongs to one node, and to the thread of that. */
public abstract class NodePart {
    /** Something of it waits for a free slot. */
    boolean due;

    NodePart() {
    }

    /** @return the topic that it listens to, or null */
    Topic commands() {
        return null;
    }

    /** Takes a message of its topic. */
    void command(Message message, DeviceNode node) {
    }

    /** The server has accepted a connection. */
    abstract void connected(int now);

    /** Does what its time has come for. */
    void work(int now, DeviceNode node) {
    }

    /** @return milliseconds until {@link #work} has something to do, at least 0 */
    int untilWork(int now) {
        return Integer.MAX_VALUE;
    }

    /** @return the handle of what it has queued, or a negative result */
    abstract int publish(DeviceNode node);
}
