#include "core/formats/aist.h"

#include <sstream>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/files/pickle.h"
#include "core/files/utf8.h"
#include "core/formats/aist_cameras.h"
#include "core/formats/aist_image_points.h"
#include "core/formats/joint_mapping.h"
#include "core/formats/track_facts.h"
#include "core/formats/usual_unit.h"

namespace solopose {
namespace {

constexpr double frames_per_second = 60;
constexpr double millimetres_per_centimetre = 10;

bool recognises_aist(const std::filesystem::path& file) {
  if (file.extension() != ".pkl") return false;
  // The SMPL fits and 2D key points of AIST++ are pickles too; the first key tells, within the first 100
  // bytes or so.
  const std::string beginning = first_bytes(file, 256);
  return beginning.starts_with('\x80') && beginning.find("keypoints3d") != std::string::npos;
}

// The optimised track where there is one: the raw one has gaps.
const PickleArray& key_points(const PickleValue& root, const std::filesystem::path& file) {
  if (root.dict() == nullptr) throw FormatError(file, "pickle", "a dict with keypoints3d", root.kind());
  for (const char* key : {"keypoints3d_optim", "keypoints3d"}) {
    const PickleValue* value = root.find(key);
    if (value == nullptr) continue;
    const PickleArray* array = value->array();
    if (array == nullptr) throw FormatError(file, key, "an array", value->kind());
    const auto& shape = array->header.shape;
    if (shape.size() != 3 || shape[0] == 0 || shape[1] != 17 || shape[2] != 3) {
      throw FormatError(file, key, "an array of shape (frames, 17, 3)", value->kind());
    }
    return *array;
  }
  throw FormatError(file, "pickle", "the key keypoints3d_optim or keypoints3d", "neither");
}

void name_track(const std::filesystem::path& file, Sequence& track) {
  track.take = id_part(file.stem().string());
  track.subject = "unknown";
  // gBR_sBM_cAll_d04_mBR0_ch03: genre, situation, cameras, dancer, music, choreography.
  std::vector<std::string> parts;
  std::istringstream words(track.take);
  for (std::string part; std::getline(words, part, '_');) parts.push_back(part);
  const bool named = parts.size() == 6 && parts[0].size() == 3 && parts[0][0] == 'g' && parts[2] == "cAll" &&
                     is_numbered(parts[3], "d") && parts[4].starts_with('m') && is_numbered(parts[5], "ch");
  if (!named) return;
  track.action = parts[0];
  track.subject = parts[3];
}

void read_aist(const std::filesystem::path& file, const ReadOptions& options, const SequenceSink& sink,
               const RemarkSink& remark, const JobContext& context) {
  const TrackFacts facts = stated_facts(options, {joint_set_named("coco17"), millimetres_per_centimetre,
                                                  Eigen::Vector3d::UnitY(), frames_per_second});
  if (!options.with_ignored) refuse_ignored_aist_sequence(file);
  context.throw_if_stopped();

  Sequence track;
  name_track(file, track);
  track.view = "world";
  track.frames_per_second = facts.frames_per_second;
  track.joints = facts.joints;
  track.up = facts.up;
  track.source = file;
  {
    const ByteBuffer bytes = bytes_of_file(file, context);
    const Pickle pickle(bytes, file, "pickle", context);
    const PickleArray& array = key_points(pickle.root(), file);
    append_npy_floats(array.header, array.data, file, "keypoints3d", facts.millimetres_per_unit,
                      track.positions_mm);
  }
  if (!options_with_mapping(options).millimetres_per_unit)
    remark_odd_size(*track.joints, track.positions_mm, millimetres_per_centimetre, remark);
  context.throw_if_stopped();
  add_aist_cameras(file, facts.millimetres_per_unit, track, remark);
  add_aist_image_points(file, track, remark, context);
  sink(std::move(track));
}

/// setting3.json
bool is_setting(std::string_view name) {
  constexpr std::string_view before = "setting";
  constexpr std::string_view behind = ".json";
  if (!name.starts_with(before) || !name.ends_with(behind)) return false;
  name.remove_prefix(before.size());
  return name.find_first_not_of("0123456789") == name.size() - behind.size();
}

bool accompanies_aist(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  return name == "mapping.txt" || name == "ignore_list.txt" || is_setting(name) ||
         (file.parent_path().filename() == "keypoints2d" && file.extension() == ".pkl");
}

}  // namespace

Reader aist_reader() { return {"aist", "AIST++", recognises_aist, read_aist, accompanies_aist}; }

}  // namespace solopose
