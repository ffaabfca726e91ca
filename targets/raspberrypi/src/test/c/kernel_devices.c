/*
 * The kernel's side of /dev/gpiochip0, /dev/i2c-1 and /dev/spidev0.0 for tests on a machine that has none of them:
 * preloaded ahead of libc, it answers what a process asks of these, by files of the folder DEVICES that a test writes
 * and reads:
 *
 *   gpiochip0       what to open in place of the chip, which has 54 lines
 *   expander        what to open in place of another chip, which has as many
 *   line-N          the level of a line outside, 0 or 1; made an output, what it drives
 *   line-N.flags    the flags that it was taken with, as the kernel's header numbers them
 *   line-N.edges    a FIFO: 16 bytes for each edge, as the kernel has them (struct gpioevent_data)
 *   line-N.taken    if there: another process has the line
 *   i2c-1           what is opened in place of the bus
 *   76, 77          256 registers of the device with this address; if it is not there, nobody acknowledges
 *   76.frozen       if there, a measurement that was begun does not end
 *   bus.refused     if there, no device is given: the kernel's driver has that of I2C, and SPI has no such mode
 *   bus.held        if there, every transfer fails, of SPI as well
 *   spidev0.0       what is opened in place of the SPI bus
 *   spi             128 registers of the device there; the highest bit of the first byte says that it is read (BME280)
 *   spi.set         the mode and the clock in Hz that the bus was opened with
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/gpio.h>
#include <linux/i2c-dev.h>
#include <linux/i2c.h>
#include <linux/spi/spidev.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LINES 54
#define BME280_CONTROL 0xF4
#define BME280_MODE 3

static unsigned slave;

static const char *file(const char *format, ...) {
    static _Thread_local char path[512];
    int length = snprintf(path, sizeof path, "%s/", getenv("DEVICES"));
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(path + length, sizeof path - length, format, arguments);
    va_end(arguments);
    return path;
}

static int fail(int code) {
    errno = code;
    return -1;
}

static const char *in_place(const char *path) {
    int is_ours = strcmp(path, "/dev/i2c-1") == 0 || strcmp(path, "/dev/spidev0.0") == 0;
    return is_ours && getenv("DEVICES") != NULL ? file("%s", path + strlen("/dev/")) : path;
}

int access(const char *path, int mode) {
    int (*next)(const char *, int) = (int (*)(const char *, int)) dlsym(RTLD_NEXT, "access");
    return next(in_place(path), mode);
}

/* Like all of the C library's opens, whichever diozero was linked with. */
static int open_in_place(const char *symbol, const char *path, int flags, int mode) {
    int (*next)(const char *, int, ...) = (int (*)(const char *, int, ...)) dlsym(RTLD_NEXT, symbol);
    return next(in_place(path), flags, mode);
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        va_list arguments; \
        va_start(arguments, flags); \
        int mode = (flags & O_CREAT) != 0 ? va_arg(arguments, int) : 0; \
        va_end(arguments); \
        return open_in_place(#name, path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

/* The name of an open file in our folder, or "". */
static const char *name_of(int descriptor) {
    static _Thread_local char path[512];
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (getenv("DEVICES") == NULL || length < 0) {
        return "";
    }
    path[length] = 0;
    char *slash = strrchr(path, '/');
    return slash != NULL && strncmp(path, getenv("DEVICES"), slash - path) == 0 ? slash + 1 : "";
}

static int exists(const char *path) {
    return access(path, F_OK) == 0;
}

static void write_file(const char *path, const char *text) {
    FILE *out = fopen(path, "w");
    fputs(text, out);
    fclose(out);
}

static int line_info(struct gpioline_info *info) {
    snprintf(info->name, sizeof info->name, "GPIO%u", info->line_offset);
    if (exists(file("line-%u.taken", info->line_offset))) {
        snprintf(info->consumer, sizeof info->consumer, "somebody");
        info->flags = GPIOLINE_FLAG_KERNEL;
    }
    return 0;
}

static int take(unsigned line, unsigned flags, int *descriptor, const char *kind, int mode) {
    if (line >= LINES) {
        return fail(EINVAL);
    }
    if (exists(file("line-%u.taken", line))) {
        return fail(EBUSY);
    }
    char text[16];
    snprintf(text, sizeof text, "%u", flags);
    write_file(file("line-%u.flags", line), text);
    if (kind[0] != 0 && mkfifo(file("line-%u%s", line, kind), 0600) < 0 && errno != EEXIST) {
        return -1;
    }
    *descriptor = open(file("line-%u%s", line, kind), mode, 0600);
    return *descriptor < 0 ? -1 : 0;
}

static int take_output(struct gpiohandle_request *request) {
    int result = take(request->lineoffsets[0], request->flags, &request->fd, "", O_RDWR | O_CREAT);
    if (result == 0) {
        write_file(file("line-%u", request->lineoffsets[0]), request->default_values[0] ? "1" : "0");
    }
    return result;
}

/* Through its name: the descriptor of an input is that of its edges. */
static int level(const char *name, struct gpiohandle_data *data, int is_write) {
    unsigned line;
    if (sscanf(name, "line-%u", &line) != 1) {
        return fail(EINVAL);
    }
    if (is_write) {
        write_file(file("line-%u", line), data->values[0] ? "1" : "0");
        return 0;
    }
    FILE *in = fopen(file("line-%u", line), "r");
    int text = in == NULL ? EOF : fgetc(in);
    if (in != NULL) {
        fclose(in);
    }
    data->values[0] = text == '1';
    return text == '0' || text == '1' ? 0 : fail(EIO);
}

static int gpio(const char *name, unsigned long request, void *argument) {
    struct gpioevent_request *event = argument;
    switch (request) {
        case GPIO_GET_CHIPINFO_IOCTL:
            *(struct gpiochip_info *) argument = strcmp(name, "expander") == 0
                    ? (struct gpiochip_info) {"gpiochip1", "an expander", LINES}
                    : (struct gpiochip_info) {"gpiochip0", "pinctrl-bcm2835", LINES};
            return 0;
        case GPIO_GET_LINEINFO_IOCTL: return line_info(argument);
        case GPIO_GET_LINEHANDLE_IOCTL: return take_output(argument);
        case GPIO_GET_LINEEVENT_IOCTL:
            return take(event->lineoffset, event->handleflags | event->eventflags << 16, &event->fd, ".edges",
                    O_RDWR | O_NONBLOCK);
        case GPIOHANDLE_GET_LINE_VALUES_IOCTL: return level(name, argument, 0);
        case GPIOHANDLE_SET_LINE_VALUES_IOCTL: return level(name, argument, 1);
        default: return fail(ENOTTY);
    }
}

/* Pairs of register and value, as a BME280 takes them (its data sheet 6.2.1). */
static int i2c_write(FILE *registers, const unsigned char *bytes, int length) {
    for (int i = 0; i + 1 < length; i += 2) {
        unsigned char value = bytes[i + 1];
        if (bytes[i] == BME280_CONTROL && !exists(file("%02x.frozen", slave))) {
            value &= ~BME280_MODE; /* measured: it sleeps again */
        }
        fseek(registers, bytes[i], SEEK_SET);
        fputc(value, registers);
    }
    return 0;
}

static int i2c_transfer(const unsigned char *written, int length, unsigned char *read, int count) {
    if (exists(file("bus.held"))) {
        return fail(ETIMEDOUT);
    }
    FILE *registers = fopen(file("%02x", slave), "r+");
    if (registers == NULL) {
        return fail(EREMOTEIO);
    }
    i2c_write(registers, written, length);
    if (count > 0) {
        fseek(registers, length > 0 ? written[0] : 0, SEEK_SET);
        if (fread(read, 1, count, registers) != (size_t) count) {
            memset(read, 0xFF, count);
        }
    }
    return fclose(registers);
}

static int smbus(struct i2c_smbus_ioctl_data *request) {
    unsigned char *block = request->data == NULL ? NULL : request->data->block;
    unsigned char written[I2C_SMBUS_BLOCK_MAX + 1] = {request->command};
    int is_old = request->size == I2C_SMBUS_I2C_BLOCK_BROKEN; /* reads always 32: the first form of this call */
    if (request->size != I2C_SMBUS_I2C_BLOCK_DATA && !is_old) {
        return fail(EOPNOTSUPP);
    }
    if (request->read_write == I2C_SMBUS_READ) {
        block[0] = is_old ? I2C_SMBUS_BLOCK_MAX : block[0];
        return i2c_transfer(written, 1, block + 1, block[0]);
    }
    memcpy(written + 1, block + 1, block[0]);
    return i2c_transfer(written, block[0] + 1, NULL, 0);
}

static int messages(struct i2c_rdwr_ioctl_data *request) {
    struct i2c_msg *first = &request->msgs[0], *last = &request->msgs[request->nmsgs - 1];
    slave = first->addr;
    int result = (first->flags & I2C_M_RD) != 0 ? i2c_transfer(NULL, 0, first->buf, first->len)
        : i2c_transfer(first->buf, first->len, last->buf, first == last ? 0 : last->len);
    return result < 0 ? result : (int) request->nmsgs;
}

static int i2c(unsigned long request, void *argument) {
    switch (request) {
        case I2C_SLAVE:
            slave = (unsigned) (size_t) argument;
            return exists(file("bus.refused")) ? fail(EBUSY) : 0;
        case I2C_FUNCS:
            *(unsigned long *) argument = I2C_FUNC_I2C | I2C_FUNC_SMBUS_I2C_BLOCK;
            return 0;
        case I2C_SMBUS: return smbus(argument);
        case I2C_RDWR: return messages(argument);
        default: return fail(ENOTTY);
    }
}

static int spi_transfer(const struct spi_ioc_transfer *transfer) {
    const unsigned char *sent = (const unsigned char *) (uintptr_t) transfer->tx_buf;
    unsigned char *taken = (unsigned char *) (uintptr_t) transfer->rx_buf;
    if (exists(file("bus.held"))) {
        return fail(EIO);
    }
    FILE *registers = fopen(file("spi"), "r+");
    if (registers == NULL) {
        memset(taken, 0xFF, taken == NULL ? 0 : transfer->len); /* nothing drives the line */
        return (int) transfer->len;
    }
    fseek(registers, sent[0] & 0x7F, SEEK_SET);
    size_t moved = 1;
    if ((sent[0] & 0x80) == 0) {
        moved += fwrite(sent + 1, 1, transfer->len - 1, registers);
    } else if (taken != NULL) {
        taken[0] = 0xFF;
        moved += fread(taken + 1, 1, transfer->len - 1, registers);
    }
    fclose(registers);
    return (int) moved;
}

static int spi(unsigned long request, void *argument) {
    static unsigned mode;
    if (request == SPI_IOC_MESSAGE(1)) {
        return spi_transfer(argument);
    }
    if (request == SPI_IOC_WR_MODE && exists(file("bus.refused"))) {
        return fail(EINVAL);
    }
    if (request == SPI_IOC_RD_MODE) {
        *(unsigned char *) argument = mode;
    } else if (request == SPI_IOC_WR_MODE) {
        mode = *(unsigned char *) argument;
    } else if (request == SPI_IOC_WR_MAX_SPEED_HZ) {
        char text[32];
        snprintf(text, sizeof text, "%u %u", mode, *(unsigned *) argument);
        write_file(file("spi.set"), text);
    }
    return _IOC_TYPE(request) == SPI_IOC_MAGIC ? 0 : fail(ENOTTY);
}

int ioctl(int descriptor, unsigned long request, ...) {
    va_list arguments;
    va_start(arguments, request);
    void *argument = va_arg(arguments, void *);
    va_end(arguments);
    const char *name = name_of(descriptor);
    if (strcmp(name, "gpiochip0") == 0 || strcmp(name, "expander") == 0 || strncmp(name, "line-", 5) == 0) {
        return gpio(name, request, argument);
    }
    if (strcmp(name, "i2c-1") == 0) {
        return i2c(request, argument);
    }
    if (strcmp(name, "spidev0.0") == 0) {
        return spi(request, argument);
    }
    int (*next)(int, unsigned long, ...) = (int (*)(int, unsigned long, ...)) dlsym(RTLD_NEXT, "ioctl");
    return next(descriptor, request, argument);
}
