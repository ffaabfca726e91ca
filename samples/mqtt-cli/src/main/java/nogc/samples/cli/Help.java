package nogc.samples.cli;

/** What {@code --help} prints. */
final class Help {
    static final String MQTT = """
            mqtt: publish, subscribe and measure over MQTT 3.1.1 and 5.0

              mqtt pub    publish a message, a file, or each line of the standard input
              mqtt sub    print the messages of some topics
              mqtt bench  measure messages per second, CPU time and allocated bytes
              mqtt fleet  be thousands of devices, to see what a broker does with them

              mqtt sn-pub, sn-sub, sn-search    the same over MQTT-SN, and which gateways there are

            'mqtt pub --help' and so on list the options; they follow mosquitto_pub and mosquitto_sub.
            Exit code: 0 done, 1 the broker cannot be reached or refused, 2 wrong command line.
            """;

    private static final String SHARED = """

            Broker and session
              -h, --host HOST         broker, localhost unless told
              -p, --port PORT         1883 unless told, with TLS 8883
              -L, --url URL           mqtt[s]://[user[:password]@]host[:port][/topic] instead of -h, -p, -u, -P and -t,
                                      or ws[s]://[user[:password]@]host[:port][/path], or unix:/path/of/a/socket
              -A ADDRESS              come from this address of this machine
              -i, --id ID             client identifier, a random one unless told
              -I, --id-prefix PREFIX  client identifier: this and the number of the process
              -u, --username NAME     user name
              -P, --pw PASSWORD       password
              -k, --keepalive SECONDS 60 unless told, 0 for none
              -V VERSION              311 or 5 (or mqttv311, mqttv5); 311 unless an option needs 5
              -c                      keep the session of this -i: Clean Session 0 (MQTT 5.0: Clean Start 0)
              -x SECONDS              Session Expiry Interval (MQTT 5.0), -1 for never
              --will-topic TOPIC      last will, with --will-payload TEXT, --will-qos QOS, --will-retain
              -D PACKET NAME VALUE    property of connect, publish, will, subscribe, unsubscribe or disconnect (5.0):
                                      -D publish content-type text/plain, -D publish user-property name value
              -d, --debug             print each packet on the standard error stream
              --quiet                 print no errors
              --nodelay               for scripts: packets are never delayed here
              -S                      not offered: look SRV records up yourself

            On the way
              --unix PATH             a Unix domain socket of this machine instead of -h and -p
              --ws                    MQTT over WebSocket, port 80 unless told, with TLS 443
              --ws-path PATH          of the WebSocket, /mqtt unless told
              --header 'NAME: VALUE'  one more field of its request, such as a token
              --proxy URL             http:// or socks5h://[user[:password]@]host[:port]

            TLS: switched on by whom to trust, or by -L mqtts:
              --cafile FILE           trust the authorities of this PEM file
              --capath DIRECTORY      trust those of all PEM files in it
              --tls-use-os-certs      trust those of Java
              --cert FILE, --key FILE show this certificate (PEM); the key in PKCS#8, PKCS#1 or SEC1
              --keystore FILE         show the certificate of this PKCS#12 file
              --keypass PASSWORD      of an encrypted --key, or of --keystore
              --insecure              DANGEROUS: take a certificate for any host; warned of at each connection
              --tls-version VERSION   tlsv1.2 or tlsv1.3 only
              --tls-alpn PROTOCOL     application protocol to ask for (AWS IoT on 443: x-amzn-mqtt-ca)
              --ciphers NAMES         accept these only, by Java's names, with colons between
              --psk                   not offered: Java's TLS has no pre-shared keys

            Options may stand in $XDG_CONFIG_HOME/mqtt_COMMAND (else ~/.config/mqtt_COMMAND) as well, one in a line, a
            password above all: everybody can read the command line.
            """;

    static final String PUB = """
            mqtt pub [-h host] [-p port] -t topic (-m message | -f file | -l | -n | -s) [options]

            Message
              -t, --topic TOPIC       topic to publish to
              -m, --message TEXT      the text
              -f, --file FILE         the content of the file; a regular one is streamed: it may be larger than memory
              -l, --stdin-line        each line of the standard input
              -n, --null-message      nothing: with -r it deletes a retained message
              -s, --stdin-file        the whole standard input as one message
              -q, --qos QOS           0 (unless told), 1 or 2
              -r, --retain            retained
              -M COUNT                messages that may be unacknowledged, 20 unless told
              --store FILE            keep the session of this -i in FILE (2 MB) over runs and sudden ends: at QoS 1, 2
                                      nothing is lost, at 2 nothing doubled; taken also while nobody answers
              --repeat COUNT          publish the same message so many times
              --repeat-delay SECONDS  wait between them
            """ + SHARED;

