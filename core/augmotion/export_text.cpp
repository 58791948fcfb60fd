#include <cerrno>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "core/augmotion/export_source.h"
#include "core/augmotion/pose_rows.h"
#include "core/base/atomic_file.h"
#include "core/formats/csv_text.h"
#include "core/formats/trc_file.h"

namespace solopose {
namespace fs = std::filesystem;
namespace {

/// A text file that goes to disk by the megabyte.
class TextFile {
 public:
  explicit TextFile(fs::path path) : path_(std::move(path)), out_(path_, std::ios::binary | std::ios::trunc) {
    if (!out_) fail();
  }

  template <typename... Values>
  void print(fmt::format_string<Values...> form, Values&&... values) {
    fmt::format_to(std::back_inserter(text_), form, std::forward<Values>(values)...);
    if (text_.size() > 1'000'000) hand_over();
  }

  /// @throws Error when something could not be written.
  void close() {
    hand_over();
    out_.close();
    if (!out_) fail();
  }

 private:
  void hand_over() {
    out_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
    if (!out_) fail();
    text_.clear();
  }
  [[noreturn]] void fail() const {
    throw Error(fmt::format("{}: cannot be written: {}", path_.string(), std::strerror(errno)));
  }

  fs::path path_;
  std::ofstream out_;
  fmt::memory_buffer text_;
};

/// One pose's coordinates, each after a separator; a missing joint is three empty cells.
void print_pose(TextFile& out, const float* pose, char separator) {
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

void write_trc(const fs::path& path, const std::string& title, const ExportSource& source, std::size_t index,
               std::span<const float> poses_mm) {
  TextFile out(path);
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

/// A folder under a temporary name, removed unless its files are moved to their places.
class StagedFolder {
 public:
  explicit StagedFolder(fs::path destination) : destination_(std::move(destination)) {
    temporary_ = destination_;
    temporary_ += fmt::format(".{}.tmp", ::getpid());
    fs::remove_all(temporary_);
    fs::create_directories(temporary_);
  }
  ~StagedFolder() {
    std::error_code ignored;
    fs::remove_all(temporary_, ignored);
  }
  StagedFolder(const StagedFolder&) = delete;
  StagedFolder& operator=(const StagedFolder&) = delete;

  /// Where to write a file that shall be destination/relative.
  fs::path prepared(const fs::path& relative) const {
    fs::create_directories((temporary_ / relative).parent_path());
    return temporary_ / relative;
  }

  /// A new folder appears at once; in one that is there already, files of the same names are replaced and
  /// others left alone.
  void publish() const {
    if (!fs::exists(destination_)) {
      fs::rename(temporary_, destination_);
      return;
    }
    for (const auto& entry : fs::recursive_directory_iterator(temporary_)) {
      if (!entry.is_regular_file()) continue;
      const fs::path target = destination_ / fs::relative(entry.path(), temporary_);
      fs::create_directories(target.parent_path());
      fs::rename(entry.path(), target);
    }
  }

 private:
  fs::path destination_;
  fs::path temporary_;
};

/// dataset/subject/take/view as a path that stays inside its folder whatever the names are.
fs::path path_of(const std::string& name) {
  fs::path path;
  std::string part;
  const auto add_part = [&] {
    const bool dots = part.find_first_not_of('.') == std::string::npos;
    path /= dots ? "_" + part : part;
    part.clear();
  };
  for (const char c : name) {
    if (c == '/') {
      add_part();
    } else {
      part += static_cast<unsigned char>(c) < 0x20 || c == '\\' ? '_' : c;
    }
  }
  add_part();
  path += ".trc";
  return path;
}

void export_trc_folder(const ExportSource& source, const fs::path& folder) {
  const StagedFolder staged(folder);
  source.for_each([&](std::size_t index, std::span<const float> poses_mm) {
    const SequenceRecord& sequence = source.catalog().sequences[index];
    const fs::path relative = path_of(sequence.name);
    write_trc(staged.prepared(relative), relative.filename().string(), source, index, poses_mm);
  });
  staged.publish();
}

void export_one_trc(const ExportSource& source, const fs::path& file) {
  AtomicFile destination(file);
  source.for_each([&](std::size_t index, std::span<const float> poses_mm) {
    write_trc(destination.temporary(), file.filename().string(), source, index, poses_mm);
  });
  destination.commit();
}

}  // namespace

ExportReport export_csv(const ExportSource& source, const fs::path& file) {
  AtomicFile destination(file);
  TextFile out(destination.temporary());
  out.print("sequence,frame,time_s");
  for (const auto& name : joint_names()) out.print(",{0}_x_mm,{0}_y_mm,{0}_z_mm", name);
  out.print("\n");
  source.for_each([&](std::size_t index, std::span<const float> poses_mm) {
    const SequenceRecord& sequence = source.catalog().sequences[index];
    const std::string name = csv_text(sequence.name);
    for (std::int64_t frame = 0; frame < frames_of(poses_mm); ++frame) {
      out.print("{},{},", name, frame);
      if (sequence.frames_per_second > 0) out.print("{}", seconds_at(frame, sequence.frames_per_second));
      print_pose(out, poses_mm.data() + frame * pose_floats, ',');
      out.print("\n");
    }
  });
  out.close();
  destination.commit();
  return {static_cast<std::int64_t>(source.catalog().sequences.size()), source.frames(), 0};
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
    throw Error(fmt::format("{}: cannot be written: {}", failure.path1().string(), failure.code().message()));
  }
  return {static_cast<std::int64_t>(sequences), source.frames(), 0};
}

}  // namespace solopose
