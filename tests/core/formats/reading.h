#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/formats/reader.h"
#include "tests/support/bytes.h"

namespace solopose::testing {

/// What a reader made of a file.
struct Reading {
  std::vector<Sequence> sequences;
  std::vector<std::string> remarks;

  bool remarked(const std::string& part) const;
};

Reading read(const Reader& reader, const std::filesystem::path& file, const ReadOptions& options = {});

/// The message of the Error that reading throws; "read without an error" when it throws none.
std::string error_of(const Reader& reader, const std::filesystem::path& file,
                     const ReadOptions& options = {});

/// Feeds the reader damaged copies of `bytes` (see survival.h), as many as $SOLOPOSE_MUTATIONS asks for.
/// Fails the test unless each is either read or refused with an Error that names the file. `file` is where
/// the copies are written.
void expect_damage_is_survived(const Reader& reader, const std::string& bytes,
                               const std::filesystem::path& file, const ReadOptions& options = {});

/// The canonical joints of a sequence, (frames, 15, 3) mm.
class Body {
 public:
  explicit Body(const Sequence& sequence);
  std::int64_t frames() const { return frames_; }
  Eigen::Vector3d at(std::int64_t frame, Joint joint) const;
  double bone(std::int64_t frame, const Bone& bone) const;

 private:
  std::vector<float> poses_;
  std::int64_t frames_;
};

/// What holds for every person that was read rightly: sides on their sides, upright on average, of human
/// size.
void expect_plausible_person(const Sequence& sequence);

}  // namespace solopose::testing
