#include "app/cli/joints_report.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/cli/table.h"
#include "core/project/pose_store.h"
#include "core/skeleton/joint_definitions.h"
#include "core/skeleton/marker_cloud.h"

namespace solopose {
namespace {

constexpr std::int64_t most_frames = 1000;

/// A dataset by its first track of a body.
struct Body {
  std::string dataset;
  JointSetPtr joints;
  std::vector<float> positions_mm;
};

std::vector<Body> bodies_of(const Project& project, const Catalog& catalog) {
  const PoseStore store(project.folder());
  std::vector<Body> bodies;
  for (const DatasetRecord& dataset : catalog.datasets) {
    const auto track = std::ranges::find_if(catalog.sequences, [&](const SequenceRecord& sequence) {
      return sequence.dataset == dataset.id && !is_marker_cloud(*sequence.joints);
    });
    if (track == catalog.sequences.end()) continue;
    const std::int64_t frames = std::min(track->frames, most_frames);
    bodies.push_back({dataset.name, track->joints, store.positions_mm(*track, 0, frames)});
  }
  return bodies;
}

/// A gap is told by the body of the dataset that has both joints, whichever it is.
std::array<DefinitionGap, joint_count> gaps_between(const Body& one, const Body& other) {
  std::array<DefinitionGap, joint_count> gaps = definition_gaps(*one.joints, one.positions_mm, *other.joints);
  const auto back = definition_gaps(*other.joints, other.positions_mm, *one.joints);
  for (std::size_t joint = 0; joint < joint_count; ++joint)
    if (std::isnan(gaps[joint].mm)) gaps[joint] = back[joint];
  return gaps;
}

template <typename Each>
void for_each_pair(const std::vector<Body>& bodies, const Each& each) {
  for (std::size_t i = 0; i < bodies.size(); ++i)
    for (std::size_t j = i + 1; j < bodies.size(); ++j) each(bodies[i], bodies[j]);
}

std::string pair_text(const Body& one, const Body& other) {
  const auto gaps = gaps_between(one, other);
  std::vector<std::string> told;
  for (std::size_t joint = 0; joint < joint_count; ++joint) {
    if (!std::isnan(gaps[joint].mm))
      told.push_back(fmt::format("{} {:.0f} mm", joint_names()[joint], gaps[joint].mm));
  }
  const std::string text = fmt::format("{} and {}: ", one.dataset, other.dataset);
  if (told.empty()) return text + "not known: each has joints of its own, and no body here has both\n";
  return text + fmt::format("{}{}\n", fmt::join(told, ", "),
                            told.size() < joint_count ? "; of the others no body here has both" : "");
}

}  // namespace

Json joints_as_json(const Project& project, const Catalog& catalog) {
  const std::vector<Body> bodies = bodies_of(project, catalog);
  Json joints = Json::array();
  for (std::size_t joint = 0; joint < joint_count; ++joint) {
    Json estimators = Json::object();
    for (const Body& body : bodies)
      estimators[body.dataset] = estimator_text(*body.joints, static_cast<Joint>(joint));
    joints.push_back({{"joint", joint_names()[joint]},
                      {"anatomy", anatomy_of(static_cast<Joint>(joint))},
                      {"estimators", estimators}});
  }
  Json pairs = Json::array();
  for_each_pair(bodies, [&](const Body& one, const Body& other) {
    const auto gaps = gaps_between(one, other);
    Json apart_mm = Json::object();
    for (std::size_t joint = 0; joint < joint_count; ++joint)
      apart_mm[std::string(joint_names()[joint])] = gaps[joint].mm;
    pairs.push_back({{"datasets", {one.dataset, other.dataset}}, {"apart_mm", apart_mm}});
  });
  return {{"joints", joints}, {"pairs", pairs}};
}

std::string joints_as_text(const Project& project, const Catalog& catalog) {
  const std::vector<Body> bodies = bodies_of(project, catalog);
  std::vector<std::string> heads = {"joint", "on the body"};
  for (const Body& body : bodies) heads.push_back(fmt::format("{} ({})", body.dataset, body.joints->name));
  Table table(heads);
  for (std::size_t joint = 0; joint < joint_count; ++joint) {
    std::vector<std::string> cells = {std::string(joint_names()[joint]),
                                      std::string(anatomy_of(static_cast<Joint>(joint)))};
    for (const Body& body : bodies) cells.push_back(estimator_text(*body.joints, static_cast<Joint>(joint)));
    table.add(cells);
  }
  std::string text = table.text() + "\nHow far the definitions lie apart on one body:\n";
  for_each_pair(bodies, [&](const Body& one, const Body& other) { text += pair_text(one, other); });
  return text;
}

}  // namespace solopose
