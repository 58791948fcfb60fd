#include "tests/core/training/child_process.h"

#include <netinet/in.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <stdexcept>

namespace solopose::testing {
namespace {

int exit_code(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : -1; }

}  // namespace

ChildProcess::ChildProcess(const std::string& test,
                           const std::vector<std::pair<std::string, std::string>>& environment) {
  std::vector<std::string> arguments = {"child", "--gtest_filter=" + test, "--gtest_also_run_disabled_tests"};
  std::vector<std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) variables.emplace_back(*variable);
  for (const auto& [name, value] : environment) variables.push_back(name + '=' + value);
  const auto pointers = [](std::vector<std::string>& texts) {
    std::vector<char*> list;
    for (std::string& text : texts) list.push_back(text.data());
    list.push_back(nullptr);
    return list;
  };
  if (::posix_spawn(&process_, "/proc/self/exe", nullptr, nullptr, pointers(arguments).data(),
                    pointers(variables).data()) != 0) {
    throw std::runtime_error("no child process");
  }
}

ChildProcess::~ChildProcess() {
  if (process_ <= 0) return;
  kill();
  wait();
}

void ChildProcess::kill() const {
  if (process_ > 0) ::kill(process_, SIGKILL);
}

int ChildProcess::wait() {
  if (process_ <= 0) return code_;
  int status = 0;
  ::waitpid(process_, &status, 0);
  process_ = -1;
  return code_ = exit_code(status);
}

std::string free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ::bind(socket, reinterpret_cast<sockaddr*>(&address), size);
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
  ::close(socket);
  return std::to_string(ntohs(address.sin_port));
}

std::string from_environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace solopose::testing
