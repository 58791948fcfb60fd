#include "core/demo/h36m_writer.h"

#include "core/demo/layouts.h"
#include "core/formats/npz.h"
#include "core/formats/pickle_writer.h"

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
  pickle.finish();
  return pickle.take();
}

}  // namespace

void write_h36m(const std::filesystem::path& file, std::span<const Take> takes) {
  std::filesystem::create_directories(file.parent_path());
  NpzWriter out(file);
  out.begin_objects("positions_3d");
  out.append_objects(positions_pickle(takes));
  out.end();
  out.finish();
}

}  // namespace solopose::demo
