#include "app/cli/program.h"

int main(int argc, char** argv) { return solopose::run_program(argc, argv); }
