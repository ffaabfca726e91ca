package nogc.samples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nogc.javase.tls.TestAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every option that mosquitto's tools have, as they themselves list them: taken, or refused with the reason. */
class OptionWalkTest {
    private static final Pattern LISTED = Pattern.compile("(?m)^ +(--?[A-Za-z0-9-]+) : ");

    private static List<String> optionsOf(String tool) throws Exception {
        Process process = new ProcessBuilder(tool, "--help").redirectErrorStream(true).start();
        Matcher matcher = LISTED.matcher(new String(process.getInputStream().readAllBytes()));
        List<String> options = new ArrayList<>();
        while (matcher.find()) {
            options.add(matcher.group(1));
        }
        options.remove("--help"); // stands alone
        return options;
    }

    private static String refusal(String... words) {
        try {
            if (words[0].equals("pub")) {
                PubArguments.parse(words, 1);
            } else {
                SubArguments.parse(words, 1);
            }
            return "";
        } catch (UsageException e) {
            return e.getMessage();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pub", "sub"})
    void everyOptionOfMosquittosToolIsKnown(String command) throws Exception {
        List<String> options = optionsOf("mosquitto_" + command);
        assertTrue(options.size() > 30 && options.contains("--cafile"), options.toString());
        Map<String, String> refused = new TreeMap<>();
        for (String option : options) {
            String said = refusal(command, option, "x", "x", "x");
            assertFalse(said.contains("unknown option '" + option), option + ": " + said);
            if (said.contains("not offered")) {
                assertTrue(said.startsWith(option) && said.contains(": "), "the reason is missing: " + said);
                refused.put(option, said);
            }
        }
        assertEquals(List.of("--keyform", "--psk", "--psk-identity", "--tls-engine", "--tls-engine-kpass-sha1"),
                List.copyOf(refused.keySet()));
        assertTrue(refused.get("--psk").contains("Java's TLS has no pre-shared keys; use certificates"));
    }

    @Test
    void whatIsAskedForOnTheWayAndOfTlsIsTakenTogether(@TempDir Path folder) throws Exception {
        try (TestAuthority authority = new TestAuthority("authority")) {
            TestAuthority.Issued mine = authority.issue("me");
            Files.copy(authority.certificate(), folder.resolve("ca.pem"));
            List<List<String>> all = List.of(List.of("--cafile", authority.certificate().toString()),
                    List.of("--capath", folder.toString()), List.of("--tls-use-os-certs"),
                    List.of("--cert", mine.certificate().toString(), "--key", mine.key().toString()),
                    List.of("--keypass", "secret"), List.of("--insecure"), List.of("--tls-version", "tlsv1.3"),
                    List.of("--tls-alpn", "x-amzn-mqtt-ca"), List.of("--ciphers", "TLS_AES_128_GCM_SHA256"),
                    List.of("--ws"), List.of("--ws-path", "/a?b"), List.of("--header", "Authorization: Bearer x"),
                    List.of("--proxy", "http://me:secret@127.0.0.1:3128"));
            List<String> words = new ArrayList<>(List.of("pub", "-t", "a", "-m", "x"));
            all.forEach(words::addAll);
            assertEquals("", refusal(words.toArray(new String[0])));
            for (String url : List.of("mqtt://h", "mqtts://u:p@h:1/t", "ws://h/p", "wss://h:2/p", "unix:/run/s")) {
                assertEquals("", refusal("pub", "-t", "a", "-m", "x", "-L", url));
            }
        }
    }
}
