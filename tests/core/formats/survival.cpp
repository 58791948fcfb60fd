#include "tests/core/formats/survival.h"

#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <new>
#include <random>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/core/formats/reading.h"

namespace solopose::testing {
namespace {

/// What the child tells its parent, in memory they share.
struct Report {
  std::size_t attempt;
  std::size_t refused;
  std::size_t faults;
  char fault[1024];
};

void note_fault(Report& report, const std::string& what) {
  if (report.faults++ == 0) what.copy(report.fault, sizeof report.fault - 1);
}

void limit_memory() {
#ifndef __SANITIZE_ADDRESS__  // it reserves terabytes of addresses for itself
  std::size_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  constexpr rlim_t enough = 256 << 20;
  const rlim_t limit = pages * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE)) + enough;
  const rlimit both{limit, limit};
  ::setrlimit(RLIMIT_AS, &both);
#endif
  const rlimit seconds{60, 60};
  ::setrlimit(RLIMIT_CPU, &seconds);
}

/// For the fuzzers (tests/fuzz): the sound file and some of the copies, in $SOLOPOSE_SEEDS/seeds/READER/FILE,
/// and what lies beside the file, in $SOLOPOSE_SEEDS/beside/READER/FILE. Seeds are named by what they hold,
/// so that those of all tests with one reader and file come together.
void keep_seeds(const Reader& reader, const std::filesystem::path& file, const std::vector<Damaged>& corpus) {
  namespace fs = std::filesystem;
  const char* place = std::getenv("SOLOPOSE_SEEDS");
  if (place == nullptr) return;
  const fs::path of_file = fs::path(reader.name) / file.filename();
  const fs::path seeds = place / ("seeds" / of_file);
  const fs::path beside = place / ("beside" / of_file);
  fs::create_directories(seeds);
  fs::create_directories(beside);
  const std::size_t step = corpus.size() > 100 ? 25 : 1;  // of copies made at random, a few
  for (std::size_t i = 0; i < corpus.size(); i += step) {
    const std::size_t content = std::hash<std::string>()(corpus[i].bytes);
    write_bytes(seeds / fmt::format("{:016x}", content), corpus[i].bytes);
  }
  for (const fs::directory_entry& entry : fs::directory_iterator(file.parent_path())) {
    if (entry.path() != file)
      fs::copy(entry.path(), beside / entry.path().filename(),
               fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  }
}

void attempt(const Reader& reader, const std::filesystem::path& file, const Damaged& damaged,
             const ReadOptions& options, Report& report) {
  write_bytes(file, damaged.bytes);
  try {
    static_cast<void>(reader.recognises(file));
    reader.read(
        file, options, [](Sequence&&) {}, [](const std::string&) {}, JobContext{});
  } catch (const Error& failure) {
    ++report.refused;
    const std::string message = failure.what();
    if (message.find(file.filename().string()) == std::string::npos)
      note_fault(report, "does not name the file: " + message);
    if (message.find("alloc") != std::string::npos) note_fault(report, "wanted too much memory: " + message);
  } catch (const std::exception& failure) {
    note_fault(report, std::string("threw no Error: ") + failure.what());
  }
}

}  // namespace

unsigned damage_rounds() {
  constexpr unsigned copies_a_round = 520;
  const char* wanted = std::getenv("SOLOPOSE_MUTATIONS");
  const auto copies = wanted == nullptr ? 0UL : std::strtoul(wanted, nullptr, 10);
  return std::max(1U, static_cast<unsigned>((copies + copies_a_round - 1) / copies_a_round));
}

std::vector<Damaged> damaged_copies(const std::string& bytes, unsigned round) {
  std::mt19937 random(7 + round);
  const auto below = [&](std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
  };
  std::vector<Damaged> corpus = {{"as it was", bytes},
                                 {"empty", ""},
                                 {"a picture", "\x89PNG\r\n\x1a\n and no more"},
                                 {"text", "frame,x,y,z\n0,1,2,3\n"},
                                 {"zeros", std::string(4096, '\0')}};
  for (std::size_t i = 0; i < 60; ++i) {
    const std::size_t length = i < 30 ? bytes.size() * i / 30 : below(bytes.size());
    corpus.push_back({fmt::format("cut to {} bytes", length), bytes.substr(0, length)});
  }
  for (int i = 0; i < 400; ++i) {
    // Half of the changes in the first kilobyte, where the headers are.
    const std::size_t place = below(i % 2 == 0 ? std::min<std::size_t>(bytes.size(), 1024) : bytes.size());
    constexpr int extremes[] = {0x00, 0xff, 0x7f, 0x80};
    const int value = i % 4 < 2 ? static_cast<int>(below(256)) : extremes[below(4)];
    corpus.push_back({fmt::format("byte {} is {:#04x}", place, value), bytes});
    corpus.back().bytes[place] = static_cast<char>(value);
  }
  for (int i = 0; i < 40; ++i) {
    const std::size_t place = below(bytes.size());
    corpus.push_back({fmt::format("a span missing at {}", place), bytes});
    corpus.back().bytes.erase(place, 1 + below(64));
  }
  for (int i = 0; i < 20; ++i) {
    corpus.push_back({"noise", std::string(1 + below(4096), '\0')});
    for (char& c : corpus.back().bytes) c = static_cast<char>(below(256));
  }
  return corpus;
}

std::size_t expect_survival(const Reader& reader, const std::filesystem::path& file,
                            const std::vector<Damaged>& corpus, const ReadOptions& options) {
  keep_seeds(reader, file, corpus);
  void* memory = ::mmap(nullptr, sizeof(Report), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) {
    ADD_FAILURE() << "no shared memory";
    return 0;
  }
  Report& report = *new (memory) Report{};
  const pid_t child = ::fork();
  if (child == 0) {
    limit_memory();
    for (; report.attempt < corpus.size(); ++report.attempt)
      attempt(reader, file, corpus[report.attempt], options, report);
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0)
      << reader.name << " died of status " << status
      << " on: " << corpus.at(std::min(report.attempt, corpus.size() - 1)).what;
  EXPECT_EQ(report.faults, 0) << reader.name << ": " << report.fault;
  const std::size_t refused = report.refused;
  ::munmap(memory, sizeof(Report));
  return refused;
}

}  // namespace solopose::testing
