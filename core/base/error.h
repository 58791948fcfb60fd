#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

namespace solopose {

/// The one exception of the studio. Its message is shown to people as it is: what happened, to which file,
/// what to do.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A file is not what its format demands. The message reads "FILE: FIELD: expected X, found Y".
class FormatError : public Error {
 public:
  FormatError(const std::filesystem::path& file, std::string_view field, std::string_view expected,
              std::string_view found);
};

/// Thrown by JobContext::throw_if_stopped. Not an Error: nothing went wrong, somebody changed their mind.
class Cancelled : public std::exception {
 public:
  const char* what() const noexcept override { return "cancelled"; }
};

}  // namespace solopose
