#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

#include <fmt/format.h>

#include "core/augmotion/alignment.h"
#include "core/augmotion/benchmark.h"
#include "core/augmotion/export.h"
#include "core/augmotion/synthetic_project.h"
#include "core/base/measure.h"
#include "core/base/parallel.h"
#include "core/base/pending_folder.h"
#include "core/project/catalog.h"

namespace solopose {
namespace fs = std::filesystem;
namespace {

constexpr std::int64_t track_frames = 2000;

class OpenFile {
 public:
  OpenFile(const fs::path& path, int flags)
      : path_(path), descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0644)) {
    require(descriptor_ >= 0);
  }
  ~OpenFile() { ::close(descriptor_); }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  std::size_t read(std::vector<char>& block) const {
    const auto count = ::read(descriptor_, block.data(), block.size());
    require(count >= 0);
    return static_cast<std::size_t>(count);
  }
  void write(const std::vector<char>& block, std::size_t count) const {
    for (std::size_t done = 0; done < count;) {
      const auto written = ::write(descriptor_, block.data() + done, count - done);
      require(written > 0);
      done += static_cast<std::size_t>(written);
    }
  }
  void sync() const { require(::fsync(descriptor_) == 0); }
  /// The next reader shall find the file on the disk, not in memory.
  void drop_from_cache() const { ::posix_fadvise(descriptor_, 0, 0, POSIX_FADV_DONTNEED); }

 private:
  void require(bool worked) const {
    if (!worked) throw Error(fmt::format("{}: {}", path_.string(), std::strerror(errno)));
  }
  fs::path path_;
  int descriptor_;
};

void drop_from_cache(const fs::path& path) {
  const OpenFile file(path, O_RDONLY);
  file.sync();
  file.drop_from_cache();
}

/// Seconds of copying `from` into a new file, from disk to disk; and of the reading alone.
struct CopySeconds {
  double reading = 0;
  double both = 0;
};
CopySeconds copy_seconds(const fs::path& from, const fs::path& to) {
  std::vector<char> block(1 << 20);
  CopySeconds seconds;
  drop_from_cache(from);
  seconds.reading = seconds_of([&] {
    const OpenFile source(from, O_RDONLY);
    while (source.read(block) > 0) {
    }
  });
  drop_from_cache(from);
  seconds.both = seconds_of([&] {
    const OpenFile source(from, O_RDONLY);
    const OpenFile target(to, O_WRONLY | O_CREAT | O_TRUNC);
    for (std::size_t count = source.read(block); count > 0; count = source.read(block))
      target.write(block, count);
    target.sync();
  });
  fs::remove(to);
  return seconds;
}

}  // namespace

std::vector<BenchmarkRow> benchmark_augmotion_streamed(std::int64_t frames, const fs::path& scratch,
                                                       const JobContext& context) {
  const fs::path parent = scratch.empty() ? fs::temp_directory_path() : scratch;
  const PendingFolder folder(parent, parent);
  Project project = synthetic_project(folder.path() / "project", frames, track_frames, context);
  const fs::path pose_file = project.folder() / project.catalog().sequences.front().pose_file;

  context.report({"Measuring the disk", 0, 0, "frames"});
  const CopySeconds floor = copy_seconds(pose_file, folder.path() / "copy");

  const auto row = [&](const char* name, double floor_seconds) {
    BenchmarkRow result;
    result.name = name;
    result.threads = thread_count();
    result.items = frames;
    result.floor_seconds = floor_seconds;
    return result;
  };
  BenchmarkRow aligned = row("align_streamed", floor.reading);
  BenchmarkRow exported = row("export_streamed", floor.both);
  BenchmarkRow both = row("align_export_streamed", floor.reading + floor.both);

  drop_from_cache(pose_file);
  reset_peak_rss();
  aligned.seconds = seconds_of([&] { align(project, {}, context); });
  aligned.peak_rss_mb = peak_rss_mb();
  drop_from_cache(pose_file);
  reset_peak_rss();
  exported.seconds = seconds_of([&] {
    export_poses(project, folder.path() / "aligned.npz", {.frame = ExportFrame::universal}, context);
  });
  exported.peak_rss_mb = peak_rss_mb();
  both.seconds = aligned.seconds + exported.seconds;
  both.peak_rss_mb = std::max(aligned.peak_rss_mb, exported.peak_rss_mb);
  return {aligned, exported, both};
}

}  // namespace solopose
