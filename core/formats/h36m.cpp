#include "core/formats/h36m.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/files/utf8.h"
#include "core/formats/h36m_cameras.h"
#include "core/formats/h36m_names.h"
#include "core/formats/joint_mapping.h"
#include "core/formats/track_facts.h"
#include "core/formats/usual_unit.h"
#include "core/formats/videopose3d.h"

namespace solopose {
namespace {

constexpr double frames_per_second = 50;
constexpr double millimetres_per_metre = 1000;

bool recognises_h36m(const std::filesystem::path& file) {
  return is_videopose3d(file) && !holds_humaneva(file);
}

// The joint set that an array's shape tells.
const char* set_name_of(const PickleArray* array, const std::string& field, const PickleValue& value,
                        const std::filesystem::path& file) {
  const auto fits = [&](std::uint64_t joints) {
    return array != nullptr && array->header.shape.size() == 3 && array->header.shape[1] == joints &&
           array->header.shape[2] == 3 && array->header.shape[0] > 0;
  };
  if (fits(32)) return "h36m32";
  if (fits(17)) return "h36m17";
  throw FormatError(file, field, "an array of shape (frames, 32, 3) or (frames, 17, 3)", value.kind());
}

Sequence track_of(const std::string& subject, const std::string& take, const PickleValue& value,
                  const std::string& field, const ReadOptions& options, const std::filesystem::path& file) {
  const PickleArray* array = value.array();
  const TrackFacts facts =
      stated_facts(options, {joint_set_named(set_name_of(array, field, value, file)), millimetres_per_metre,
                             Eigen::Vector3d::UnitZ(), frames_per_second});
  Sequence track;
  track.subject = subject;
  track.action = h36m_action(take);
  track.take = take;
  track.view = "world";
  track.frames_per_second = facts.frames_per_second;
  track.joints = facts.joints;
  track.up = facts.up;
  track.source = file;
  append_npy_floats(array->header, array->data, file, field, facts.millimetres_per_unit, track.positions_mm);
  return track;
}

/// The dataset's metadata.xml beside the file, as its download has it, tells the cameras; VideoPose3D's file
/// does not.
void add_cameras(const std::filesystem::path& file, Sequence& track) {
  const std::filesystem::path folder = std::filesystem::absolute(file).parent_path();
  std::error_code ignored;
  if (!std::filesystem::exists(folder / "metadata.xml", ignored)) return;
  track.cameras = read_h36m_cameras(folder / "metadata.xml", track.subject);
  if (!track.cameras.empty()) track.videos = h36m_videos(folder, track.subject, track.take);
}

void read_h36m(const std::filesystem::path& file, const ReadOptions& options, const SequenceSink& sink,
               const RemarkSink& remark, const JobContext& context) {
  const bool unit_stated = options_with_mapping(options).millimetres_per_unit.has_value();
  for_each_action(file, remark, context,
                  [&](const std::string& subject, const std::string& action, const PickleValue& value,
                      const std::string& field) {
                    Sequence track = track_of(id_part(subject), id_part(action), value, field, options, file);
                    if (!unit_stated)
                      remark_odd_size(*track.joints, track.positions_mm, millimetres_per_metre, remark);
                    add_cameras(file, track);
                    sink(std::move(track));
                  });
}

/// The dataset's download has the cameras beside it.
bool accompanies_h36m(const std::filesystem::path& file) { return file.filename() == "metadata.xml"; }

}  // namespace

Reader h36m_reader() { return {"h36m", "Human3.6M", recognises_h36m, read_h36m, accompanies_h36m}; }

}  // namespace solopose
