#include "tests/app/shared_project/project_model.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/project/catalog.h"

namespace solopose::testing {

Values values_of(const Catalog& catalog, const std::string& clip_options) {
  Values values{{"clip options", clip_options}};
  for (const DatasetRecord& dataset : catalog.datasets) {
    values[fmt::format("dataset {} listed", dataset.id)] = "yes";
    values[fmt::format("dataset {} name", dataset.id)] = dataset.name;
    values[fmt::format("dataset {} independent", dataset.id)] = dataset.independent_test ? "yes" : "no";
  }
  for (const SequenceRecord& sequence : catalog.sequences) {
    const std::string owner = fmt::format("dataset {} sequence {}", sequence.dataset, sequence.id);
    values[owner + " excluded"] = sequence.excluded ? "yes" : "no";
    values[owner + " key frame"] =
        sequence.key_frame_override ? std::to_string(*sequence.key_frame_override) : "none";
  }
  return values;
}

std::set<std::string> ProjectModel::before(const std::string& name) const {
  std::set<std::string> values;
  if (const auto edited = round_.find(name); edited != round_.end()) values = edited->second;
  if (const auto known = values_.find(name); known != values_.end()) values.insert(known->second);
  return values;
}

std::string ProjectModel::compare(const Values& found) {
  std::string wrong;
  const auto complain = [&](const std::string& name, const std::string& expected, const std::string& has) {
    wrong += fmt::format("{}: expected {}, found {}\n", name, expected, has);
  };
  // A removed dataset keeps what it had for the day it comes back.
  std::set<std::string> names;
  for (const auto& [name, value] : found) names.insert(name);
  for (const auto& [name, value] : values_)
    if (name.ends_with(" listed") || name == "clip options") names.insert(name);
  for (const std::string& name : names) {
    const auto has = found.find(name);
    const std::string now = has == found.end() ? "no" : has->second;
    const auto before = values_.find(name);
    const auto edited = round_.find(name);
    const bool as_edited = edited != round_.end() && edited->second.contains(now);
    const bool as_before = before != values_.end() && before->second == now;
    if (!as_edited && !new_.contains(name) && !(as_before && edited == round_.end())) {
      complain(name,
               edited != round_.end()    ? fmt::format("one of {}", edited->second)
               : before != values_.end() ? before->second
                                         : "nothing",
               now);
    }
    values_[name] = now;
  }
  round_.clear();
  new_.clear();
  return wrong;
}

}  // namespace solopose::testing
