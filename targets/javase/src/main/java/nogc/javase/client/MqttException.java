package nogc.javase.client;

/**
 * Why a future of {@link MqttClient} failed. Its message is {@link Explanation#of what happened and what to change}.
 */
public final class MqttException extends Exception {
    private static final long serialVersionUID = 1;

    private final int result;
    private final int reasonCode;

    MqttException(int result, int reasonCode, String message) {
        super(message);
        this.result = result;
        this.reasonCode = reasonCode;
    }

    /** @return a negative code of {@code Result}, or of the transport */
    public int result() {
        return result;
    }

    /** @return the server's reason code (MQTT 3.1.1: return code), or 0 if it sent none */
    public int reasonCode() {
        return reasonCode;
    }
}
