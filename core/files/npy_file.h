#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/input_file.h"
#include "core/base/job.h"
#include "core/files/npy.h"

namespace solopose {

/// A .npy file that is read and converted piece by piece, each while the processor's cache holds it.
class NpyFile {
 public:
  /// Reads the header. @throws Error, FormatError naming `field`.
  NpyFile(const std::filesystem::path& file, std::string field);

  const NpyHeader& header() const { return layout_.header; }
  /// All numbers, as append_npy_floats. Once. @throws Error, FormatError; Cancelled.
  void append_floats(double factor, std::vector<float>& floats, const JobContext& context = {});

 private:
  void fill(ByteBuffer& bytes, std::size_t from);

  std::filesystem::path file_;
  std::string field_;
  InputFile in_;
  ByteBuffer beginning_;  ///< the header, and data behind it
  NpyLayout layout_;
};

}  // namespace solopose
