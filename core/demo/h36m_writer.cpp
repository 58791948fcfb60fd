#include "core/demo/h36m_writer.h"

#include <zip.h>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/demo/layouts.h"
#include "core/demo/pickle_writer.h"

namespace solopose::demo {
namespace {

constexpr double metres_per_mm = 0.001;

void write_positions(PickleWriter& pickle, const Recording& recording) {
  const FileFrame world = z_up(130, {400, -1100, 0});
  std::vector<float> values;
  for (const BodyPoints& points : recording.frames) {
    for (const Eigen::Vector3d& point : points_in(points, h36m32_parts(), world)) {
      for (int axis = 0; axis < 3; ++axis) values.push_back(static_cast<float>(metres_per_mm * point[axis]));
    }
  }
  pickle.array<float>(values, {static_cast<std::uint32_t>(recording.frames.size()),
                               static_cast<std::uint32_t>(h36m32_parts().size()), 3});
}

std::string positions_pickle(std::span<const Take> takes) {
  PickleWriter pickle;
  pickle.begin_object();
  pickle.begin_dict();
  for (std::size_t i = 0; i < takes.size();) {
    const std::string& subject = takes[i].subject;
    pickle.text(subject);
    pickle.begin_dict();
    for (; i < takes.size() && takes[i].subject == subject; ++i) {
      pickle.text(takes[i].name);
      write_positions(pickle, takes[i].recording);
    }
    pickle.end_dict();
  }
  pickle.end_dict();
  pickle.end_object();
  return pickle.finish();
}

/// The header numpy gives an object array without axes, padded so that the data begins at 128 bytes.
std::string npy_of_objects(const std::string& pickle) {
  std::string header = "{'descr': '|O', 'fortran_order': False, 'shape': (), }";
  header.resize(117, ' ');
  header += '\n';
  return std::string("\x93NUMPY\x01\x00", 8) + static_cast<char>(header.size()) + '\0' + header + pickle;
}

void write_zip(const std::filesystem::path& path, const char* member, const std::string& bytes) {
  AtomicFile file(path);
  const auto fail = [&] { throw Error(fmt::format("{}: cannot be written", path.string())); };
  zip_t* archive = zip_open(file.temporary().c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  if (archive == nullptr) fail();
  zip_source_t* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
  const zip_int64_t index = zip_file_add(archive, member, source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    zip_discard(archive);
    fail();
  }
  // One date for every demo: the same demo shall give the same bytes.
  constexpr zip_uint16_t first_of_1980 = (1 << 5) | 1;
  zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index), 0, first_of_1980, 0);
  if (zip_close(archive) != 0) {
    zip_discard(archive);
    fail();
  }
  file.commit();
}

}  // namespace

void write_h36m(const std::filesystem::path& file, std::span<const Take> takes) {
  std::filesystem::create_directories(file.parent_path());
  write_zip(file, "positions_3d.npy", npy_of_objects(positions_pickle(takes)));
}

}  // namespace solopose::demo
