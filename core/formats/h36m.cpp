#include "core/formats/h36m.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/files/npz.h"
#include "core/files/pickle.h"
#include "core/files/utf8.h"
#include "core/formats/h36m_cameras.h"
#include "core/formats/item_by_item.h"
#include "core/formats/joint_mapping.h"
#include "core/formats/track_facts.h"
#include "core/formats/usual_unit.h"

namespace solopose {
namespace {

constexpr double frames_per_second = 50;
constexpr double millimetres_per_metre = 1000;
constexpr const char* key = "positions_3d";

bool recognises_h36m(const std::filesystem::path& file) {
  if (file.extension() != ".npz") return false;
  try {
    return NpzReader(file).has(key);
  } catch (const std::exception&) {
    return false;
  }
}

// VideoPose3D's layout: an object array without axes around dict[subject][action].
const PickleDict& subjects_of(const PickleValue& root, const std::filesystem::path& file) {
  const PickleValue* value = &root;
  if (const PickleArray* array = root.array()) {
    if (array->objects == nullptr || array->objects->size() != 1) {
      throw FormatError(file, key, "an array of one dict", root.kind());
    }
    value = array->objects->front();
  }
  if (value->dict() == nullptr) throw FormatError(file, key, "a dict of subjects", value->kind());
  return *value->dict();
}

std::string action_of(std::string take) {
  const auto end = take.find_last_not_of("0123456789");
  if (end == std::string::npos || end + 1 == take.size() || take[end] != ' ') return take;
  return take.substr(0, take.find_last_not_of(' ', end) + 1);
}

/// A name for a message.
std::string shown(const PickleValue& name) {
  return name.text() == nullptr ? name.kind() : id_part(*name.text());
}

std::string text_of(const PickleValue& value, std::string_view what, const std::filesystem::path& file) {
  if (value.text() == nullptr) throw FormatError(file, key, fmt::format("{} as a text", what), value.kind());
  return id_part(*value.text());
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
                  const ReadOptions& options, const std::filesystem::path& file) {
  const std::string field = fmt::format("{}[{}][{}]", key, subject, take);
  const PickleArray* array = value.array();
  const TrackFacts facts =
      stated_facts(options, {joint_set_named(set_name_of(array, field, value, file)), millimetres_per_metre,
                             Eigen::Vector3d::UnitZ(), frames_per_second});
  Sequence track;
  track.subject = subject;
  track.action = action_of(take);
  track.take = take;
  track.view = "world";
  track.frames_per_second = facts.frames_per_second;
  track.joints = facts.joints;
  track.up = facts.up;
  track.source = file;
  const NumberArray numbers = decode_npy_numbers(array->header, array->data, file, field);
  track.positions_mm.reserve(numbers.values.size());
  append_mm(numbers.values, facts.millimetres_per_unit, track.positions_mm);
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
  const std::vector<std::uint8_t> npy = NpzReader(file, context).bytes(key);
  const NpyLayout layout = parse_npy_header(npy, npy.size(), file, key);
  if (layout.header.kind != 'O') throw FormatError(file, key, "pickled objects", "plain numbers or texts");
  context.throw_if_stopped();
  const Pickle pickle(Bytes(npy).subspan(layout.data_offset), file, key, context);
  const std::optional<double> stated_unit = options_with_mapping(options).millimetres_per_unit;
  ItemByItem items(remark);
  bool any = false;
  const auto read_action = [&](const std::string& subject, const std::string& take,
                               const PickleValue& value) {
    Sequence track = track_of(subject, take, value, options, file);
    if (!stated_unit) remark_odd_size(*track.joints, track.positions_mm, millimetres_per_metre, remark);
    add_cameras(file, track);
    sink(std::move(track));
  };
  for (const auto& [subject, actions] : subjects_of(pickle.root(), file)) {
    const std::string subject_name = shown(*subject);
    if (actions->dict() == nullptr) {
      any = true;
      items.read(subject_name, [&] {
        throw FormatError(file, fmt::format("{}[{}]", key, subject_name), "a dict of actions",
                          actions->kind());
      });
      continue;
    }
    for (const auto& [action, value] : *actions->dict()) {
      context.throw_if_stopped();
      any = true;
      items.read(fmt::format("{} {}", subject_name, shown(*action)), [&] {
        read_action(text_of(*subject, "a subject's name", file), text_of(*action, "an action's name", file),
                    *value);
      });
    }
  }
  if (!any) throw FormatError(file, key, "at least one subject with an action", "none");
  items.finish();
}

/// The dataset's download has the cameras beside it.
bool accompanies_h36m(const std::filesystem::path& file) { return file.filename() == "metadata.xml"; }

}  // namespace

Reader h36m_reader() { return {"h36m", "Human3.6M", recognises_h36m, read_h36m, accompanies_h36m}; }

}  // namespace solopose
