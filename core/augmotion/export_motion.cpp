#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "core/augmotion/export_source.h"
#include "core/augmotion/motion.h"
#include "core/base/atomic_folder.h"
#include "core/base/counted.h"
#include "core/base/file_names.h"
#include "core/base/file_writer.h"
#include "core/base/write_error.h"
#include "core/formats/reader.h"
#include "core/options/option_field.h"
#include "core/project/catalog.h"
#include "core/project/output_guard.h"
#include "core/project/repair.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace fs = std::filesystem;
namespace {

/// Up in the frame of what is exported: the sequence's own, or the reference torso's.
std::optional<Eigen::Vector3d> up_of(const ExportSource& source, const SequenceRecord& sequence) {
  if (source.frame() == ExportFrame::dataset) return sequence.up;
  const Eigen::Matrix3d& reference = source.catalog().alignment->reference_mm;
  const Eigen::RowVector3d torso = 0.5 * (reference.row(0) + reference.row(1)) - reference.row(2);
  return torso.normalized().transpose();
}

/// `name`: what people know the motion by.
void write_motion(FileWriter& out, const MotionForm& form, const Motion& motion, const std::string& name,
                  const JobContext& context) {
  form.write(out, motion);
  out.close();
  if (form.says_missing) return;
  std::int64_t missing = 0;
  for (std::size_t at = 0; at < motion.poses_mm.size(); at += 3)
    missing += std::isfinite(motion.poses_mm[at]) ? 0 : 1;
  if (missing > 0) {
    context.note(fmt::format(
        "export: {} cannot say that joints are missing: {} of {} were filled from the frames around",
        form.title, grouped(missing), name));
  }
}

void write_sequence(FileWriter& out, const std::string& title, const ExportSource& source,
                    const MotionForm& form, std::size_t index, std::span<const float> poses_mm) {
  const SequenceRecord& sequence = source.catalog().sequences[index];
  write_motion(out, form,
               {.title = title,
                .frames_per_second = sequence.frames_per_second,
                .poses_mm = poses_mm,
                .up = up_of(source, sequence),
                .rejected = sequence.rejected,
                .repaired = repaired_frames(sequence.repairs)},
               sequence.name, source.context());
}

/// Where each sequence's file lies in the exported folder.
std::vector<fs::path> motion_paths(const Catalog& catalog, const MotionForm& form) {
  FileNames names;
  std::vector<fs::path> paths;
  for (const SequenceRecord& sequence : catalog.sequences)
    paths.push_back(names.add(sequence.name, std::string(form.ending)));
  return paths;
}

void write_files(const ExportSource& source, const MotionForm& form, const std::vector<fs::path>& paths,
                 const fs::path& folder, const fs::path& shown) {
  source.for_each([&](std::size_t index, std::span<const float> poses_mm) {
    const fs::path& path = paths[index];
    std::error_code failure;
    fs::create_directories((folder / path).parent_path(), failure);
    if (failure) throw_write_error(shown / path, failure.value());
    FileWriter out(folder / path, shown / path);
    write_sequence(out, path.filename().string(), source, form, index, poses_mm);
  });
}

/// Into a folder that holds something: files of the same names are replaced, others left alone.
void add_to_folder(const ExportSource& source, const MotionForm& form, const std::vector<fs::path>& paths,
                   const fs::path& folder) {
  const PendingFolder pending(folder, folder);
  write_files(source, form, paths, pending.path(), folder);
  for (const fs::path& path : paths) {
    fs::create_directories((folder / path).parent_path());
    put_in_place(pending.path() / path, folder / path, folder / path);
  }
}

void export_folder(const ExportSource& source, const MotionForm& form, const fs::path& folder) {
  const std::vector<fs::path> paths = motion_paths(source.catalog(), form);
  source.guard_folder(folder);
  for (const fs::path& path : paths) source.guard(folder / path);
  if (fs::is_directory(folder) && !fs::is_empty(folder)) return add_to_folder(source, form, paths, folder);
  AtomicFolder whole(folder);
  write_files(source, form, paths, whole.temporary(), folder);
  whole.commit();
}

void export_one(const ExportSource& source, const MotionForm& form, const fs::path& file) {
  source.guard(file);
  AtomicFile destination(file);
  source.for_each([&](std::size_t index, std::span<const float> poses_mm) {
    FileWriter out(destination);
    write_sequence(out, file.filename().string(), source, form, index, poses_mm);
  });
  destination.commit();
}

const MotionForm& demanded_form(const fs::path& file) {
  if (const MotionForm* form = motion_form_of(file)) return *form;
  std::vector<std::string_view> endings;
  for (const MotionForm& form : motion_forms()) endings.push_back(form.ending);
  throw Error(fmt::format("{}: the ending decides the form: expected {}, found \"{}\"", file.string(),
                          any_of(endings), file.extension().string()));
}

Sequence only_track(const fs::path& file, ReadOptions reading, const JobContext& context) {
  if (!reading.millimetres_per_unit) reading.millimetres_per_unit = 1;
  std::vector<Sequence> tracks;
  reader_named("table").read(
      file, reading, [&](Sequence&& track) { tracks.push_back(std::move(track)); },
      [&](const std::string& remark) { context.note(fmt::format("{}: {}", file.string(), remark)); },
      context);
  if (tracks.size() != 1)
    throw FormatError(file, "tracks", "one, as a prediction has", fmt::format("{}", tracks.size()));
  return std::move(tracks.front());
}

}  // namespace

ExportReport export_poses_file(const Project& project, const fs::path& poses, const ReadOptions& reading,
                               const fs::path& file, const JobContext& context) {
  const MotionForm& form = demanded_form(file);
  guard_output(file, {.project = project.folder(),
                      .inputs = {{poses, "the poses"}},
                      .endings = {file.extension().string()}});
  const Sequence track = only_track(poses, reading, context);
  const std::vector<float> poses_mm = to_canonical(*track.joints, track.positions_mm);
  AtomicFile destination(file);
  FileWriter out(destination);
  write_motion(out, form,
               {.title = file.filename().string(),
                .frames_per_second = track.frames_per_second,
                .poses_mm = poses_mm,
                .up = track.up,
                .rejected = {},
                .repaired = {}},
               poses.string(), context);
  destination.commit();
  return {.sequences = 1, .frames = track.frames(), .written = file};
}

ExportReport export_motion(const ExportSource& source, const MotionForm& form, const fs::path& file) {
  const bool alone = source.catalog().sequences.size() == 1;
  ExportReport report = source.report();
  report.written = alone ? file : fs::path(file).replace_extension();
  try {
    alone ? export_one(source, form, report.written) : export_folder(source, form, report.written);
  } catch (const fs::filesystem_error& failure) {
    throw_write_error(failure.path1(), failure.code().value());
  }
  return report;
}

}  // namespace solopose
