#include "core/formats/humaneva.h"

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/files/utf8.h"
#include "core/formats/h36m_names.h"
#include "core/formats/joint_mapping.h"
#include "core/formats/track_facts.h"
#include "core/formats/usual_unit.h"
#include "core/formats/videopose3d.h"

namespace solopose {
namespace {

constexpr double frames_per_second = 60;
constexpr double millimetres_per_metre = 1000;

bool recognises_humaneva(const std::filesystem::path& file) {
  return is_videopose3d(file) && holds_humaneva(file);
}

// "Train/S1", "Walking 1 chunk0": subject S1, whose takes of both parts stay apart.
void name_track(const std::string& subject, const std::string& action, Sequence& track) {
  const std::size_t slash = subject.rfind('/');
  const bool in_part = slash != std::string::npos && slash + 1 < subject.size();
  track.subject = id_part(in_part ? subject.substr(slash + 1) : subject);
  track.take = id_part(in_part ? fmt::format("{} {}", subject.substr(0, slash), action) : action);
  track.action = h36m_action(id_part(action.substr(0, action.find(" chunk"))));
  track.view = "world";
}

Sequence track_of(const PickleValue& value, const std::string& field, const ReadOptions& options,
                  const std::filesystem::path& file) {
  const PickleArray* array = value.array();
  const bool fits = array != nullptr && array->header.shape.size() == 3 && array->header.shape[0] > 0 &&
                    array->header.shape[1] == 15 && array->header.shape[2] == 3;
  if (!fits) throw FormatError(file, field, "an array of shape (frames, 15, 3)", value.kind());
  const TrackFacts facts = stated_facts(options, {joint_set_named("humaneva15"), millimetres_per_metre,
                                                  Eigen::Vector3d::UnitZ(), frames_per_second});
  Sequence track;
  track.frames_per_second = facts.frames_per_second;
  track.joints = facts.joints;
  track.up = facts.up;
  track.source = file;
  append_npy_floats(array->header, array->data, file, field, facts.millimetres_per_unit, track.positions_mm);
  return track;
}

void read_humaneva(const std::filesystem::path& file, const ReadOptions& options, const SequenceSink& sink,
                   const RemarkSink& remark, const JobContext& context) {
  const bool unit_stated = options_with_mapping(options).millimetres_per_unit.has_value();
  for_each_action(file, remark, context,
                  [&](const std::string& subject, const std::string& action, const PickleValue& value,
                      const std::string& field) {
                    Sequence track = track_of(value, field, options, file);
                    name_track(subject, action, track);
                    if (!unit_stated)
                      remark_odd_size(*track.joints, track.positions_mm, millimetres_per_metre, remark);
                    sink(std::move(track));
                  });
}

}  // namespace

Reader humaneva_reader() { return {"humaneva", "HumanEva", recognises_humaneva, read_humaneva}; }

}  // namespace solopose
