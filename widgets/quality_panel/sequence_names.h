#pragma once

#include <string>
#include <vector>

#include <QString>

namespace solopose {

struct Catalog;

/// What tells a project's sequences apart: their names without the parts between slashes that are the same in
/// all of them. "walk/unknown/take1/world" and "walk/unknown/take2/world" are "take1" and "take2".
class SequenceNames {
 public:
  SequenceNames() = default;
  explicit SequenceNames(const Catalog& catalog);

  /// The whole name where nothing would be left. @param name of one of the catalog's sequences.
  QString brief(const std::string& name) const;

 private:
  std::vector<bool> shared_from_front_;  ///< by place of the part
  std::vector<bool> shared_from_back_;
};

}  // namespace solopose
