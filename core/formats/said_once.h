#pragma once

#include <memory>
#include <set>
#include <string>

#include "core/formats/reader.h"

namespace solopose {

/// Passes each remark on once: the tracks of one file give rise to the same ones. `remark` must outlive what
/// is returned.
inline RemarkSink said_once(const RemarkSink& remark) {
  return [&remark, said = std::make_shared<std::set<std::string>>()](const std::string& text) {
    if (said->insert(text).second) remark(text);
  };
}

}  // namespace solopose
