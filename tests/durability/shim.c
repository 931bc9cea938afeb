/* Between a program and its files: writes down what is done beneath one folder, and lets the n-th act fail or kill.

   Loaded with LD_PRELOAD, steered through the functions `shim_…` (shim.py). A line of the log is
   op (1 byte), length of the path (4), offset (8), length of what follows (4), path, what follows; all little endian. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum { KILL = 1, TEAR_AND_KILL = 2, FAIL_ONCE = 3, FAIL_FROM_THEN_ON = 4 };

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static char root[PATH_MAX];
static int log_fd = -1, how, at, fault, seen, fired;

/* What is beneath `folder` is watched from now on; with a `log_path`, written down there. */
void shim_begin(const char *folder, const char *log_path) {
    snprintf(root, sizeof root, "%s", folder);
    if (log_fd >= 0) syscall(SYS_close, log_fd);
    log_fd = *log_path ? (int)syscall(SYS_openat, AT_FDCWD, log_path, O_WRONLY | O_CREAT | O_APPEND, 0600) : -1;
}

/* The `nth` act from now on meets `what`. */
void shim_arm(int what, int nth, int number) { seen = fired = 0, at = nth, fault = number, how = what; }

/* Everything works again. Gives how many acts there were since `shim_arm`. */
int shim_disarm(void) { how = 0; return seen; }

/* How many acts failed since `shim_arm`. */
int shim_fired(void) { return fired; }

static int is_watched(const char *path) {
    size_t length = strlen(root);
    return length && !strncmp(path, root, length) && (path[length] == '/' || !path[length]);
}

static int name_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    path[length < 0 ? 0 : length] = 0;
    return length > 0 && is_watched(path);
}

static void whole_name(int folder, const char *path, char *out) {
    char from[PATH_MAX] = "";
    if (*path == '/') { snprintf(out, PATH_MAX, "%s", path); return; }
    if (folder == AT_FDCWD) { if (!getcwd(from, sizeof from)) from[0] = 0; } else name_of(folder, from);
    if (snprintf(out, PATH_MAX, "%s/%s", from, path) >= PATH_MAX) out[0] = 0;
}

static void put(const void *bytes, size_t length) {
    while (length) {
        ssize_t done = syscall(SYS_write, log_fd, bytes, length);
        if (done <= 0) abort();
        bytes = (const char *)bytes + done, length -= (size_t)done;
    }
}

static void note(char op, const char *path, uint64_t offset, const void *bytes, size_t length) {
    if (log_fd < 0) return;
    int before = errno;
    unsigned char head[17];
    uint32_t name = (uint32_t)strlen(path), more = (uint32_t)length;
    head[0] = (unsigned char)op;
    memcpy(head + 1, &name, 4), memcpy(head + 5, &offset, 8), memcpy(head + 13, &more, 4);
    put(head, sizeof head), put(path, name), put(bytes, length);
    errno = before;
}

/* Whether this act is one that fails; a deadly one does not come back. */
static int fails(void) {
    if (!how) return 0;
    seen++;
    if (seen < at || (seen > at && how != FAIL_FROM_THEN_ON)) return 0;
    if (how == KILL) { kill(getpid(), SIGKILL); pause(); }
    if (how == TEAR_AND_KILL) return 1;
    fired++;
    errno = fault;
    return 1;
}

static ssize_t written(int fd, const void *bytes, size_t length, off_t offset, int has_offset) {
    char path[PATH_MAX];
    if (fd == 1 && log_fd >= 0) {
        pthread_mutex_lock(&turn);
        note('A', "", 0, bytes, length);
        pthread_mutex_unlock(&turn);
    }
    if (!name_of(fd, path)) return has_offset ? syscall(SYS_pwrite64, fd, bytes, length, offset) : syscall(SYS_write, fd, bytes, length);
    pthread_mutex_lock(&turn);
    ssize_t done = -1;
    int failing = fails();
    if (failing && how == TEAR_AND_KILL) length /= 2;
    if (!failing || how == TEAR_AND_KILL) {
        if (!has_offset) offset = fcntl(fd, F_GETFL) & O_APPEND ? lseek(fd, 0, SEEK_END) : lseek(fd, 0, SEEK_CUR);
        done = has_offset ? syscall(SYS_pwrite64, fd, bytes, length, offset) : syscall(SYS_write, fd, bytes, length);
        if (done > 0) note('W', path, (uint64_t)offset, bytes, (size_t)done);
        if (failing) { kill(getpid(), SIGKILL); pause(); }
    }
    pthread_mutex_unlock(&turn);
    return done;
}

ssize_t write(int fd, const void *bytes, size_t length) { return written(fd, bytes, length, 0, 0); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return written(fd, bytes, length, offset, 1); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) { return written(fd, bytes, length, offset, 1); }

/* Acts on an open file: flushing and cutting. */
#define ON_FD(op, offset, call) \
    char path[PATH_MAX]; \
    if (!name_of(fd, path)) return call; \
    pthread_mutex_lock(&turn); \
    int done = -1; \
    if (!fails()) { done = call; if (!done) note(op, path, (uint64_t)(offset), "", 0); } \
    else if (how == TEAR_AND_KILL) { kill(getpid(), SIGKILL); pause(); } \
    pthread_mutex_unlock(&turn); \
    return done;

