// timed FILE COMMAND…: runs the command and writes what the kernel counted for it into FILE, as JSON.
// A program of its own, because the peak memory of a child of Python starts at Python's.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const auto began = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child < 0) return 3;
  if (child == 0) {
    execvp(argv[2], argv + 2);
    std::perror(argv[2]);
    _exit(127);
  }
  int status = 0;
  rusage used{};
  if (wait4(child, &status, 0, &used) < 0) return 3;
  const double wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  const auto seconds = [](const timeval& t) { return double(t.tv_sec) + double(t.tv_usec) * 1e-6; };
  std::FILE* file = std::fopen(argv[1], "w");
  if (!file) return 3;
  std::fprintf(file, "{\"wall\": %.6f, \"cpu\": %.6f, \"rss_kib\": %ld}\n", wall, seconds(used.ru_utime) + seconds(used.ru_stime),
               used.ru_maxrss);
  if (std::fclose(file) != 0) return 3;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
