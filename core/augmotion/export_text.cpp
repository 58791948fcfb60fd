#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "core/augmotion/export_source.h"
#include "core/base/atomic_folder.h"
#include "core/base/file_names.h"
#include "core/base/file_writer.h"
#include "core/base/write_error.h"
#include "core/files/csv_text.h"
#include "core/formats/trc_file.h"
#include "core/project/catalog.h"
#include "core/project/repair.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace fs = std::filesystem;
namespace {

/// One pose's coordinates, each after a separator; a missing joint is three empty cells.
void print_pose(FileWriter& out, const float* pose, char separator) {
  for (int joint = 0; joint < joint_count; ++joint, pose += 3) {
    if (std::isfinite(pose[0]) && std::isfinite(pose[1]) && std::isfinite(pose[2])) {
      out.print("{0}{1}{0}{2}{0}{3}", separator, pose[0], pose[1], pose[2]);
    } else {
      out.print("{0}{0}{0}", separator);
    }
  }
}

double seconds_at(std::int64_t frame, double frames_per_second) {
  return frames_per_second > 0 ? static_cast<double>(frame) / frames_per_second : static_cast<double>(frame);
}

/// Up in the frame of what is exported: the sequence's own, or the reference torso's.
std::optional<Eigen::Vector3d> up_of(const ExportSource& source, const SequenceRecord& sequence) {
  if (source.frame() == ExportFrame::dataset) return sequence.up;
  const Eigen::Matrix3d& reference = source.catalog().alignment->reference_mm;
  const Eigen::RowVector3d torso = 0.5 * (reference.row(0) + reference.row(1)) - reference.row(2);
  return torso.normalized().transpose();
}

void write_trc(FileWriter& out, const std::string& title, const ExportSource& source, std::size_t index,
               std::span<const float> poses_mm) {
  const SequenceRecord& sequence = source.catalog().sequences[index];
  const std::int64_t frames = frames_of(poses_mm);
  const double rate = sequence.frames_per_second;
  out.print("PathFileType\t4\t(X/Y/Z)\t{}", title);
  if (const auto up = up_of(source, sequence)) {
    out.print("\t{}\t{}\t{}\t{}", trc_up_axis, up->x(), up->y(), up->z());
  }
  out.print("\n");
  out.print(
      "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames"
      "\n");
  out.print("{0}\t{0}\t{1}\t{2}\tmm\t{0}\t1\t{1}\n", rate, frames, joint_count);
  out.print("Frame#\tTime");
  for (const auto& name : joint_names()) out.print("\t{}\t\t", name);
  out.print("\n\t");
  for (int marker = 1; marker <= joint_count; ++marker) out.print("\tX{0}\tY{0}\tZ{0}", marker);
  out.print("\n\n");
  for (std::int64_t frame = 0; frame < frames; ++frame) {
    out.print("{}\t{}", frame + 1, seconds_at(frame, rate));
    print_pose(out, poses_mm.data() + frame * pose_floats, '\t');
    out.print("\n");
  }
  out.close();
}

/// Where each sequence's file lies in the exported folder.
std::vector<fs::path> trc_paths(const Catalog& catalog) {
  FileNames names;
  std::vector<fs::path> paths;
  for (const SequenceRecord& sequence : catalog.sequences) paths.push_back(names.add(sequence.name, ".trc"));
  return paths;
}

void write_trc_files(const ExportSource& source, const std::vector<fs::path>& paths, const fs::path& folder,
                     const fs::path& shown) {
  source.for_each([&](std::size_t index, std::span<const float> poses_mm) {
    const fs::path& path = paths[index];
    std::error_code failure;
    fs::create_directories((folder / path).parent_path(), failure);
    if (failure) throw_write_error(shown / path, failure.value());
    FileWriter out(folder / path, shown / path);
    write_trc(out, path.filename().string(), source, index, poses_mm);
  });
}

/// Into a folder that holds something: files of the same names are replaced, others left alone.
void add_to_folder(const ExportSource& source, const std::vector<fs::path>& paths, const fs::path& folder) {
  const PendingFolder pending(folder, folder);
  write_trc_files(source, paths, pending.path(), folder);
  for (const fs::path& path : paths) {
    fs::create_directories((folder / path).parent_path());
    put_in_place(pending.path() / path, folder / path, folder / path);
  }
}

void export_trc_folder(const ExportSource& source, const fs::path& folder) {
  const std::vector<fs::path> paths = trc_paths(source.catalog());
  source.guard_folder(folder);
  for (const fs::path& path : paths) source.guard(folder / path);
  if (fs::is_directory(folder) && !fs::is_empty(folder)) return add_to_folder(source, paths, folder);
  AtomicFolder whole(folder);
  write_trc_files(source, paths, whole.temporary(), folder);
  whole.commit();
}

void export_one_trc(const ExportSource& source, const fs::path& file) {
  source.guard(file);
  AtomicFile destination(file);
  source.for_each([&](std::size_t index, std::span<const float> poses_mm) {
    FileWriter out(destination);
    write_trc(out, file.filename().string(), source, index, poses_mm);
  });
  destination.commit();
}

}  // namespace

ExportReport export_csv(const ExportSource& source, const fs::path& file) {
  AtomicFile destination(file);
  FileWriter out(destination);
  out.print("sequence,frame,time_s");
  for (const auto& name : joint_names()) out.print(",{0}_x_mm,{0}_y_mm,{0}_z_mm", name);
  out.print(",rejected,repaired\n");
  source.for_each([&](std::size_t index, std::span<const float> poses_mm) {
    const SequenceRecord& sequence = source.catalog().sequences[index];
    const std::string name = csv_text(sequence.name, source.options().names);
    const auto rejected = frame_marks(sequence.rejected, sequence.frames);
    const auto repaired = frame_marks(repaired_frames(sequence.repairs), sequence.frames);
    for (std::int64_t frame = 0; frame < frames_of(poses_mm); ++frame) {
      out.print("{},{},", name, frame);
      if (sequence.frames_per_second > 0) out.print("{}", seconds_at(frame, sequence.frames_per_second));
      print_pose(out, poses_mm.data() + frame * pose_floats, ',');
      const auto row = static_cast<std::size_t>(frame);
      out.print(",{},{}\n", rejected[row], repaired[row]);
    }
  });
  out.close();
  destination.commit();
  return source.report();
}

ExportReport export_trc(const ExportSource& source, const fs::path& file) {
  const auto sequences = source.catalog().sequences.size();
  try {
    if (sequences == 1) {
      export_one_trc(source, file);
    } else {
      export_trc_folder(source, fs::path(file).replace_extension());
    }
  } catch (const fs::filesystem_error& failure) {
    throw_write_error(failure.path1(), failure.code().value());
  }
  return source.report();
}

}  // namespace solopose
