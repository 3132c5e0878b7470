// One fault at one system call, counted over all threads and children of a program (x86-64 Linux).
//
//   killat K kill CMD...    SIGKILL before the K-th call runs
//   killat K eN CMD...      the K-th call is skipped and fails with errno N; a futex runs all the same: one that is lost makes a thread
//                           wait for ever, which no machine does
//   killat K short CMD...   the K-th call, if it is a write, writes one byte less than half
//
// `strace -e inject=...:when=k` cannot stand in for it: it counts calls of each name apart and misses most points.
// The counter is one for all tasks: each thread and child is traced from its first instruction, and every stop at the entry of a
// call counts. With two threads the K-th call may be another one from run to run, so K is a place in time, not in the source.
// "fired ..." or "total=..." goes to standard error. Exit: 100 never fired (K is past the end); kill: 0; else that of CMD, 128+N for a signal.
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include <linux/ptrace.h>  // after sys/ptrace.h, whose names it takes

enum mode { mode_kill, mode_error, mode_short };

static long at;          // K
static enum mode mode;
static int error;        // N
static long counted;     // calls so far
static int fired;
static pid_t hot;        // the task whose call is to fail

static void go_on(pid_t task, int signal) { ptrace(PTRACE_SYSCALL, task, 0, signal); }

static void strike(pid_t first, pid_t task, long number) {
  struct user_regs_struct regs;
  fired = 1;
  fprintf(stderr, "fired k=%ld nr=%ld\n", counted, number);
  if (mode == mode_kill) {
    int status;
    kill(first, SIGKILL);
    while (waitpid(-1, &status, __WALL) > 0) {
    }
    exit(0);
  }
  ptrace(PTRACE_GETREGS, task, 0, &regs);
  if (mode == mode_error && number == SYS_futex) return;
  if (mode == mode_error) {
    regs.orig_rax = (unsigned long long)-1;
    hot = task;
  } else if (number == SYS_write && regs.rdx > 2) {
    regs.rdx = (regs.rdx - 1) / 2;
  }
  ptrace(PTRACE_SETREGS, task, 0, &regs);
}

static void at_call(pid_t first, pid_t task) {
  struct ptrace_syscall_info info;
  memset(&info, 0, sizeof info);
  ptrace(PTRACE_GET_SYSCALL_INFO, task, sizeof info, &info);
  if (info.op == PTRACE_SYSCALL_INFO_ENTRY) {
    if (++counted == at) strike(first, task, (long)info.entry.nr);
  } else if (info.op == PTRACE_SYSCALL_INFO_EXIT && hot == task) {
    struct user_regs_struct regs;
    ptrace(PTRACE_GETREGS, task, 0, &regs);
    regs.rax = (unsigned long long)-error;
    ptrace(PTRACE_SETREGS, task, 0, &regs);
    hot = 0;
  }
}

int main(int count, char** words) {
  int status, ended = 0, begun = 0;
  pid_t first, task;
  if (count < 4) return 2;
  at = atol(words[1]);
  mode = !strcmp(words[2], "kill") ? mode_kill : !strcmp(words[2], "short") ? mode_short : mode_error;
  error = atoi(words[2] + 1);
  first = fork();
  if (first == 0) {
    setenv("ASAN_OPTIONS", "detect_leaks=0", 0);  // the leak sanitizer does not work under ptrace
    ptrace(PTRACE_TRACEME, 0, 0, 0);
    raise(SIGSTOP);
    execvp(words[3], words + 3);
    _exit(127);
  }
  waitpid(first, &status, 0);
  ptrace(PTRACE_SETOPTIONS, first, 0,
         PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL | PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACEEXEC);
  go_on(first, 0);
  while ((task = waitpid(-1, &status, __WALL)) > 0) {
    if (WIFEXITED(status) || WIFSIGNALED(status)) {
      if (task == first) ended = status;
      continue;
    }
    int signal = WSTOPSIG(status);
    if (signal == (SIGTRAP | 0x80)) {
      if (begun) at_call(first, task);
      go_on(task, 0);
    } else if (signal == SIGTRAP && status >> 16) {
      begun |= status >> 16 == PTRACE_EVENT_EXEC;
      go_on(task, 0);
    } else {
      go_on(task, signal == SIGSTOP || signal == SIGTRAP ? 0 : signal);
    }
  }
  if (!fired) fprintf(stderr, "total=%ld\n", counted);
  if (!fired) return 100;
  return WIFEXITED(ended) ? WEXITSTATUS(ended) : 128 + WTERMSIG(ended);
}
