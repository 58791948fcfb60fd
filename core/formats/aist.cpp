#include "core/formats/aist.h"

#include <algorithm>
#include <regex>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/formats/aist_cameras.h"
#include "core/formats/pickle.h"
#include "core/formats/track_facts.h"
#include "core/formats/utf8.h"

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
  static const std::regex pattern("(g[A-Z]{2})_s[A-Za-z]+_cAll_(d[0-9]+)_m[A-Z0-9]+_ch[0-9]+");
  std::smatch parts;
  if (!std::regex_match(track.take, parts, pattern)) return;
  track.action = parts[1];
  track.subject = parts[2];
}

void read_aist(const std::filesystem::path& file, const ReadOptions& options, const SequenceSink& sink,
               const RemarkSink& remark, const JobContext& context) {
  const TrackFacts facts = stated_facts(options, {joint_set_named("coco17"), millimetres_per_centimetre,
                                                  Eigen::Vector3d::UnitY(), frames_per_second});
  refuse_ignored_aist_sequence(file);
  context.throw_if_stopped();

  Sequence track;
  name_track(file, track);
  track.view = "world";
  track.frames_per_second = facts.frames_per_second;
  track.joints = facts.joints;
  track.up = facts.up;
  track.source = file;
  {
    const std::vector<std::uint8_t> bytes = bytes_of_file(file);
    const Pickle pickle(bytes, file, "pickle");
    const PickleArray& array = key_points(pickle.root(), file);
    const NumberArray numbers = decode_npy_numbers(array.header, array.data, file, "keypoints3d");
    track.positions_mm.reserve(numbers.values.size());
    append_mm(numbers.values, facts.millimetres_per_unit, track.positions_mm);
  }
  context.throw_if_stopped();
  add_aist_cameras(file, facts.millimetres_per_unit, track, remark);
  sink(std::move(track));
}

}  // namespace

Reader aist_reader() { return {"aist", "AIST++", recognises_aist, read_aist}; }

}  // namespace solopose
