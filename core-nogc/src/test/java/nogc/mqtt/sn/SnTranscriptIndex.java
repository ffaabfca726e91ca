package nogc.mqtt.sn;

import java.util.List;
import java.util.Map;

/** Which rows of the table of rules the transcripts of MQTT-SN prove, by their lines {@code # rows:}. */
public final class SnTranscriptIndex {
    private SnTranscriptIndex() {
    }

    /** Each row with the files that prove it. */
    public static Map<String, List<String>> rows() {
        return SnTranscript.index();
    }
}
