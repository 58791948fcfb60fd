#pragma once

#include <map>
#include <set>
#include <string>

#include "core/project/project.h"

namespace solopose::testing {

/// What people can edit of a project, each by a name of its own: "dataset 3 name" -> "walk". What belongs to
/// a dataset that has been removed is not in it.
using Values = std::map<std::string, std::string>;
Values values_of(const Catalog& catalog, const std::string& clip_options);

/// What a project must hold: every edit that was told to have succeeded, and nothing else.
class ProjectModel {
 public:
  explicit ProjectModel(Values start) : values_(std::move(start)) {}

  /// An edit of this round has succeeded, and left one of these. Of several edits of one value in a round any
  /// may have been the last.
  void succeeded(const std::string& name, const std::set<std::string>& values) {
    round_[name].insert(values.begin(), values.end());
  }
  /// Somebody has brought it in this round.
  void is_new(const std::string& name) { new_.insert(name); }
  /// What an edit of this round may have found.
  std::set<std::string> before(const std::string& name) const;

  /// Empty, or what the project holds that it must not. The round is over.
  std::string compare(const Values& found);

 private:
  Values values_;
  std::map<std::string, std::set<std::string>> round_;
  std::set<std::string> new_;
};

}  // namespace solopose::testing
