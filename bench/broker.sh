# For the scripts beside: `. bench/broker.sh`.

# start_broker [LINE...] runs a Mosquitto on loopback, with these lines more in its configuration, until the script ends;
# sets port and broker, its process. The folder $work has to be there.
start_broker() {
    port=$(free_port)
    printf '%s\n' "listener $port 127.0.0.1" 'allow_anonymous true' "user $(id -un)" "$@" > "$work/broker.conf"
    PATH="$PATH:/usr/sbin" mosquitto -c "$work/broker.conf" > "$work/broker.log" 2>&1 &
    broker=$!
    sleep 1
    kill -0 "$broker" 2>/dev/null || { cat "$work/broker.log" >&2; exit 1; }
}

free_port() {
    local free=$((20000 + RANDOM % 20000))
    while (exec 3<>"/dev/tcp/127.0.0.1/$free") 2>/dev/null; do free=$((free + 1)); done
    echo "$free"
}

# need_file FILE... ends the script if one of them was not built.
need_file() {
    local file
    for file in "$@"; do
        [ -f "$file" ] || { echo "${0##*/}: $file is missing; run: make ${verb:-bench}" >&2; exit 1; }
    done
}
