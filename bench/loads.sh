# For the scripts beside: `. bench/loads.sh`. One run of each client that publishes to 127.0.0.1:$port for $seconds, or
# receives from there, in a process of its own; each prints lines for the report: row, contender, metric, unit, value.
# They read: port, seconds, runs, payload, work, jar (of mqtt), peers (benchmarks.jar), authority (a CA file, or empty), row,
# new (yes for MQTT 5.0, empty for 3.1.1), receiving (yes, or empty to publish), and for that credits (yes, or empty).
new=
receiving=
credits=
authority=
tls_lines=()

# For the quality of what is published: who has which sizes.
sizes="“Ours” is one thread that does all, with two buffers of 64 KB, a ring of 64 KB or of 64 messages, and as many slots as \
messages are in flight (1,023 at QoS 0); “ours, as it is” has a thread of its own and the sizes of a Config as it is: two \
buffers of 1 KB, a ring of 4 KB, 20 slots. The others are as they come, but for the messages in flight. CPU is that of the \
client's whole process, user and system, all threads, so a JVM's compilers are in it; clients on a JVM warm up 2 s, those \
in C a tenth of a run."

by_source="Payloads of 4,096 bytes and more ours reads from the application when it writes them (PayloadSource), the others \
copy them when they are published."

value() { printf '%s\t%s\t%s\t%s\t%s\n' "$row" "$@"; }
# Reads "messages seconds CPU-seconds bytes rss-kB collections missing" of a run of the contender.
figures() {
    local messages time cpu bytes rss collections missing
    read -r messages time cpu bytes rss collections missing
    value "$1" rate 'k msg/s' "$(awk "BEGIN { print $messages / $time / 1000 }")"
    value "$1" 'CPU a message' 'µs' "$(awk "BEGIN { print $cpu * 1e6 / $messages }")"
    value "$1" 'allocated a message' B "$(awk "BEGIN { print $bytes / $messages }")"
    value "$1" 'memory (RSS)' MB "$(awk "BEGIN { print $rss / 1024 }")"
    [ "$collections" = - ] || value "$1" collections 'in a run' "$collections"
    [ "$missing" = - ] || value "$1" 'missing or doubled' messages "$missing"
}
# Builds the loads in C into $work.
build_loads() {
    local program
    for program in libmosquitto_bench:-lmosquitto paho_bench:-lpaho-mqtt3as counting_peer:; do
        gcc -O2 -Wall -o "$work/${program%%:*}" "bench/src/main/c/${program%%:*}.c" ${program#*:}
    done
}
# Starts a peer that counts, acknowledges and sends, until file descriptor 4 is closed; sets port.
start_counting_peer() {
    mkfifo "$work/life"
    "$work/counting_peer" < "$work/life" > "$work/peer" &
    exec 4> "$work/life"
    until [ -s "$work/peer" ]; do sleep 0.1; done
    port=$(head -1 "$work/peer")
}
# Ends it, and tells what it counted.
end_counting_peer() {
    local counted bytes
    exec 4>&-
    wait
    read -r counted bytes < <(tail -1 "$work/peer")
    echo "the peer counted $counted messages, $bytes bytes" >&2
}

# Makes keys for TLS in $work: authority is then the CA file, tls_lines what a Mosquitto with TLS has in its
# configuration.
make_keys() {
    {
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=authority \
            -keyout "$work/ca.key" -out "$work/ca.pem" &&
            openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=127.0.0.1 \
                -keyout "$work/server.key" -out "$work/server.csr" &&
            openssl x509 -req -in "$work/server.csr" -CA "$work/ca.pem" -CAkey "$work/ca.key" -CAcreateserial -days 2 \
                -extfile <(echo subjectAltName=IP:127.0.0.1) -out "$work/server.pem"
    } 2> "$work/keys.log" || { cat "$work/keys.log" >&2; exit 1; }
    authority=$work/ca.pem
    tls_lines=("certfile $work/server.pem" "keyfile $work/server.key")
}

# Each takes the QoS and how many messages are in flight.
ours() {
    if [ "$receiving" ]; then
        java_load ours "$@" | figures ours
        return
    fi
    java -jar "$jar" bench -h 127.0.0.1 -p "$port" ${authority:+--cafile "$authority"} ${new:+-V 5} -q "$1" \
        --seconds "$seconds" --size "$payload" --inflight "$2" > "$work/ours.log"
    value ours rate 'k msg/s' "$(awk '/throughput/ { print $2 }' "$work/ours.log")"
    value ours 'CPU a message' 'µs' \
        "$(awk '/CPU/ { split($0, half, ", "); split(half[2], word, " "); print word[1] }' "$work/ours.log")"
    value ours 'allocated a message' B "$(awk '/allocated/ { print $2 }' "$work/ours.log")"
    value ours 'memory (RSS)' MB "$(awk '/memory/ { print $2 }' "$work/ours.log")"
    value ours collections 'in a run' "$(awk '/memory/ { print $8 }' "$work/ours.log")"
}
# Ours with a thread of its own and the sizes of a Config as it is: what who does not tune it gets.
default() { java_load ours-as-it-is "$@" | figures 'ours, as it is'; }
paho() { java_load paho "$@" | figures Paho; }
hivemq() { java_load hivemq "$@" | figures HiveMQ; }
libmosquitto() { c_load libmosquitto "$@" | figures libmosquitto; }
paho_c() { c_load paho "$@" | figures 'Paho C'; }

# java_load CLIENT QOS IN-FLIGHT
java_load() {
    local program=PeerLoad
    [ -z "$receiving" ] || program=ReceiveLoad
    java -cp "$peers" "nogc.bench.load.$program" ${credits:+--credits} ${new:+--v5} "$1" 127.0.0.1 "$port" "$2" \
        "$seconds" "$payload" "$3" ${authority:+"$authority"}
}
# c_load LIBRARY QOS IN-FLIGHT
c_load() {
    local direction=${receiving:+--receive}
    [ -z "$credits" ] || direction=--credits
    "$work/${1}_bench" ${direction:+"$direction"} ${new:+--v5} 127.0.0.1 "$port" "$2" "$seconds" "$payload" "$3" \
        ${authority:+"$authority"}
}

# in_turn FILE QOS IN-FLIGHT CLIENT...: $runs runs of each client for the row, in turn, into that file of $work.
in_turn() {
    local run client
    for run in $(seq "$runs"); do
        for client in "${@:4}"; do
            echo "$row, run $run of $runs: $client" >&2
            "$client" "$2" "$3" >> "$work/$1"
        done
    done
}
# The most that a client publishes ahead at a QoS, where a row does not say it.
in_flight() { [ "$1" = 0 ] && echo 1023 || echo 20; }
# by_size_and_flight FILE CLIENT...: at QoS 1, payloads of other sizes, and fewer and more messages in flight.
by_size_and_flight() {
    local flight
    for payload in 16 4096 65000; do
        row="$payload bytes, 20 in flight"
        in_turn "$1" 1 20 "${@:2}"
    done
    payload=64
    for flight in 1 100; do
        row="64 bytes, $flight in flight"
        in_turn "$1" 1 "$flight" "${@:2}"
    done
}
# in_version_5 FILE CLIENT...: a row of MQTT 5.0 at QoS 1, named behind what row is.
in_version_5() {
    row="$row, MQTT 5.0"
    new=yes
    in_turn "$1" 1 20 "${@:2}"
    new=
}
