#include "core/formats/remembered_mapping.h"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/fingerprint.h"
#include "core/formats/joint_mapping.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr const char* folder_name = "joint-mappings";

bool is_folder(const fs::path& path) {
  std::error_code failure;
  return fs::is_directory(path, failure);
}

bool holds_something(const fs::path& folder) {
  std::error_code failure;
  return fs::directory_iterator(folder, failure) != fs::directory_iterator();
}

fs::path mapping_for(const fs::path& folder, const fs::path& file, const JobContext& context) {
  if (!has_rig(file) || !holds_something(folder)) return {};
  try {
    const fs::path remembered = remembered_mapping_file(folder, read_rig_names(file, context));
    std::error_code failure;
    return fs::is_regular_file(remembered, failure) ? remembered : fs::path();
  } catch (const Cancelled&) {
    throw;
  } catch (const Error&) {
    return {};
  }
}

}  // namespace

fs::path remembered_mappings_folder() {
  const char* config = std::getenv("XDG_CONFIG_HOME");
  if (config != nullptr && *config == '/') return fs::path(config) / "solopose" / folder_name;
  const char* home = std::getenv("HOME");
  if (home == nullptr || *home == '\0') return {};
  return fs::path(home) / ".config" / "solopose" / folder_name;
}

fs::path remembered_mappings() {
  const fs::path folder = remembered_mappings_folder();
  return is_folder(folder) ? folder : fs::path();
}

std::string mapping_text(const JointSet& set) {
  nlohmann::ordered_json canonical = nlohmann::ordered_json::object();
  for (std::size_t j = 0; j < joint_count; ++j) {
    std::vector<std::string> own;
    for (const int joint : set.canonical[j]) own.push_back(set.joints[static_cast<std::size_t>(joint)]);
    if (own.empty()) continue;
    const std::string name(joint_names()[j]);
    own.size() == 1 ? canonical[name] = own.front() : canonical[name] = own;
  }
  const nlohmann::ordered_json document = {{"canonical", canonical}};
  return document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

fs::path remembered_mapping_file(const fs::path& folder, std::vector<std::string> joints) {
  std::ranges::sort(joints);
  Fingerprint fingerprint;
  for (const std::string& joint : joints) fingerprint.add(std::string_view(joint));
  return folder / (fingerprint.digits() + ".json");
}

void remember_mapping(const fs::path& folder, const JointSet& set) {
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (failure) throw Error(fmt::format("{}: {}", folder.string(), failure.message()));
  write_text_atomically(remembered_mapping_file(folder, set.joints), mapping_text(set));
}

std::optional<JointSet> recall_mapping(const fs::path& folder, const Rig& rig) {
  const fs::path file = remembered_mapping_file(folder, rig.joints);
  std::error_code failure;
  if (!fs::is_regular_file(file, failure)) return std::nullopt;
  try {
    return joints_by_mapping(file, file, "rig", rig.joints, rig.parents).set;
  } catch (const Error&) {
    return std::nullopt;
  }
}

void forget_mappings(const fs::path& folder) {
  std::error_code failure;
  for (const auto& entry : fs::directory_iterator(folder, failure)) {
    if (entry.path().extension() == ".json") fs::remove(entry.path(), failure);
  }
}

ReadOptions with_remembered_mapping(const fs::path& file, ReadOptions options, const RemarkSink& remark,
                                    const JobContext& context) {
  if (!is_folder(options.mapping) && options.mapping.filename() != folder_name) return options;
  options.mapping = mapping_for(options.mapping, file, context);
  if (!options.mapping.empty())
    remark(fmt::format("joints by the mapping remembered for this rig, {} (import --by-name does without)",
                       options.mapping.string()));
  return options;
}

}  // namespace solopose
