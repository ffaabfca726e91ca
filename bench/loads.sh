# For the scripts beside: `. bench/loads.sh`. One run of each client that publishes to 127.0.0.1:$port for $seconds, in a
# process of its own; each prints lines for the report: row, contender, metric, unit, value.
# They read: port, seconds, payload, work, jar (of mqtt), peers (benchmarks.jar), authority (a CA file, or empty) and row.

value() { printf '%s\t%s\t%s\t%s\t%s\n' "$row" "$@"; }
# Reads "messages seconds CPU-seconds bytes" of a run of the contender.
figures() {
    local messages time cpu bytes
    read -r messages time cpu bytes
    value "$1" rate 'k msg/s' "$(awk "BEGIN { print $messages / $time / 1000 }")"
    value "$1" 'CPU a message' 'µs' "$(awk "BEGIN { print $cpu * 1e6 / $messages }")"
    value "$1" 'allocated a message' B "$(awk "BEGIN { print $bytes / $messages }")"
}
# Each takes the QoS and how many messages are in flight.
ours() {
    java -jar "$jar" bench -h 127.0.0.1 -p "$port" ${authority:+--cafile "$authority"} -q "$1" --seconds "$seconds" \
        --size "$payload" --inflight "$2" > "$work/ours.log"
    value ours rate 'k msg/s' "$(awk '/throughput/ { print $2 }' "$work/ours.log")"
    value ours 'CPU a message' 'µs' \
        "$(awk '/CPU/ { split($0, half, ", "); split(half[2], word, " "); print word[1] }' "$work/ours.log")"
    value ours 'allocated a message' B "$(awk '/allocated/ { print $2 }' "$work/ours.log")"
}
# Ours with a thread of its own and the sizes of a Config as it is: what who does not tune it gets.
default() { peer ours-as-it-is "$1" 20 'ours, as it is'; }
libmosquitto() {
    "$work/libmosquitto_bench" 127.0.0.1 "$port" "$1" "$seconds" "$payload" "$2" ${authority:+"$authority"} |
        figures libmosquitto
}
paho_c() { "$work/paho_bench" 127.0.0.1 "$port" "$1" "$seconds" "$payload" "$2" | figures 'Paho C'; }
peer() {
    java -cp "$peers" nogc.bench.load.PeerLoad "$1" 127.0.0.1 "$port" "$2" "$seconds" "$payload" "$3" \
        ${authority:+"$authority"} | figures "$4"
}
paho() { peer paho "$1" "$2" Paho; }
hivemq() { peer hivemq "$1" "$2" HiveMQ; }
