#include "tests/app/cli/program_run.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>

#include "tests/support/python.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

std::string text_of(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

void redirect(const std::filesystem::path& file, int descriptor) {
  const int opened = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ::dup2(opened, descriptor);
  ::close(opened);
}

[[noreturn]] void become(const std::string& program, const std::vector<std::string>& arguments) {
  std::vector<char*> argv = {const_cast<char*>(program.c_str())};
  for (const auto& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  ::execv(program.c_str(), argv.data());
  ::_exit(127);
}

}  // namespace

ProgramRun run_program(const std::string& program, const std::vector<std::string>& arguments,
                       const std::function<bool()>& interrupt_when, int signal) {
  const TemporaryFolder scratch;
  const pid_t child = ::fork();
  if (child == 0) {
    redirect(scratch / "out", STDOUT_FILENO);
    redirect(scratch / "err", STDERR_FILENO);
    become(program, arguments);
  }
  int status = 0;
  if (interrupt_when) {
    bool ended = false;
    while (!ended && !interrupt_when()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      ended = ::waitpid(child, &status, WNOHANG) == child;
    }
    if (!ended) ::kill(child, signal);
    if (!ended) ::waitpid(child, &status, 0);
  } else {
    ::waitpid(child, &status, 0);
  }
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), text_of(scratch / "out"),
          text_of(scratch / "err")};
}

ProgramRun run_solopose(const std::vector<std::string>& arguments) {
  return run_program(SOLOPOSE_PROGRAM, arguments);
}

ProgramRun python(const std::string& script, const std::vector<std::string>& arguments) {
  std::vector<std::string> all = {"-c", script};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return run_program(python_program, all);
}

}  // namespace solopose::testing
