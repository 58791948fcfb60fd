#pragma once

#include <filesystem>
#include <string>

#include <CLI/CLI.hpp>

#include "app/cli/console.h"
#include "core/files/csv_text.h"

namespace solopose {

/// What nearly every verb is told.
struct VerbArguments {
  std::filesystem::path folder;  ///< DIR
  bool json = false;
};

/// A verb with its DIR and --json bound to `arguments`, which must outlive the parse.
CLI::App* add_project_verb(CLI::App& program, const std::string& name, const std::string& description,
                           VerbArguments& arguments);

/// --raw-csv, for verbs that write tables.
void add_raw_csv(CLI::App& verb, CsvTexts& names);
/// --protocol, checked against the names of all.
void add_protocol(CLI::App& verb, std::string& name);

// Each verb registers itself: its options, and a callback that runs it while the program's arguments are
// parsed.
void add_demo(CLI::App& program, Console& console);
void add_import(CLI::App& program, Console& console);
void add_remove(CLI::App& program, Console& console);
void add_reimport(CLI::App& program, Console& console);
void add_relink(CLI::App& program, Console& console);
void add_set(CLI::App& program, Console& console);
void add_verdict(CLI::App& program, Console& console);
void add_repair(CLI::App& program, Console& console);
void add_info(CLI::App& program, Console& console);
void add_check(CLI::App& program, Console& console);
void add_cache(CLI::App& program, Console& console);
void add_align(CLI::App& program, Console& console);
void add_quality(CLI::App& program, Console& console);
void add_export(CLI::App& program, Console& console);

inline void add_verbs(CLI::App& program, Console& console) {
  add_demo(program, console);
  add_import(program, console);
  add_reimport(program, console);
  add_relink(program, console);
  add_set(program, console);
  add_remove(program, console);
  add_verdict(program, console);
  add_repair(program, console);
  add_info(program, console);
  add_check(program, console);
  add_cache(program, console);
  add_align(program, console);
  add_quality(program, console);
  add_export(program, console);
}

}  // namespace solopose
