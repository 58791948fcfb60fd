#include "core/formats/marker_people.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/files/utf8.h"
#include "core/formats/body_guess.h"
#include "core/formats/joint_mapping.h"

namespace solopose {
namespace {

/// A name as what may tell people apart and the rest.
struct PartedName {
  std::string label;
  std::string rest;
};

enum class Label { before_first, before_last, behind_last };

PartedName parted(const std::string& name, char separator, Label where) {
  const std::size_t at = where == Label::before_first ? name.find(separator) : name.rfind(separator);
  if (at == std::string::npos) return {"", name};
  const std::string before = name.substr(0, at);
  const std::string behind = name.substr(at + 1);
  return where == Label::behind_last ? PartedName{behind, before} : PartedName{before, behind};
}

std::vector<float> positions_of(const std::vector<std::size_t>& markers, std::size_t all,
                                std::span<const float> positions) {
  std::vector<float> own;
  own.reserve(positions.size() / all * markers.size());
  for (std::size_t row = 0; row < positions.size(); row += all * 3) {
    for (const std::size_t marker : markers) {
      const auto point = positions.subspan(row + marker * 3, 3);
      own.insert(own.end(), point.begin(), point.end());
    }
  }
  return own;
}

struct Grouping {
  std::vector<MarkerPerson> people;
  std::vector<std::string> of_nobody;
};

Grouping grouped(const std::filesystem::path& file, std::string_view kind,
                 const std::vector<std::string>& names, std::span<const float> positions, char separator,
                 Label where) {
  std::map<std::string, std::pair<std::vector<std::size_t>, std::vector<std::string>>> groups;
  for (std::size_t marker = 0; marker < names.size(); ++marker) {
    auto [label, rest] = parted(names[marker], separator, where);
    auto& [markers, own_names] = groups[label];
    markers.push_back(marker);
    own_names.push_back(std::move(rest));
  }
  Grouping grouping;
  if (groups.size() < 2) return grouping;
  for (const auto& [label, group] : groups) {
    const auto& [markers, own_names] = group;
    try {
      NamedJoints named = joints_by_name(file, kind, own_names);
      grouping.people.push_back({label, std::move(named), positions_of(markers, names.size(), positions)});
    } catch (const FormatError&) {
      for (const std::size_t marker : markers) grouping.of_nobody.push_back(names[marker]);
    }
  }
  return grouping;
}

/// Per frame where somebody is, and how long the torso.
struct Whereabouts {
  std::vector<Eigen::Vector3d> pelvis;
  std::vector<double> torso;

  explicit Whereabouts(const MarkerPerson& person) {
    const std::vector<float> poses = to_canonical(person.named.set, person.positions);
    for (std::size_t at = 0; at < poses.size(); at += joint_count * 3) {
      const auto joint = [&](Joint j) -> Eigen::Vector3d {
        return Eigen::Map<const Eigen::Vector3f>(poses.data() + at +
                                                 3 * static_cast<std::size_t>(index_of(j)))
            .cast<double>();
      };
      pelvis.push_back(joint(Joint::pelvis));
      torso.push_back((joint(Joint::neck) - pelvis.back()).norm());
    }
  }

  /// In most frames in which both are seen there is half a torso between them.
  bool is_apart_from(const Whereabouts& other) const {
    std::size_t seen = 0;
    std::size_t apart = 0;
    for (std::size_t f = 0; f < pelvis.size(); ++f) {
      const double distance = (pelvis[f] - other.pelvis[f]).norm();
      if (!std::isfinite(distance) || !std::isfinite(torso[f])) continue;
      ++seen;
      if (distance > 0.5 * torso[f]) ++apart;
    }
    return seen == 0 || 2 * apart > seen;
  }
};

bool are_apart(const std::vector<MarkerPerson>& people) {
  std::vector<Whereabouts> places;
  for (const MarkerPerson& person : people) {
    const Whereabouts place(person);
    if (!std::ranges::all_of(places, [&](const auto& other) { return place.is_apart_from(other); }))
      return false;
    places.push_back(place);
  }
  return true;
}

}  // namespace

std::vector<MarkerPerson> marker_people(const std::filesystem::path& file, std::string_view kind,
                                        const std::vector<std::string>& names,
                                        std::span<const float> positions, const RemarkSink& remark) {
  for (const char separator : {':', '_', '.', ' ', '-'}) {
    for (const Label where : {Label::before_last, Label::before_first, Label::behind_last}) {
      auto [people, of_nobody] = grouped(file, kind, names, positions, separator, where);
      if (people.size() < 2 || !are_apart(people)) continue;
      std::vector<std::string> listed;
      for (MarkerPerson& person : people) {
        if (person.name.empty()) person.name = fmt::format("performer {}", listed.size() + 1);
        listed.push_back(person.name);
      }
      remark(fmt::format("{} people, each a sequence of its own: {}", people.size(), listed_names(listed)));
      if (!of_nobody.empty())
        remark(fmt::format("markers of nobody were left out: {}", listed_names(of_nobody)));
      return people;
    }
  }
  return {};
}

namespace {

std::vector<MarkerPerson> people_of_markers(const std::filesystem::path& file, const ReadOptions& options,
                                            std::string_view kind, const std::vector<std::string>& names,
                                            std::vector<float>&& positions, const RemarkSink& remark) {
  std::vector<MarkerPerson> people;
  if (!options.mapping.empty()) {
    people.push_back(
        {"unknown", joints_by_mapping(file, options.mapping, kind, names), std::move(positions)});
    return people;
  }
  people = marker_people(file, kind, names, positions, remark);
  if (people.empty()) people.push_back({"unknown", joints_or_cloud(kind, names), std::move(positions)});
  return people;
}

}  // namespace

MarkerTracks tracks_of_markers(const Sequence& common, const ReadOptions& options, std::string_view kind,
                               const std::vector<std::string>& names, std::vector<float>&& positions,
                               const RemarkSink& remark) {
  MarkerTracks all;
  for (MarkerPerson& person :
       people_of_markers(common.source, options, kind, names, std::move(positions), remark)) {
    for (const std::string& line : person.named.remarks) remark(line);
    Sequence& track = all.tracks.emplace_back(common);
    track.subject = id_part(person.name);
    track.joints = std::make_shared<const JointSet>(std::move(person.named.set));
    track.positions_mm = std::move(person.positions);
    const std::vector<float> own = guessable_poses(*track.joints, track.positions_mm);
    all.poses.insert(all.poses.end(), own.begin(), own.end());
  }
  return all;
}

}  // namespace solopose
