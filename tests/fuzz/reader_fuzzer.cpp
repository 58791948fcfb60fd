// libFuzzer's target over one reader. Which one, the name the file must bear, and the folder of what lies
// beside it (none: nothing) are told by the environment:
//
//     SOLOPOSE_READER=asf_amc SOLOPOSE_FILE=07_01.amc SOLOPOSE_BESIDE=beside reader_fuzzer seeds
//
// A file is read or refused with an Error; everything else is a fault, and ends the run.

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "core/base/error.h"
#include "tests/core/formats/companion_readers.h"

namespace {

namespace fs = std::filesystem;
using namespace solopose;

const char* told(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr) throw Error(fmt::format("{} is not set", name));
  return value;
}

/// In memory.
fs::path own_folder() { return fs::path("/dev/shm") / fmt::format("solopose-fuzz-{}", ::getpid()); }

/// With the mapping beside the file, where there is one.
ReadOptions options_beside(const fs::path& file) {
  ReadOptions options;
  const fs::path mapping = file.parent_path() / "map.json";
  if (file != mapping && fs::exists(mapping)) options.mapping = mapping;
  return options;
}

/// The file under test, alone in its folder but for what belongs beside it; body models are looked for there.
fs::path place() {
  const fs::path folder = own_folder();
  fs::create_directories(folder);
  std::atexit([] { fs::remove_all(own_folder()); });
  if (const char* beside = std::getenv("SOLOPOSE_BESIDE"))
    fs::copy(beside, folder, fs::copy_options::recursive);
  ::setenv("SOLOPOSE_BODY_MODELS", (folder / "models").c_str(), 1);
  return folder / told("SOLOPOSE_FILE");
}

void read(const fs::path& file) {
  static const Reader& reader = testing::any_reader_named(told("SOLOPOSE_READER"));
  static const ReadOptions options = options_beside(file);
  static_cast<void>(reader.recognises(file));
  reader.read(
      file, options, [](Sequence&&) {}, [](const std::string&) {}, JobContext{});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const char* data, std::size_t size) {
  static const fs::path file = place();
  std::ofstream(file, std::ios::binary).write(data, static_cast<std::streamsize>(size));
  try {
    read(file);
  } catch (const Error&) {
  }
  return 0;
}
