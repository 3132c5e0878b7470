#include "base/failure.hpp"

#include <array>
#include <cerrno>
#include <system_error>

namespace gongshi {
namespace {

struct Cause {
  int error;
  const char* chinese;
};

/// Those that a clerk meets; others stay in the words of the system.
constexpr std::array causes{
    Cause{EACCES, "没有权限"},           Cause{EPERM, "不允许这样做"},      Cause{ENOENT, "没有这个文件或文件夹"},
    Cause{EISDIR, "是文件夹，不是文件"}, Cause{ENOTDIR, "不是文件夹"},      Cause{ENOSPC, "磁盘已满"},
    Cause{EDQUOT, "超出磁盘配额"},       Cause{EROFS, "磁盘是只读的"},      Cause{EFBIG, "文件太大"},
    Cause{EIO, "磁盘读写出错"},          Cause{ENAMETOOLONG, "名称太长"},   Cause{EMFILE, "打开的文件太多"},
    Cause{ENOMEM, "内存不足"},           Cause{EADDRINUSE, "端口已被占用"}, Cause{EADDRNOTAVAIL, "本机没有这个地址"},
    Cause{ELOOP, "是符号链接"},          Cause{EBUSY, "正在使用"},          Cause{ETXTBSY, "正在使用"}};

std::string cause_of(int error) {
  for (const Cause& cause : causes)
    if (cause.error == error) return cause.chinese;
  return std::generic_category().message(error);
}

}  // namespace

Failure::Failure(const std::string& subject, int error)
    : std::runtime_error(subject + ": " + std::generic_category().message(error)), chinese_(subject + "：" + cause_of(error)) {}

}  // namespace gongshi
