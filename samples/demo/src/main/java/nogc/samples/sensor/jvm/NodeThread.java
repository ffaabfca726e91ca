package nogc.samples.sensor.jvm;

import java.io.IOException;
import nogc.javase.Selectable;
import nogc.javase.Sleeper;
import nogc.samples.sensor.SensorNode;

/** Serves a node on a thread of its own, which sleeps in a selector until there is input or a reading is due. */
public final class NodeThread {
    private final SensorNode node;
    private final Runnable afterPoll;
    private final Sleeper sleeper;
    private final Thread thread;
    private volatile boolean stopping;

    /**
     * Makes the thread; {@link #start} starts it.
     *
     * @param node not yet started
     * @param transport the node's transport
     * @param afterPoll called on this thread after each step of the node
     * @throws IOException if the system has no selector for us
     */
    public NodeThread(SensorNode node, Selectable transport, Runnable afterPoll) throws IOException {
        this.node = node;
        this.afterPoll = afterPoll;
        sleeper = new Sleeper(transport);
        thread = new Thread(this::serve, "sensor node");
    }

    /**
     * Connects and starts the thread.
     *
     * @return 0, or a negative result of {@link SensorNode#start}
     */
    public int start() {
        int result = node.start();
        if (result >= 0) {
            thread.start();
        }
        return result;
    }

    /** @return the thread's number, for measurements */
    public long id() {
        return thread.getId();
    }

    /** @return whether the node is still served */
    public boolean isRunning() {
        return thread.isAlive();
    }

    /**
     * Has the node leave cleanly, and waits for it.
     *
     * @param millis longest wait
     * @return whether it has left
     */
    public boolean stop(int millis) throws InterruptedException {
        stopping = true;
        sleeper.wake();
        thread.join(millis);
        return !thread.isAlive();
    }

    /** Waits until the node has left, or is refused for good. */
    public void join() throws InterruptedException {
        thread.join();
    }

    private void serve() {
        try (sleeper) {
            while (!node.isStopped()) {
                if (stopping) {
                    node.stop();
                }
                int wait = node.poll();
                afterPoll.run();
                sleeper.sleep(node.isStopped() ? 0 : wait, node.client().wantsInput(), node.client().wantsOutput());
            }
        } catch (IOException e) {
            System.err.println("sensor node: " + e.getMessage());
        }
    }
}
