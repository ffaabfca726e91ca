package nogc.bench;

import java.util.List;
import java.util.Locale;
import nogc.bench.contender.Contender;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One contender with packets of one kind. A process loads only one, so that nobody pays for calls of many kinds. */
@State(Scope.Thread)
public class Stage {
    /** Version of the packets. */
    @Param({"3.1.1", "5"})
    public String version;
    /** One constant packet, which trains every branch, or 64 different ones in turn. */
    @Param({"one", "mixed"})
    public String packets;
    /** The codec alone, or to and from what a socket takes. */
    @Param({"array", "socket"})
    public String memory;
    /** Whose codec. */
    @Param({"copy", "ours", "netty", "hivemq", "paho"})
    public String contender;

    private Contender subject;
    private int count;
    private int next;

    /** Builds everything beforehand. */
    @Setup
    public void prepare() {
        List<Publish> set = Packets.set(packets);
        subject = Contender.of(contender, Version.of(version), set,
                Contender.Memory.valueOf(memory.toUpperCase(Locale.ROOT)));
        count = set.size();
    }

    /** @return the contender */
    public Contender subject() {
        return subject;
    }

    /** @return index of the packet whose turn it is */
    public int next() {
        int turn = next;
        next = turn + 1 == count ? 0 : turn + 1;
        return turn;
    }
}
