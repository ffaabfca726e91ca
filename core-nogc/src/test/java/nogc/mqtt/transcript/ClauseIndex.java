package nogc.mqtt.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which clauses the transcripts prove, by their lines {@code # clauses:}. */
public final class ClauseIndex {
    private ClauseIndex() {
    }

    /** Each clause, spelt as in {@link nogc.mqtt.Clause}, with the files that prove it. */
    public static Map<String, List<String>> clauses() {
        Map<String, List<String>> clauses = new TreeMap<>();
        for (Transcript transcript : Transcript.all()) {
            for (String clause : transcript.clauses()) {
                clauses.computeIfAbsent(clause, key -> new ArrayList<>()).add(transcript.file());
            }
        }
        return clauses;
    }
}
