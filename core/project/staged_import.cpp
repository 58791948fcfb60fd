#include "core/project/staged_import.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/project/import_rows.h"

namespace solopose {
namespace {

std::filesystem::path poses_folder(const Project& project) { return project.folder() / "poses"; }

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
}

std::string name_of(const std::string& subject, const std::string& take, const std::string& view) {
  return subject + '/' + take + '/' + view;
}

std::string name_of(const SequenceRecord& record) {
  return name_of(record.subject, record.take, record.view);
}

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

StagedImport::StagedImport(const Project& project, ImportDescription description)
    : description_(std::move(description)),
      lock_(FolderLock::shared(poses_folder(project))),
      poses_(poses_folder(project)) {
  if (description_.dataset.empty()) return;
  check_dataset_name(description_.dataset);
  claim_names_of_dataset(project);
}

void StagedImport::claim_names_of_dataset(const Project& project) {
  reading(*project.database_, [&](SQLite::Database& sql) {
    SQLite::Statement rows(
        sql,
        "SELECT subject, take, view, source FROM sequence JOIN import ON import.id = import "
        "WHERE active AND dataset = ?");
    rows.bind(1, listed_dataset(sql, description_.dataset));
    while (rows.executeStep()) {
      sources_by_name_.emplace(name_of(rows.getColumn(0).getString(), rows.getColumn(1).getString(),
                                       rows.getColumn(2).getString()),
                               rows.getColumn(3).getString());
    }
  });
}

std::string StagedImport::claim_name(const SequenceRecord& record) {
  std::string name = name_of(record);
  const auto [taken, is_new] = sources_by_name_.emplace(name, record.source);
  if (!is_new) {
    throw Error(
        fmt::format("sequence {} is here already, from {}; import one of the two files under another dataset "
                    "name",
                    name, taken->second));
  }
  return name;
}

void StagedImport::add(const Sequence& sequence) {
  check_size(sequence);
  SequenceRecord record = record_of(sequence);
  if (record.cameras.size() != sequence.cameras.size())
    remark(record.take + ": a camera is not finite, cameras left out");
  const std::string name = claim_name(record);
  try {
    record.pose_group = poses_.append(name, *record.joints, sequence.positions_mm);
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
    sources_by_name_.erase(name_of(record));
    frames_ -= record.frames;
    poses_.remove(record.pose_group);
  }
  records_.resize(first_record_of_file_);
  problems_.resize(first_problem_of_file_);
  problems_.push_back({0, 0, files_.back().path.string(), message, true});
  files_.pop_back();
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
