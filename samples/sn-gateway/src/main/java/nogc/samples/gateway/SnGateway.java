package nogc.samples.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The command {@code sn-gateway}: start here. */
public final class SnGateway {
    private static final int FAILED = 1;
    private static final int WRONG_COMMAND_LINE = 2;

    private SnGateway() {
    }

    /**
     * Runs a gateway until it is told to end.
     *
     * @param words the command line
     */
    public static void main(String[] words) {
        if (List.of(words).contains("--help") || List.of(words).contains("-h")) {
            System.out.print(Arguments.HELP);
            return;
        }
        OperatorLog log = new OperatorLog(line -> System.out.println("sn-gateway: " + line));
        try {
            Settings settings = Arguments.parse(words);
            try (GatewayLoop loop = new GatewayLoop(settings, log)) {
                Thread main = Thread.currentThread();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    loop.stop();
                    try {
                        main.join(2000); // says goodbye to the broker
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }));
                log.tell("gateway " + settings.gatewayId + (settings.transparent ? ", transparent," : ", aggregating,")
                        + (loop.port() == 0 ? "" : " on UDP port " + loop.port() + ",") + " for the broker at "
                        + settings.broker());
                loop.run();
            }
        } catch (SettingsException e) {
            System.err.println("sn-gateway: " + e.getMessage());
            System.exit(WRONG_COMMAND_LINE);
        } catch (IOException | UncheckedIOException e) {
            System.err.println("sn-gateway: " + e.getMessage());
            System.exit(FAILED);
        }
    }
}
