// libFuzzer's target over one reader. Which one, and the name the file must bear, are told by the
// environment:
//
//     SOLOPOSE_READER=c3d SOLOPOSE_FILE=walk.c3d reader_fuzzer seeds/c3d/walk.c3d
//
// A file is read or refused with an Error; everything else is a fault, and ends the run.

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/formats/body_model.h"
#include "core/formats/calibration.h"
#include "core/formats/reader.h"

namespace {

namespace fs = std::filesystem;
using namespace solopose;

const char* told(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr) throw Error(fmt::format("{} is not set", name));
  return value;
}

/// The file under test, in memory, alone in its folder.
fs::path place() {
  const fs::path folder = fs::path("/dev/shm") / fmt::format("solopose-fuzz-{}", ::getpid());
  fs::create_directories(folder);
  std::atexit([] { fs::remove_all(fs::path("/dev/shm") / fmt::format("solopose-fuzz-{}", ::getpid())); });
  return folder / told("SOLOPOSE_FILE");
}

void read(const fs::path& file) {
  static const std::string name = told("SOLOPOSE_READER");
  const auto remark = [](const std::string&) {};
  if (name == "calibration") {
    read_calibration(file, {}, remark);
    return;
  }
  if (name == "body_model") {
    read_body_model(file);
    return;
  }
  static const Reader& reader = reader_named(name);
  static_cast<void>(reader.recognises(file));
  reader.read(
      file, {}, [](Sequence&&) {}, remark, JobContext{});
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
