/*
 * Loaded into a program by LD_PRELOAD, moves its monotonic clock ahead: by as many seconds as the file that
 * MOVED_CLOCK_FILE names holds, a signed number of 64 bits, at each moment. The clock of the wall stays.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* A monotonic time is less than that, and a time of the wall is more. */
#define WALL_TIMES_BEGIN 1000000000

static const volatile int64_t not_moved = 0;
static const volatile int64_t *ahead_seconds = &not_moved;

__attribute__((constructor)) static void map_seconds(void) {
  const char *path = getenv("MOVED_CLOCK_FILE");
  int file = path == NULL ? -1 : open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  void *mapped = mmap(NULL, sizeof *ahead_seconds, PROT_READ, MAP_SHARED, file, 0);
  close(file);
  if (mapped != MAP_FAILED) ahead_seconds = mapped;
}

static int is_moved(clockid_t clock) {
  return clock == CLOCK_MONOTONIC || clock == CLOCK_MONOTONIC_COARSE || clock == CLOCK_MONOTONIC_RAW ||
         clock == CLOCK_BOOTTIME;
}

/* By the system call itself: an allocator that asks for the time while it starts must not be called from here. */
int clock_gettime(clockid_t clock, struct timespec *time) {
  int result = syscall(SYS_clock_gettime, clock, time);
  if (result == 0 && is_moved(clock)) time->tv_sec += *ahead_seconds;
  return result;
}

/* The kernel waits by its own clock, so that a deadline of ours would come too late by as much as we are ahead. */
static struct timespec in_kernel_time(const struct timespec *deadline) {
  struct timespec moved_back = *deadline;
  if (moved_back.tv_sec < WALL_TIMES_BEGIN) moved_back.tv_sec -= *ahead_seconds;
  return moved_back;
}

typedef int wait_until(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);
typedef int wait_until_by(pthread_cond_t *, pthread_mutex_t *, clockid_t, const struct timespec *);

int pthread_cond_timedwait(pthread_cond_t *condition, pthread_mutex_t *mutex, const struct timespec *deadline) {
  wait_until *wait = (wait_until *)dlsym(RTLD_NEXT, "pthread_cond_timedwait");
  struct timespec moved_back = in_kernel_time(deadline);
  return wait(condition, mutex, &moved_back);
}

int pthread_cond_clockwait(pthread_cond_t *condition, pthread_mutex_t *mutex, clockid_t clock,
                           const struct timespec *deadline) {
  wait_until_by *wait = (wait_until_by *)dlsym(RTLD_NEXT, "pthread_cond_clockwait");
  struct timespec moved_back = in_kernel_time(deadline);
  return wait(condition, mutex, clock, &moved_back);
}
