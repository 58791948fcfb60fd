#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "app/cli/program.h"
#include "app/cli/verbs/verbs.h"

namespace {

/// The program with all verbs takes this one's place; returns the exit code if it cannot.
int hand_over(char** argv) {
  const auto program = std::filesystem::read_symlink("/proc/self/exe").replace_filename("solopose-torch");
  ::execv(program.c_str(), argv);
  std::perror(("solopose: " + program.string()).c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace solopose;
  return begins_with_verb(argc, argv, add_verbs) ? run_program(argc, argv, add_verbs) : hand_over(argv);
}