    static final String SUB = """
            mqtt sub [-h host] [-p port] -t filter [-t filter ...] [options]

            Messages
              -t, --topic FILTER      topic filter, several times for several
              -T, --filter-out FILTER do not print messages that match
              -q, --qos QOS           largest QoS to get: 0 (unless told), 1 or 2
              -C COUNT                end after so many messages
              -W SECONDS              end after so many seconds, with exit code 27
              -E                      end when subscribed
              -U, --unsubscribe FILTER unsubscribe from it, several times for several
              -F FORMAT               print so: %t topic, %p payload, %x %X in hexadecimal, %l its length, %q QoS,
                                      %r retain, %j %J JSON, %I %U time, @Y-@m-@d and so on as strftime; MQTT 5.0:
                                      %A alias, %C content type, %D correlation data, %E expiry, %F format, %P user
                                      properties, %R response topic, %S subscription identifier; %-10t, %.3p, \\n, \\t
              --pretty                JSON with line ends
              --random-filter PERCENT print this part of the messages, at random
              --remove-retained       delete the retained messages that come from the broker
              -v, --verbose           print the topic before each message
              -N                      print no newline behind each message
              -R                      do not print retained messages
              --retained-only         print retained messages, end at the first other one
              --store FILE            keep the session of this -i in FILE (2 MB) over runs and sudden ends: at QoS 2
                                      what was printed is not printed again
              --retain-as-published   keep the RETAIN flag as the publisher set it (MQTT 5.0)
              --no-local              not what this client published itself (MQTT 5.0)
            """ + SHARED;

    static final String BENCH = """
            mqtt bench [-h host] [-p port] [options]

            Measures one client on one thread, after a warm-up of a tenth of the run, at least 2 seconds.
              --direction DIRECTION   out: it publishes (unless told); in: it receives what a second client publishes
              --seconds SECONDS       how long, 10 unless told
              -n, --messages COUNT    how many messages, instead of a time
              --size BYTES            payload of a message, 64 unless told
              -q, --qos QOS           0 (unless told), 1 or 2
              --inflight COUNT        unacknowledged messages, 20 unless told
              --coalesce MICROSECONDS lets packets that come one by one gather, so long at most, up to 1,000;
                                      100 unless told on Linux, 0 elsewhere
              --spin MICROSECONDS     polls so long behind a packet ahead of a sleep, up to 1,000, where a processor
                                      is free for it; unless told 20 if that brings a third more messages, else 0
              -t, --topic TOPIC       a topic of its own unless told
            """ + SHARED;

    static final String FLEET = """
            mqtt fleet [-h host] [-p port] --clients COUNT [options]

            Many clients on one thread: they connect, publish in their rhythm, and what a broker does with that is told
            each second and in a report: rates, percentiles, CPU, memory. A latency counts from the time at which the
            message was meant to go. Ctrl-C ends it with the report. Exit code 1 if they were never all connected.
              --clients COUNT         devices, 100 unless told; they are called ID-0, ID-1, …
              --connect-rate COUNT    connections that begin in a second, 100 unless told
              --publish-every TIME    of each device, 10s unless told (250ms, 5m, …); 0: they are silent
              --duration TIME         behind the last connection, 60s unless told
              --storm-after TIME      drop all devices at once then, without DISCONNECT (wills go out), and have them
                                      come back at once
              --subscribers COUNT     clients more, which share a subscription to what the devices publish, 0 unless
                                      told
              -t, --topic TOPIC       where to, fleet/%i/data unless told; %i is the identifier, in --will-topic too
              --size BYTES            payload of a message, 64 unless told; from 8 bytes on it carries its time
              -q, --qos QOS           of messages and subscriptions, 0 (unless told), 1 or 2
              --buffer BYTES          receive and transmit buffer of a device, 256 unless told
              -i, --id ID             what the identifiers begin with; with -c each device keeps its session
            10,000 devices fit into java -Xmx64m -jar mqtt.jar fleet …; each needs an open file: ulimit -n.
            """ + SHARED;

    private Help() {
    }
}
