#include "core/project/staged_import.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/project/gathered_remarks.h"
#include "core/project/import_rows.h"
#include "core/project/pose_folder.h"
#include "core/project/project_places.h"

namespace solopose {
namespace {

/// The project's pose folder, made ready for files to come.
std::filesystem::path poses_folder(const Project& project) {
  project.require_writable();
  make_poses_folder(project.folder());
  remove_killed_imports(ProjectPlaces(project.folder()).poses());
  return ProjectPlaces(project.folder()).poses();
}

/// A part of a sequence's name, which '/' separates and people read.
std::string name_part(std::string text, const char* when_empty) {
  for (char& c : text) {
    if (c == '/' || static_cast<unsigned char>(c) < 0x20) c = '_';
  }
  return text.empty() ? when_empty : text;
}

void check_size(const Sequence& sequence) {
  const std::string name = sequence.take + "/" + sequence.view;
  if (sequence.joints == nullptr || sequence.joints->size() == 0)
    throw Error(fmt::format("{} has no joints", name));
  const auto row = static_cast<std::size_t>(sequence.joints->size()) * 3;
  if (sequence.positions_mm.empty()) throw Error(fmt::format("{} has no frames", name));
  if (sequence.positions_mm.size() % row != 0) {
    throw Error(fmt::format("{}: {} numbers do not make whole frames of {} joints", name,
                            sequence.positions_mm.size(), sequence.joints->size()));
  }
  for (const ImagePoints& labels : sequence.image_points) {
    if (labels.points_px.size() * 3 == sequence.positions_mm.size() * 2) continue;
    throw Error(fmt::format("{}: {} numbers of 2D labels do not make {} frames of {} joints", name,
                            labels.points_px.size(), sequence.frames(), sequence.joints->size()));
  }
}

std::string name_of(const auto& track) { return track.subject + '/' + track.take + '/' + track.view; }

bool is_finite(const Camera& camera) {
  return camera.intrinsics.allFinite() && camera.rotation.allFinite() && camera.translation_mm.allFinite() &&
         std::all_of(camera.distortion.begin(), camera.distortion.end(),
                     [](double k) { return std::isfinite(k); });
}

SequenceRecord record_of(const Sequence& sequence) {
  SequenceRecord record;
  record.subject = name_part(sequence.subject, "unknown");
  record.action = sequence.action;
  record.take = name_part(sequence.take, "unknown");
  record.view = name_part(sequence.view, "world");
  record.frames_per_second =
      std::isfinite(sequence.frames_per_second) ? std::max(sequence.frames_per_second, 0.0) : 0.0;
  record.frames = sequence.frames();
  record.joints = sequence.joints;
  record.frame = sequence.frame;
  if (sequence.up && sequence.up->allFinite()) record.up = sequence.up;
  if (std::all_of(sequence.cameras.begin(), sequence.cameras.end(), is_finite))
    record.cameras = sequence.cameras;
  record.videos = sequence.videos;
  record.source = sequence.source.string();
  return record;
}

}  // namespace

std::vector<NamedTrack> tracks_of(const Project& project, const std::string& dataset) {
  std::vector<NamedTrack> tracks;
  const Catalog catalog = project.catalog();
  const auto listed = std::ranges::find(catalog.datasets, dataset, &DatasetRecord::name);
  if (listed == catalog.datasets.end()) return tracks;
  for (const SequenceRecord& s : catalog.sequences) {
    if (s.dataset == listed->id) tracks.push_back({s.subject, s.take, s.view, s.source});
  }
  return tracks;
}

StagedImport::StagedImport(const Project& project, ImportDescription description)
    : description_(std::move(description)),
      lock_(FolderLock::shared(poses_folder(project))),
      poses_(ProjectPlaces(project.folder()).poses()),
      paths_(project.folder()) {
  require_in_place(*project.database_);  // from here on nobody takes an empty project back
  if (description_.dataset.empty()) return;
  check_dataset_name(description_.dataset);
  taken_ = tracks_of(project, description_.dataset);
  for (const NamedTrack& track : taken_) {
    taken_files_.insert(track.source.string());
    claimed_names_.insert(name_of(track));
  }
}

bool StagedImport::has_tracks_of(const std::filesystem::path& file) {
  return taken_files_.contains(paths_.stored(file));
}

void StagedImport::add(const Sequence& sequence) {
  check_size(sequence);
  SequenceRecord record = record_of(sequence);
  if (record.cameras.size() != sequence.cameras.size())
    remark(record.take + ": a camera is not finite, cameras left out");
  if (record.source.empty() && !claimed_names_.insert(name_of(record)).second)
    throw Error(fmt::format("sequence {} is here already", name_of(record)));
  try {
    record.pose_group =
        poses_.append(name_of(record), *record.joints, sequence.positions_mm, sequence.image_points);
  } catch (const Error& failure) {
    throw PoseWriteError(failure.what());
  }
  frames_ += record.frames;
  records_.push_back(std::move(record));
}

void StagedImport::begin_file(const std::filesystem::path& file, std::string fingerprint) {
  files_.push_back({file, std::move(fingerprint)});
  first_record_of_file_ = records_.size();
  first_problem_of_file_ = problems_.size();
}

void StagedImport::remark(const std::string& message) {
  const std::string file = files_.empty() ? std::string() : files_.back().path.string();
  problems_.push_back({0, 0, file, message, false});
}

void StagedImport::skip_file(const std::string& message) {
  for (std::size_t i = first_record_of_file_; i < records_.size(); ++i) {
    const SequenceRecord& record = records_[i];
    frames_ -= record.frames;
    poses_.remove(record.pose_group);
  }
  records_.resize(first_record_of_file_);
  problems_.resize(first_problem_of_file_);
  problems_.push_back({0, 0, files_.back().path.string(), message, true});
  files_.pop_back();
}

void StagedImport::leave_out(const std::filesystem::path& path, const std::string& message) {
  problems_.push_back({0, 0, path.string(), message, true});
}

std::vector<NamedTrack> StagedImport::tracks() {
  std::vector<NamedTrack> tracks;
  for (const SequenceRecord& record : records_) {
    const std::string source = record.source.empty() ? std::string() : paths_.stored(record.source);
    tracks.push_back({record.subject, record.take, record.view, source});
  }
  return tracks;
}

void StagedImport::settle(const EarlierNames& before, std::span<const NamedTrack> others) {
  std::vector<NamedTrack> named = taken_;
  named.insert(named.end(), others.begin(), others.end());
  std::unordered_set<std::string> names;
  for (const NamedTrack& track : named) names.insert(track.name());
  std::vector<NamedTrack> unnamed;
  std::vector<SequenceRecord*> to_name;
  const std::vector<NamedTrack> own = tracks();
  for (std::size_t i = 0; i < own.size(); ++i) {
    const NamedTrack* kept = own[i].source.empty() ? &own[i] : before.of(own[i]);
    if (kept != nullptr && names.insert(kept->name()).second) {
      rename(records_[i], *kept);
      named.push_back(*kept);
    } else {
      unnamed.push_back(own[i]);
      to_name.push_back(&records_[i]);
    }
  }
  const std::size_t told_apart = tell_apart(unnamed, named);
  for (std::size_t i = 0; i < unnamed.size(); ++i) rename(*to_name[i], unnamed[i]);
  problems_ = gathered_remarks(std::move(problems_));
  if (told_apart > 0) {
    problems_.push_back(
        {0, 0, "",
         fmt::format("{} sequences would share their names with others: folders or files tell "
                     "them apart, as in {}",
                     told_apart, name_of(unnamed.back())),
         false});
  }
}

void StagedImport::rename(SequenceRecord& record, const NamedTrack& track) {
  if (name_of(record) == name_of(track)) return;
  record.subject = track.subject;
  record.take = track.take;
  try {
    poses_.rename(record.pose_group, name_of(record));
  } catch (const Error& failure) {
    throw PoseWriteError(failure.what());
  }
}

StagedImport::Committed StagedImport::commit(Project& project) {
  check_dataset_name(description_.dataset);
  poses_.finish();
  ImportRows rows(*project.database_);
  return rows.insert_active(*this);
}

std::vector<ImportId> StagedImport::commit_inactive(Project& project, DatasetId dataset,
                                                    std::span<StagedImport> imports) {
  for (StagedImport& staged : imports) staged.poses_.finish();
  ImportRows rows(*project.database_);
  return rows.insert_inactive(dataset, imports);
}

}  // namespace solopose
