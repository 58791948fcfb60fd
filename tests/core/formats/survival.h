#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/formats/reader.h"

namespace solopose::testing {

/// A hostile file and what is wrong with it.
struct Damaged {
  std::string what;
  std::string bytes;
};

/// A file, and copies of it that are empty, cut at many places, changed in one byte, bereft of a span, and
/// files that are noise or of another kind. The same ones each time; other ones in another round.
std::vector<Damaged> damaged_copies(const std::string& bytes, unsigned round = 0);

/// How many rounds of them to read: one, or as many as make the copies that $SOLOPOSE_MUTATIONS asks for.
unsigned damage_rounds();

/// Writes each file to `file` and reads it in a child process whose memory is limited. Fails the test when
/// one crashes the reader, needs more memory than a small file can justify, or throws anything but an Error
/// that names the file. Returns how many were refused.
std::size_t expect_survival(const Reader& reader, const std::filesystem::path& file,
                            const std::vector<Damaged>& corpus, const ReadOptions& options = {});

}  // namespace solopose::testing
