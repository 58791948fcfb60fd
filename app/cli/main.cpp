#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "app/cli/program.h"
#include "app/cli/verbs/verbs.h"

namespace {

/// Networks go over more memory than the processor knows places of, so glibc shall ask for large pages: a
/// step of `tiny` takes 6 % less time. It hears of that at a program's start alone; who has tuned it himself
/// is left alone.
void ask_for_large_pages() { ::setenv("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1", 0); }

/// The program with all verbs takes this one's place; returns the exit code if it cannot.
int hand_over(char** argv) {
  ask_for_large_pages();
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
