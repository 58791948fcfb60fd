#include "core/formats/h36m_names.h"

#include <algorithm>

#include "core/files/utf8.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

bool is_subject(const std::string& folder) { return folder.size() <= 3 && is_numbered(folder, "S"); }

/// "54138969" of "Directions 1.54138969".
std::string camera_of(const std::string& stem) {
  const std::size_t dot = stem.rfind('.');
  if (dot == std::string::npos || dot + 1 == stem.size()) return "";
  const std::string ending = stem.substr(dot + 1);
  const bool number = ending.find_first_not_of("0123456789") == std::string::npos;
  return number ? ending : "";
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  return lower;
}

H36mFeature h36m_feature(const fs::path& file) {
  for (fs::path folder = fs::absolute(file).parent_path(); folder.has_relative_path();
       folder = folder.parent_path()) {
    const std::string name = lower_case(folder.filename().string());
    const auto holds = [&](std::string_view feature) { return name.find(feature) != std::string::npos; };
    if (holds("d3_positions_mono_universal")) return H36mFeature::universal;
    if (holds("d3_positions_mono")) return H36mFeature::camera;
    if (holds("d3_positions")) return H36mFeature::world;
    if (holds("d2_positions") || holds("d3_angles") || holds("rawangles")) return H36mFeature::other;
  }
  return camera_of(file.stem().string()).empty() ? H36mFeature::world : H36mFeature::camera;
}

H36mName h36m_name(const fs::path& file) {
  H36mName name{"unknown", "", file.stem().string(), ""};
  const H36mFeature feature = h36m_feature(file);
  if (feature != H36mFeature::world) name.camera = camera_of(name.take);
  if (!name.camera.empty()) name.take.resize(name.take.size() - name.camera.size() - 1);
  name.take = id_part(name.take);
  name.action = h36m_action(name.take);
  for (fs::path folder = fs::absolute(file).parent_path(); folder.has_relative_path();
       folder = folder.parent_path()) {
    if (!is_subject(folder.filename().string())) continue;
    name.subject = folder.filename().string();
    break;
  }
  return name;
}

std::string h36m_action(const std::string& take) {
  const auto end = take.find_last_not_of("0123456789");
  if (end == std::string::npos || end + 1 == take.size() || take[end] != ' ') return take;
  return take.substr(0, take.find_last_not_of(' ', end) + 1);
}

fs::path h36m_root(const fs::path& file) {
  std::error_code ignored;
  fs::path above_subject;
  for (fs::path folder = fs::absolute(file).parent_path(); folder.has_relative_path();
       folder = folder.parent_path()) {
    if (fs::exists(folder / "metadata.xml", ignored)) return folder;
    if (above_subject.empty() && is_subject(folder.filename().string())) above_subject = folder.parent_path();
  }
  return above_subject;
}

}  // namespace solopose
