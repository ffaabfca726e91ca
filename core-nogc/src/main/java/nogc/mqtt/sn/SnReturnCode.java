package nogc.mqtt.sn;

import nogc.mqtt.Result;

/** The return codes (section 5.3.10). Others that arrive are refusals like {@link #NOT_SUPPORTED}. */
public final class SnReturnCode {
    /** Accepted. */
    public static final int ACCEPTED = 0;
    /** Try again after Twait. */
    public static final int CONGESTION = 1;
    /** Register the topic again. */
    public static final int INVALID_TOPIC_ID = 2;
    /** Refused for good. */
    public static final int NOT_SUPPORTED = 3;

    private SnReturnCode() {
    }

    /**
     * The result that stands for a code.
     *
     * @param code 0 to 255
     * @return {@link Result#OK}, {@link Result#CONGESTED}, {@link Result#TOPIC_ID_UNKNOWN},
     *     {@link Result#NOT_SUPPORTED}, or {@link Result#REFUSED} for a code that the standard does not have
     */
    public static int result(int code) {
        switch (code) {
            case ACCEPTED:
                return Result.OK;
            case CONGESTION:
                return Result.CONGESTED;
            case INVALID_TOPIC_ID:
                return Result.TOPIC_ID_UNKNOWN;
            case NOT_SUPPORTED:
                return Result.NOT_SUPPORTED;
            default:
                return Result.REFUSED;
        }
    }
}
