#include "core/project/pose_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/project/folder_lock.h"

namespace solopose {
namespace fs = std::filesystem;
namespace {

constexpr const char* temporary_prefix = "import-";

fs::path new_temporary(const fs::path& folder) {
  std::string pattern = (folder / (std::string(temporary_prefix) + "XXXXXX")).string();
  const int descriptor = ::mkostemp(pattern.data(), O_CLOEXEC);
  if (descriptor < 0) {
    throw Error(fmt::format("{}: cannot be written: {}", folder.string(), std::strerror(errno)));
  }
  ::close(descriptor);
  return pattern;
}

}  // namespace

PoseFileWriter::PoseFileWriter(fs::path poses_folder)
    : folder_(std::move(poses_folder)),
      temporary_(new_temporary(folder_)),
      file_(Hdf5File::create(temporary_)) {
  file_->set_attribute("unit", "mm");
}

PoseFileWriter::PoseFileWriter(PoseFileWriter&& other) noexcept
    : folder_(std::move(other.folder_)),
      temporary_(std::exchange(other.temporary_, {})),
      file_(std::exchange(other.file_, std::nullopt)),
      next_(other.next_) {}

PoseFileWriter::~PoseFileWriter() {
  file_.reset();
  std::error_code ignored;
  if (!temporary_.empty()) fs::remove(temporary_, ignored);
}

std::string PoseFileWriter::append(const std::string& name, const JointSet& joints,
                                   std::span<const float> positions_mm) {
  const auto size = static_cast<std::uint64_t>(joints.size());
  std::string path = fmt::format("sequences/{}", next_++);
  auto dataset = file_->write<float>(path, {positions_mm.size() / (size * 3), size, 3}, positions_mm);
  dataset.set_attribute("name", name);
  dataset.set_attribute("joints", joints.name);
  return path;
}

void PoseFileWriter::rename(const std::string& path, const std::string& name) {
  file_->dataset(path).set_attribute("name", name);
}

void PoseFileWriter::remove(const std::string& path) { file_->remove(path); }

void PoseFileWriter::finish() {
  file_->flush();  // reports a full disk, which closing cannot
  file_.reset();
  sync_to_disk(temporary_);
}

void PoseFileWriter::publish(const fs::path& destination) {
  std::error_code failure;
  fs::rename(temporary_, destination, failure);
  if (failure) throw Error(fmt::format("{}: cannot be written: {}", destination.string(), failure.message()));
  temporary_.clear();
  sync_to_disk(folder_);
}

std::string pose_file_of(std::int64_t id) { return fmt::format("poses/{}.h5", id); }

void remove_stray_pose_files(const fs::path& poses_folder,
                             const std::function<bool(const std::string&)>& is_listed) {
  const auto lock = FolderLock::try_exclusive(poses_folder);
  if (!lock) return;
  std::error_code ignored;
  std::vector<fs::path> strays;
  for (const auto& entry : fs::directory_iterator(poses_folder, ignored)) {
    const std::string name = entry.path().filename().string();
    const bool pose_file = entry.path().extension() == ".h5" && !is_listed(name);
    if (pose_file || name.starts_with(temporary_prefix)) strays.push_back(entry.path());
  }
  for (const auto& stray : strays) fs::remove(stray, ignored);
}

}  // namespace solopose
