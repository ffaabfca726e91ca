/*
 * Preloaded into a process whose power is to fail: notes in a journal, ahead of each change of a file in a folder, what
 * it takes to undo that, and afterwards what was synced. When the process was killed, PowerSwitch.java takes back what
 * was not: a kill alone leaves in the system's cache all that was written.
 *
 * As POSIX has it: fsync and fdatasync keep a file's bytes, O_DSYNC and O_SYNC those of each write, and only fsync of
 * the folder keeps a new name, a renaming or a removal. In place of each sync passes the time of a slow disk, during
 * which most cuts come; nobody pulls the plug of this one.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { FILES = 4096, PATH = 512, SYNC_MICROS = 20000 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *folder;
static int journal = -1;
static int backups;
static struct {
    char path[PATH];
    int synchronous;
} files[FILES];

#define REAL(name) ((__typeof__(&name)) real(#name))

static void *real(const char *name) {
    return dlsym(RTLD_NEXT, name);
}

static void fail(const char *what) {
    dprintf(2, "power_cut: %s: %s\n", what, strerror(errno));
    _exit(99);
}

__attribute__((constructor)) static void begin(void) {
    folder = getenv("POWER_CUT_FOLDER");
    const char *path = getenv("POWER_CUT_JOURNAL");
    if (folder == NULL || path == NULL) {
        fail("POWER_CUT_FOLDER and POWER_CUT_JOURNAL must be set");
    }
    journal = REAL(open)(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (journal < 0) {
        fail(path);
    }
}

/* A record in one piece: type, path, a number, and the bytes that were there or another path; big-endian for Java. */
static void note(char type, const char *path, int64_t number, const void *more, int32_t length) {
    uint64_t big = htobe64((uint64_t) number);
    uint32_t path_length = htobe32((uint32_t) strlen(path));
    uint32_t more_length = htobe32((uint32_t) length);
    struct iovec parts[] = {
        {&type, 1}, {&path_length, 4}, {(void *) path, strlen(path)}, {&big, 8}, {&more_length, 4},
        {(void *) more, (size_t) length},
    };
    size_t whole = 17 + strlen(path) + (size_t) length;
    if (writev(journal, parts, 6) != (ssize_t) whole) {
        fail("journal");
    }
}

/* Whether a path is one of ours, and that path without a relative beginning. */
static int is_ours(const char *path, char *absolute) {
    if (path[0] == '/') {
        snprintf(absolute, PATH, "%s", path);
    } else {
        char here[PATH / 2];
        snprintf(absolute, PATH, "%s/%s", getcwd(here, sizeof here) == NULL ? "" : here, path);
    }
    return folder != NULL && journal >= 0 && strncmp(absolute, folder, strlen(folder)) == 0;
}

static int opened(int fd, const char *path, int flags, int was_there) {
    char absolute[PATH];
    if (fd >= 0 && fd < FILES && is_ours(path, absolute)) {
        pthread_mutex_lock(&lock);
        strcpy(files[fd].path, absolute);
        files[fd].synchronous = (flags & O_DSYNC) != 0; /* O_SYNC has that bit, too */
        if (!was_there) {
            note('C', absolute, 0, NULL, 0);
        }
        pthread_mutex_unlock(&lock);
    }
    return fd;
}

static int open_noted(int directory, const char *path, int flags, int mode) {
    struct stat there;
    int was_there = (flags & O_CREAT) == 0 || fstatat(directory, path, &there, 0) == 0;
    char absolute[PATH];
    if (was_there && (flags & O_TRUNC) != 0 && is_ours(path, absolute)) {
        int fd = open_noted(directory, path, flags & ~O_TRUNC, mode);
        if (fd >= 0 && ftruncate(fd, 0) < 0) {
            fail("truncate");
        }
        return fd;
    }
    return opened(REAL(openat)(directory, path, flags, mode), path, flags, was_there);
}

#define OPEN(name, first, directory) \
    int name(first const char *path, int flags, ...) { \
        va_list more; \
        va_start(more, flags); \
        int mode = va_arg(more, int); \
        va_end(more); \
        return open_noted(directory, path, flags, mode); \
    }
#define NOTHING
#define AT int directory,
OPEN(open, NOTHING, AT_FDCWD)
OPEN(open64, NOTHING, AT_FDCWD)
OPEN(openat, AT, directory)
OPEN(openat64, AT, directory)

