/* A broker that does nothing but to count and to acknowledge, so that the client is the limit and not the broker: MQTT
 * 3.1.1 and 5.0, QoS 0 to 2, any number of clients on one thread. It keeps nothing and checks nothing. To who
 * subscribes to "flood/QOS/BYTES/WINDOW", or to a topic that begins like it, it sends messages of so many bytes under
 * that name as fast as they are taken, at QoS 1 and 2 at most WINDOW that are not acknowledged. Their first four bytes
 * count them, from 0 on. It prints its port, and when its standard input ends, "messages bytes".
 *
 *     counting_peer
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CLIENTS = 1024, ROOM = 1 << 17, LONGEST = 65536 };

struct client {
    int socket;
    int version;
    unsigned char in[ROOM];
    int filled;
    unsigned char out[ROOM];
    int waiting;
    /* The flood, if it subscribed to it. */
    unsigned char message[LONGEST + 64];
    int message_length;
    int identifier_at;
    int number_at;
    unsigned number;
    int qos;
    int window;
    int open;
    int identifier;
};

static struct client *clients[CLIENTS];
static struct pollfd polled[CLIENTS + 2];
static int count;
static long messages;
static long bytes;

static void say(struct client *c, const unsigned char *packet, int length) {
    memcpy(c->out + c->waiting, packet, length);
    c->waiting += length;
}

static void acknowledge(struct client *c, int first, const unsigned char *identifier) {
    unsigned char packet[] = { first, 2, identifier[0], identifier[1] };
    say(c, packet, sizeof packet);
}

/* Length bytes of MQTT; how many they are. */
static int put_length(unsigned char *to, int length) {
    int used = 0;
    do {
        to[used] = (length & 0x7F) | (length > 0x7F ? 0x80 : 0);
        length >>= 7;
        used++;
    } while (length > 0);
    return used;
}

static void subscribed(struct client *c, const unsigned char *body) {
    const unsigned char *filter = body + 2 + (c->version == 5 ? 1 + body[2] : 0);
    int length = filter[0] << 8 | filter[1];
    unsigned char answer[] = { 0x90, c->version == 5 ? 4 : 3, body[0], body[1], c->version == 5 ? 0 : 2, 2 };
    char name[64] = "";
    int qos;
    int size;
    int window;
    say(c, answer, c->version == 5 ? 6 : 5);
    memcpy(name, filter + 2, length < 63 ? length : 63);
    if (sscanf(name, "flood/%d/%d/%d", &qos, &size, &window) == 3 && qos >= 0 && qos <= 2 && size >= 4
        && size <= LONGEST - 100 && window > 0) {
        int rest = 2 + length + (qos > 0 ? 2 : 0) + (c->version == 5 ? 1 : 0);
        c->qos = qos;
        c->window = window;
        c->message[0] = 0x30 | qos << 1;
        c->message_length = 1 + put_length(c->message + 1, rest + size);
        memcpy(c->message + c->message_length, filter, 2 + length);
        c->identifier_at = c->message_length + 2 + length;
        c->number_at = c->message_length + rest;
        c->message_length += rest + size;
    }
}

static void take(struct client *c, unsigned char *packet, unsigned char *body) {
    switch (packet[0] >> 4) {
    case 1: {
        static const unsigned char connack[] = { 0x20, 3, 0, 0, 0 };
        static const unsigned char connack_311[] = { 0x20, 2, 0, 0 };
        c->version = body[6];
        if (c->version == 5) {
            say(c, connack, sizeof connack);
        } else {
            say(c, connack_311, sizeof connack_311);
        }
        break;
    }
    case 3: {
        int qos = packet[0] >> 1 & 3;
        messages++;
        if (qos > 0) {
            acknowledge(c, qos == 1 ? 0x40 : 0x50, body + 2 + (body[0] << 8 | body[1]));
        }
        break;
    }
    case 4: /* PUBACK */
    case 7: /* PUBCOMP */
        c->open--;
        messages++;
        break;
    case 5: /* PUBREC */
        acknowledge(c, 0x62, body);
        break;
    case 6: /* PUBREL */
        acknowledge(c, 0x70, body);
        break;
    case 8:
        subscribed(c, body);
        break;
    case 12: {
        static const unsigned char pingresp[] = { 0xD0, 0 };
        say(c, pingresp, sizeof pingresp);
        break;
    }
    default:
        break;
    }
}

