#pragma once

#include <exception>
#include <string>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/formats/reader.h"

namespace solopose {

/// Reads the tracks of a file that holds several: what is wrong with one stays with that one, which is left
/// out by name, and the others arrive.
class ItemByItem {
 public:
  explicit ItemByItem(const RemarkSink& remark) : remark_(remark) {}

  template <typename Read>
  void read(const std::string& name, const Read& read_item) {
    try {
      read_item();
      any_ = true;
    } catch (const FormatError& failure) {
      if (!first_failure_) first_failure_ = std::current_exception();
      remark_(fmt::format("{} is left out: {}", name, failure.what()));
    }
  }

  /// @throws FormatError, the first item's, when none could be read.
  void finish() const {
    if (!any_ && first_failure_) std::rethrow_exception(first_failure_);
  }

 private:
  const RemarkSink& remark_;
  std::exception_ptr first_failure_;
  bool any_ = false;
};

}  // namespace solopose