static int is_noted(int fd) {
    return fd >= 0 && fd < FILES && files[fd].path[0] != 0;
}

int close(int fd) {
    if (is_noted(fd)) {
        files[fd].path[0] = 0;
    }
    return REAL(close)(fd);
}

/* What stands where bytes will be written, and how long the file is. */
static void note_old(int fd, off_t at, size_t count) {
    struct stat file;
    char *old = malloc(count + 16);
    if (fstat(fd, &file) < 0 || old == NULL) {
        fail("stat");
    }
    int reader = REAL(open)(files[fd].path, O_RDONLY | O_CLOEXEC); /* the other one may be for writing alone */
    ssize_t there = pread(reader, old + 16, count, at);
    REAL(close)(reader);
    uint64_t place[] = {htobe64((uint64_t) at), htobe64(count)};
    memcpy(old, place, 16);
    if (there < 0) {
        fail(files[fd].path);
    }
    note('W', files[fd].path, file.st_size, old, 16 + (int32_t) there);
    free(old);
}

static ssize_t write_at(int fd, const void *bytes, size_t count, off_t at, int moves) {
    pthread_mutex_lock(&lock);
    note_old(fd, at, count);
    ssize_t result = REAL(pwrite)(fd, bytes, count, at);
    if (moves && result > 0) {
        lseek(fd, at + result, SEEK_SET);
    }
    if (files[fd].synchronous) {
        usleep(SYNC_MICROS);
        note('S', files[fd].path, 0, NULL, 0);
    }
    pthread_mutex_unlock(&lock);
    return result;
}

ssize_t write(int fd, const void *bytes, size_t count) {
    if (!is_noted(fd)) {
        return REAL(write)(fd, bytes, count);
    }
    return write_at(fd, bytes, count, lseek(fd, 0, SEEK_CUR), 1);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
    return is_noted(fd) ? write_at(fd, bytes, count, at, 0) : REAL(pwrite)(fd, bytes, count, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off_t at) {
    return pwrite(fd, bytes, count, at);
}

int ftruncate(int fd, off_t length) {
    struct stat file;
    if (is_noted(fd) && fstat(fd, &file) == 0) {
        pthread_mutex_lock(&lock);
        note_old(fd, length, file.st_size > length ? (size_t) (file.st_size - length) : 0);
        pthread_mutex_unlock(&lock);
    }
    return REAL(ftruncate)(fd, length);
}

int ftruncate64(int fd, off_t length) {
    return ftruncate(fd, length);
}

int fsync(int fd) {
    if (!is_noted(fd)) {
        return 0;
    }
    usleep(SYNC_MICROS);
    pthread_mutex_lock(&lock);
    note('S', files[fd].path, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
    return 0;
}

int fdatasync(int fd) {
    return fsync(fd);
}

/* Another name under which a file that is about to be replaced or removed can be found again. */
static void keep(const char *absolute, char *kept) {
    snprintf(kept, PATH + 32, "%s.%d", getenv("POWER_CUT_JOURNAL"), backups++);
    if (link(absolute, kept) < 0) {
        kept[0] = 0;
    }
}

int rename(const char *from, const char *to) {
    char absolute[PATH];
    char target[PATH];
    if (is_ours(from, absolute) && is_ours(to, target)) {
        char both[2 * PATH + 34];
        char kept[PATH + 32];
        pthread_mutex_lock(&lock);
        keep(target, kept);
        int length = snprintf(both, sizeof both, "%s\n%s", target, kept);
        note('R', absolute, 0, both, length);
        for (int fd = 0; fd < FILES; fd++) {
            if (strcmp(files[fd].path, absolute) == 0) {
                strcpy(files[fd].path, target);
            }
        }
        pthread_mutex_unlock(&lock);
    }
    return REAL(rename)(from, to);
}

int unlink(const char *path) {
    char absolute[PATH];
    if (is_ours(path, absolute)) {
        char kept[PATH + 32];
        pthread_mutex_lock(&lock);
        keep(absolute, kept);
        note('U', absolute, 0, kept, (int32_t) strlen(kept));
        pthread_mutex_unlock(&lock);
    }
    return REAL(unlink)(path);
}
