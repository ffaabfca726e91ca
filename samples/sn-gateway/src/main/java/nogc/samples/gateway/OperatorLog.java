package nogc.samples.gateway;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What an operator is told, one line each. What a flood of datagrams can cause is told once and then counted: at most
 * one line in {@link #PAUSE} for each kind, with how many there were meanwhile.
 */
final class OperatorLog {
    /** Milliseconds between two lines of the same kind. */
    static final int PAUSE = 60_000;
    /** Kinds that are remembered; beyond, the oldest is forgotten. Names of nodes are part of no kind. */
    private static final int KINDS = 200;

    private static final class Kind {
        private long toldAt;
        private int untold;
    }

    /** Lines about the coming and going of nodes in {@link #PAUSE}. */
    static final int OFTEN = 100;

    private final Consumer<String> lines;
    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private long refused;
    private long windowAt;
    private int toldOfNodes;
    private int untold;

    /**
     * A log.
     *
     * @param lines takes each line, without a line end
     */
    OperatorLog(Consumer<String> lines) {
        this.lines = lines;
    }

    /** Tells something that happens seldom. */
    void tell(String line) {
        lines.accept(line);
    }

    /** Something that each node may cause as often as it likes: at most {@link #OFTEN} of its lines in a pause. */
    void tellOfNode(long now, String line) {
        if (now - windowAt >= PAUSE) {
            if (untold > 0) {
                lines.accept("and " + untold + " times more nodes came, left or were lost");
            }
            windowAt = now;
            toldOfNodes = 0;
            untold = 0;
        }
        if (toldOfNodes < OFTEN) {
            toldOfNodes++;
            lines.accept(line);
        } else {
            untold++;
        }
    }

    /** Something that was not taken: who sent it, and one of a few fixed sentences. */
    void refuse(long now, Object who, String what) {
        refused++;
        Kind kind = kinds.get(what);
        if (kind == null) {
            if (kinds.size() == KINDS) {
                kinds.remove(kinds.keySet().iterator().next());
            }
            kinds.put(what, kind = new Kind());
        } else if (now - kind.toldAt < PAUSE) {
            kind.untold++;
            return;
        }
        lines.accept("refused from " + who + ": " + what + (kind.untold == 0 ? ""
                : " (and " + kind.untold + " more like it since)"));
        kind.toldAt = now;
        kind.untold = 0;
    }

    /** How often something was refused. */
    long refused() {
        return refused;
    }
}
