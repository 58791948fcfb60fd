#include "app/cli/program.h"
#include "app/cli/torch_verbs/torch_verbs.h"
#include "app/cli/verbs/verbs.h"

namespace {

void add_all_verbs(CLI::App& program, solopose::Console& console) {
  solopose::add_verbs(program, console);
  solopose::add_torch_verbs(program, console);
}

}  // namespace

int main(int argc, char** argv) { return solopose::run_program(argc, argv, add_all_verbs); }