/* All packets that are whole, as far as there is room for their answers. */
static void take_all(struct client *c) {
    int at = 0;
    while (c->filled - at >= 2 && c->waiting < ROOM / 2) {
        int length = 0;
        int head = 1;
        do {
            if (at + head >= c->filled || head > 4) {
                goto done;
            }
            length |= (c->in[at + head] & 0x7F) << 7 * (head - 1);
        } while (c->in[at + head++] & 0x80);
        if (length > LONGEST) {
            fprintf(stderr, "counting_peer: a packet of %d bytes is more than it takes\n", length);
            exit(1);
        }
        if (c->filled - at < head + length) {
            break;
        }
        take(c, c->in + at, c->in + at + head);
        at += head + length;
    }
done:
    c->filled -= at;
    memmove(c->in, c->in + at, c->filled);
}

static int may_flood(const struct client *c) {
    return c->message_length > 0 && (c->qos == 0 || c->open < c->window);
}

static void flood(struct client *c) {
    while (may_flood(c) && c->waiting + c->message_length <= ROOM) {
        if (c->qos > 0) {
            c->identifier = c->identifier % 65535 + 1;
            c->message[c->identifier_at] = c->identifier >> 8;
            c->message[c->identifier_at + 1] = c->identifier;
            c->open++;
        } else {
            messages++;
        }
        for (int i = 0; i < 4; i++) {
            c->message[c->number_at + i] = c->number >> (24 - 8 * i);
        }
        c->number++;
        say(c, c->message, c->message_length);
    }
}

/* Whether the connection still stands. */
static int serve(struct client *c, int readable) {
    if (readable && c->filled < ROOM) {
        int got = read(c->socket, c->in + c->filled, ROOM - c->filled);
        if (got == 0 || (got < 0 && errno != EAGAIN)) {
            return 0;
        }
        bytes += got > 0 ? got : 0;
        c->filled += got > 0 ? got : 0;
    }
    take_all(c);
    flood(c);
    if (c->waiting > 0) {
        int sent = send(c->socket, c->out, c->waiting, MSG_NOSIGNAL);
        if (sent < 0 && errno != EAGAIN) {
            return 0;
        }
        bytes += sent > 0 ? sent : 0;
        c->waiting -= sent > 0 ? sent : 0;
        memmove(c->out, c->out + (sent > 0 ? sent : 0), c->waiting);
    }
    return 1;
}

static void welcome(int listener) {
    int socket = accept(listener, NULL, NULL);
    int yes = 1;
    struct client *c;
    if (socket < 0 || count == CLIENTS || !(c = calloc(1, sizeof *c))) {
        return;
    }
    fcntl(socket, F_SETFL, O_NONBLOCK);
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    c->socket = socket;
    clients[count++] = c;
}

int main(void) {
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(listener, (struct sockaddr *) &address, length) || listen(listener, 128)
        || getsockname(listener, (struct sockaddr *) &address, &length)) {
        perror("counting_peer");
        return 1;
    }
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    for (;;) {
        polled[0] = (struct pollfd) { .fd = 0, .events = POLLIN };
        polled[1] = (struct pollfd) { .fd = listener, .events = POLLIN };
        for (int i = 0; i < count; i++) {
            struct client *c = clients[i];
            int more = c->waiting > 0 || may_flood(c);
            polled[i + 2] = (struct pollfd) { .fd = c->socket, .events = POLLIN | (more ? POLLOUT : 0) };
        }
        if (poll(polled, count + 2, -1) < 0) {
            perror("counting_peer");
            return 1;
        }
        if (polled[0].revents) {
            printf("%ld %ld\n", messages, bytes);
            return 0;
        }
        for (int i = count - 1; i >= 0; i--) {
            if (polled[i + 2].revents && !serve(clients[i], polled[i + 2].revents & (POLLIN | POLLHUP | POLLERR))) {
                close(clients[i]->socket);
                free(clients[i]);
                clients[i] = clients[--count];
            }
        }
        if (polled[1].revents) {
            welcome(listener);
        }
    }
}
