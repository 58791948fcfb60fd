#include "core/engine/engine.h"

#include <dlfcn.h>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/engine/library/engine_entry.h"

namespace solopose {
namespace {

std::filesystem::path engine_file() {
  const auto program = std::filesystem::read_symlink("/proc/self/exe").parent_path();
  return program.parent_path() / "lib" / "solopose" / "solopose-engine.so";
}

/// It stays loaded: what it made may live as long as the program.
Engine& load_engine() {
  const std::filesystem::path file = engine_file();
  void* const library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  void* const entry = library == nullptr ? nullptr : dlsym(library, engine_entry_name);
  if (entry == nullptr) {
    throw Error(fmt::format(
        "{}: expected the library that trains and predicts, which is installed with the studio; found {}",
        file.string(), dlerror()));
  }
  return *reinterpret_cast<EngineEntry*>(entry)();
}

}  // namespace

Engine& engine() {
  static Engine& loaded = load_engine();
  return loaded;
}

}  // namespace solopose