int fsync(int fd) { ON_FD('S', 0, (int)syscall(SYS_fsync, fd)) }
int fdatasync(int fd) { ON_FD('S', 0, (int)syscall(SYS_fdatasync, fd)) }
int ftruncate(int fd, off_t size) { ON_FD('T', size, (int)syscall(SYS_ftruncate, fd, size)) }
int ftruncate64(int fd, off64_t size) { ON_FD('T', size, (int)syscall(SYS_ftruncate, fd, size)) }

/* Acts on a name: `path` is what it is about, `more` the second name of a renaming. */
#define ON_NAME(op, path, more, call) \
    if (!is_watched(path)) return call; \
    pthread_mutex_lock(&turn); \
    int done = -1; \
    if (!fails()) { done = call; if (!done) note(op, path, 0, more, strlen(more)); } \
    else if (how == TEAR_AND_KILL) { kill(getpid(), SIGKILL); pause(); } \
    pthread_mutex_unlock(&turn); \
    return done;

static int renamed(int from, const char *old, int to, const char *fresh) {
    char one[PATH_MAX], two[PATH_MAX];
    whole_name(from, old, one), whole_name(to, fresh, two);
    ON_NAME('R', one, two, (int)syscall(SYS_renameat2, from, old, to, fresh, 0))
}
int rename(const char *old, const char *fresh) { return renamed(AT_FDCWD, old, AT_FDCWD, fresh); }
int renameat(int from, const char *old, int to, const char *fresh) { return renamed(from, old, to, fresh); }

static int linked(int from, const char *old, int to, const char *fresh, int flags) {
    char one[PATH_MAX], two[PATH_MAX];
    whole_name(from, old, one), whole_name(to, fresh, two);
    ON_NAME('L', one, two, (int)syscall(SYS_linkat, from, old, to, fresh, flags))
}
int link(const char *old, const char *fresh) { return linked(AT_FDCWD, old, AT_FDCWD, fresh, 0); }
int linkat(int from, const char *old, int to, const char *fresh, int flags) { return linked(from, old, to, fresh, flags); }

static int taken_away(int folder, const char *name, int flags) {
    char path[PATH_MAX];
    whole_name(folder, name, path);
    ON_NAME('U', path, "", (int)syscall(SYS_unlinkat, folder, name, flags))
}
int unlink(const char *name) { return taken_away(AT_FDCWD, name, 0); }
int rmdir(const char *name) { return taken_away(AT_FDCWD, name, AT_REMOVEDIR); }
int unlinkat(int folder, const char *name, int flags) { return taken_away(folder, name, flags); }

static int made(int folder, const char *name, mode_t mode) {
    char path[PATH_MAX];
    whole_name(folder, name, path);
    ON_NAME('D', path, "", (int)syscall(SYS_mkdirat, folder, name, mode))
}
int mkdir(const char *name, mode_t mode) { return made(AT_FDCWD, name, mode); }
int mkdirat(int folder, const char *name, mode_t mode) { return made(folder, name, mode); }

static int opened(int folder, const char *name, int flags, mode_t mode) {
    char path[PATH_MAX];
    whole_name(folder, name, path);
    if (!is_watched(path) || !(flags & (O_CREAT | O_TRUNC))) return (int)syscall(SYS_openat, folder, name, flags, mode);
    pthread_mutex_lock(&turn);
    int done = -1, was_there = syscall(SYS_faccessat, folder, name, F_OK) == 0;
    if (was_there && !(flags & O_TRUNC)) done = (int)syscall(SYS_openat, folder, name, flags, mode);
    else if (!fails()) {
        done = (int)syscall(SYS_openat, folder, name, flags, mode);
        if (done >= 0) note(was_there ? 'T' : 'C', path, 0, "", 0);
    } else if (how == TEAR_AND_KILL) { kill(getpid(), SIGKILL); pause(); }
    pthread_mutex_unlock(&turn);
    return done;
}

#define MODE(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); }

int open(const char *name, int flags, ...) { MODE(flags) return opened(AT_FDCWD, name, flags, mode); }
int open64(const char *name, int flags, ...) { MODE(flags) return opened(AT_FDCWD, name, flags | O_LARGEFILE, mode); }
int openat(int folder, const char *name, int flags, ...) { MODE(flags) return opened(folder, name, flags, mode); }
int openat64(int folder, const char *name, int flags, ...) { MODE(flags) return opened(folder, name, flags | O_LARGEFILE, mode); }

/* Copying inside the kernel would go past this: programs fall back on reading and writing. */
ssize_t sendfile(int out, int in, off_t *offset, size_t count) { (void)out, (void)in, (void)offset, (void)count; errno = EINVAL; return -1; }
ssize_t sendfile64(int out, int in, off64_t *offset, size_t count) { (void)out, (void)in, (void)offset, (void)count; errno = EINVAL; return -1; }
ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t length, unsigned flags) {
    (void)in, (void)from, (void)out, (void)to, (void)length, (void)flags;
    errno = EXDEV;
    return -1;
}
