package nogc.mqtt.lossy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What a {@link ScenarioWorld} goes through: sizes, and what happens one after the other, each at its millisecond. */
final class Scenario {
    /** What happens at a time. */
    record Step(int at, Consumer<ScenarioWorld> what) {
    }

    /** Dice that never fall on what is rare: a server without limits, faults or refusals. */
    static final class Steady extends Random {
        private static final long serialVersionUID = 1L;

        @Override
        public int nextInt(int bound) {
            return bound - 1;
        }

        @Override
        public boolean nextBoolean() {
            return false;
        }
    }

    final String name;
    final List<Step> steps = new ArrayList<>();
    /** Of the flash. */
    int sectors = 4;
    int sectorSize = 1024;
    /** The packet identifier ahead of the first one that the first life gives, 0 for the usual one. */
    int lastId;
    /** Only MQTT 5.0 has it. */
    boolean expires;
    /** At least so many erasures, or refusals for want of room, belong to it. */
    int leastErasures;
    int leastRefusals;

    private Scenario(String name) {
        this.name = name;
    }

    private Scenario at(int millis, Consumer<ScenarioWorld> what) {
        steps.add(new Step(millis, what));
        return this;
    }

    /** Publishes so many, one every so many milliseconds. */
    private Scenario publish(int from, int count, int every, int qos) {
        for (int i = 0; i < count; i++) {
            at(from + i * every, world -> world.publish(qos, -1));
        }
        return this;
    }

    private Scenario receive(int from, int count, int every, int qos) {
        for (int i = 0; i < count; i++) {
            at(from + i * every, world -> world.send(qos));
        }
        return this;
    }

    private static Scenario expiry() {
        Scenario scenario = new Scenario("expiry while there is no connection").at(10, world -> world.online(false));
        scenario.expires = true;
        return scenario.at(20, world -> world.publish(2, 1)).at(30, world -> world.publish(1, 1))
                .at(40, world -> world.publish(2, 60)).at(4000, world -> world.online(true));
    }

    private static Scenario compaction() {
        Scenario scenario = new Scenario("compaction in the middle").publish(5, 26, 3, 2).receive(6, 6, 5, 2);
        scenario.sectors = 2;
        scenario.sectorSize = 512;
        scenario.leastErasures = 3;
        return scenario;
    }

    private static Scenario full() {
        Scenario scenario = new Scenario("full log").at(10, world -> world.online(false)).publish(11, 10, 1, 1);
        scenario.sectors = 2;
        scenario.sectorSize = 512;
        scenario.leastRefusals = 1;
        return scenario.at(60, world -> world.online(true)).publish(200, 2, 5, 2);
    }

    private static Scenario wrapAround() {
        Scenario scenario = new Scenario("identifier wrap-around").publish(5, 5, 2, 2).publish(30, 2, 4, 1);
        scenario.lastId = 65532;
        return scenario;
    }

    /** The scenarios of the proof, by name. */
    static Map<String, Scenario> all() {
        Map<String, Scenario> all = new TreeMap<>();
        for (Scenario each : List.of(
                new Scenario("QoS 1 out").publish(5, 3, 10, 1),
                new Scenario("QoS 2 out, every step").publish(5, 3, 10, 2),
                new Scenario("QoS 2 in, every step").receive(5, 4, 10, 2),
                new Scenario("several in flight, both ways").publish(5, 6, 0, 2).receive(5, 4, 0, 2).publish(6, 2, 0, 1),
                new Scenario("session lost at the broker").publish(5, 2, 0, 2).publish(6, 1, 0, 1).receive(6, 2, 0, 2)
                        .at(7, ScenarioWorld::forget).publish(8, 2, 2, 2),
                expiry(), compaction(), full(), wrapAround())) {
            all.put(each.name, each);
        }
        return all;
    }
}
