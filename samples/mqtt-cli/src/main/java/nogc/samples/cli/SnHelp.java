package nogc.samples.cli;

/** What {@code --help} prints for the commands of MQTT-SN. */
final class SnHelp {
    private static final String SHARED = """

            Gateway
              -h, --host HOST         localhost unless told
              -p, --port PORT         UDP, 1884 unless told
              -i, --id ID             client identifier, 1 to 23 characters of ASCII; one of its own unless told
              -k, --keepalive SECONDS 60 unless told
              --retry SECONDS         until a message is repeated (Tretry), 2 unless told
              --quiet                 print no errors
            """;

    static final String PUB = """
            mqtt sn-pub (-t topic | --predefined id) (-m message | -n | -l) [options]

              -t, --topic TOPIC       topic; one of two bytes needs no registration
              --predefined ID         a topic id that the gateway was configured with
              -m, --message TEXT      the text
              -n, --null-message      nothing: with -r it deletes a retained message
              -l, --stdin-line        each line of the standard input
              -q, --qos QOS           -1 (no connection, no answer), 0 (unless told), 1 or 2
              -r, --retain            retained
            """ + SHARED;

    static final String SUB = """
            mqtt sn-sub (-t filter | --predefined id) [options]

              -t, --topic FILTER      topic filter, several times for several
              --predefined ID         a topic id that the gateway was configured with
              -q, --qos QOS           largest QoS to get: 0 (unless told), 1 or 2
              --sleep SECONDS         sleep when subscribed, and wake in time to collect what waits
              -c                      keep the session of this -i
              -v, --verbose           print the topic before each message
              -C COUNT                end after so many messages
              -W SECONDS              end after so many seconds, with exit code 27
            """ + SHARED;

    static final String SEARCH = """
            mqtt sn-search [options]

            Prints the gateways that answer SEARCHGW or advertise themselves; exit code 1 if there is none.
              --group ADDRESS[:PORT]  broadcast or multicast address of the gateways, 255.255.255.255:1884 unless told
              --radius HOPS           how far to search, 0 (unless told) for the whole network
              -W SECONDS              how long, 5 unless told
              -C COUNT                end after so many gateways
              --quiet                 print no errors
            """;

    private SnHelp() {
    }
}
