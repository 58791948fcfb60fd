#include "core/formats/h36m_pkl.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <numeric>
#include <optional>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/files/pickle.h"
#include "core/files/text_scanner.h"
#include "core/files/utf8.h"
#include "core/formats/joint_mapping.h"
#include "core/formats/row_times.h"
#include "core/formats/said_once.h"
#include "core/formats/track_facts.h"
#include "core/formats/usual_unit.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr double film_rate = 50;
constexpr const char* joints_field = "joints_3d";
constexpr const char* camera_field = "joints_3d_camera";
constexpr std::array<std::uint64_t, 2> pose_shape = {17, 3};
constexpr std::size_t row = pose_shape[0] * pose_shape[1];

// The keys of the first dict, within its first few thousand bytes.
bool recognises_h36m_pkl(const fs::path& file) {
  if (file.extension() != ".pkl" && file.extension() != ".pickle") return false;
  const std::string beginning = first_bytes(file, 4096);
  return beginning.starts_with('\x80') && beginning.find(joints_field) != std::string::npos &&
         beginning.find("image") != std::string::npos;
}

/// What one picture's dict says of it.
struct Picture {
  std::string folder;  ///< "s_01_act_02_subact_01_ca_01"; the take where the name is another
  double number = std::numeric_limits<double>::quiet_NaN();
};

std::optional<std::int64_t> integer_of(const PickleValue& item, const char* key) {
  const PickleValue* value = item.find(key);
  if (value == nullptr) return std::nullopt;
  if (const auto* number = std::get_if<std::int64_t>(&value->content)) return *number;
  return std::nullopt;
}

/// The number that ends a text: 1 of "…_ca_01_000001".
std::optional<double> last_number(std::string_view text) {
  const std::size_t digits = text.find_last_not_of("0123456789") + 1;
  if (digits == text.size() || text.size() - digits > 12) return std::nullopt;
  return number_in(text.substr(digits));
}

/// What stands behind the last of some signs, and before it: all and nothing where there is none.
std::pair<std::string_view, std::string_view> split_at_last(char sign, std::string_view text) {
  const std::size_t at = text.rfind(sign);
  if (at == std::string_view::npos) return {{}, text};
  return {text.substr(0, at), text.substr(at + 1)};
}

/// By the picture's path, else by the numbers beside it.
Picture picture_of(const PickleValue& item) {
  Picture picture;
  const PickleValue* image = item.find("image");
  if (image != nullptr && image->text() != nullptr) {
    const auto [folders, name] = split_at_last('/', *image->text());
    const std::string_view stem = name.substr(0, name.rfind('.'));
    picture.number = last_number(stem).value_or(picture.number);
    const std::size_t end = stem.rfind('_');
    picture.folder = stem.starts_with("s_") && end != std::string_view::npos
                         ? stem.substr(0, end)
                         : split_at_last('/', folders).second;
  }
  const auto subject = integer_of(item, "subject");
  const auto action = integer_of(item, "action");
  if (!picture.folder.starts_with("s_") && subject && action) {
    picture.folder =
        fmt::format("s_{:02}_act_{:02}_subact_{:02}_ca_{:02}", *subject, *action,
                    integer_of(item, "subaction").value_or(1), integer_of(item, "camera_id").value_or(0) + 1);
  }
  if (const auto number = integer_of(item, "image_id"); number && std::isnan(picture.number))
    picture.number = static_cast<double>(*number);
  return picture;
}

/// The two digits behind "_act" in a folder's name.
std::optional<std::size_t> part_of(const std::string& folder, std::string_view before) {
  const std::size_t at = folder.find(before);
  if (at == std::string::npos || at + before.size() + 2 > folder.size()) return std::nullopt;
  const std::string digits = folder.substr(at + before.size(), 2);
  if (digits.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  return std::stoul(digits);
}

// s_01_act_02_subact_01_ca_01: S1's second action (the first is a calibration), camera 54138969.
void name_track(const std::string& folder, Sequence& track) {
  constexpr std::array<std::string_view, 17> actions = {
      "",        "",        "Directions", "Discussion", "Eating",      "Greeting",
      "Phoning", "Photo",   "Posing",     "Purchases",  "Sitting",     "SittingDown",
      "Smoking", "Waiting", "WalkDog",    "Walking",    "WalkTogether"};
  constexpr std::array<std::string_view, 5> cameras = {"", "54138969", "55011271", "58860488", "60457274"};
  const auto subject = part_of("_" + folder, "_s_");
  const auto action = part_of(folder, "_act_");
  const auto camera = part_of(folder, "_ca_");
  track.subject = subject ? fmt::format("S{}", *subject) : "unknown";
  if (action && *action < actions.size()) track.action = actions[*action];
  track.view = camera && *camera > 0 && *camera < cameras.size() ? std::string(cameras[*camera]) : "camera";
  const std::size_t begin = folder.find("act_");
  const std::size_t end = folder.find("_ca_");
  track.take =
      id_part(action && end != std::string::npos && begin < end ? folder.substr(begin, end - begin) : folder);
}

/// Pictures of one track, as they come in the list.
struct Rows {
  RowTimes times;
  std::vector<double> numbers;
  std::vector<float> positions_mm;
};

class Pictures {
 public:
  Pictures(const fs::path& file, double millimetres_per_unit) : file_(file), unit_(millimetres_per_unit) {}

  void add(const PickleValue& item, std::size_t index) {
    const PickleValue* joints = item.find(camera_field);
    if (joints == nullptr) joints = item.find(joints_field);
    const PickleArray* array = joints == nullptr ? nullptr : joints->array();
    const bool fits = array != nullptr && std::ranges::equal(array->header.shape, pose_shape);
    if (!fits) {
      throw FormatError(file_, fmt::format("[{}].{}", index, joints_field), "an array of shape (17, 3)",
                        (joints == nullptr ? item : *joints).kind());
    }
    const Picture picture = picture_of(item);
    Rows& rows = tracks_[picture.folder];
    rows.times.add(picture.number, std::numeric_limits<double>::quiet_NaN());
    rows.numbers.push_back(picture.number);
    append_npy_floats(array->header, array->data, file_, joints_field, unit_, rows.positions_mm);
  }

  std::map<std::string, Rows>& tracks() { return tracks_; }

 private:
  const fs::path& file_;
  double unit_;
  std::map<std::string, Rows> tracks_;
};

/// The most usual distance of picture numbers: the toolbox keeps every fifth picture of the film, or all.
double usual_step(const std::vector<double>& numbers) {
  std::map<double, int> steps;
  for (std::size_t i = 1; i < numbers.size(); ++i) {
    const double step = numbers[i] - numbers[i - 1];
    if (step > 0) ++steps[step];
  }
  const auto most = std::max_element(steps.begin(), steps.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == steps.end() ? 1 : most->first;
}

void emit(const std::string& folder, Rows&& rows, const TrackFacts& facts, const ReadOptions& options,
          const fs::path& file, const SequenceSink& sink, const RemarkSink& remark) {
  Sequence track;
  name_track(folder, track);
  const double step = usual_step(rows.numbers);
  track.frames_per_second = facts.frames_per_second;
  if (track.frames_per_second == 0) {
    track.frames_per_second = film_rate / step;
    if (step != 1) {
      remark(fmt::format("one picture in {} of the film is there: {} frames a second; --fps states another",
                         step, track.frames_per_second));
    }
  }
  track.joints = facts.joints;
  track.frame = CoordinateFrame::camera;
  track.up = facts.up;
  track.source = file;
  track.positions_mm = std::move(rows.positions_mm);
  keep_time(rows.times, row, track.positions_mm,
            [&](const std::string& text) { remark(fmt::format("{}: {}", folder, text)); });
  if (!options_with_mapping(options).millimetres_per_unit)
    remark_odd_size(*track.joints, track.positions_mm, 1, remark);
  sink(std::move(track));
}

void read_h36m_pkl(const fs::path& file, const ReadOptions& options, const SequenceSink& sink,
                   const RemarkSink& all_remarks, const JobContext& context) {
  const RemarkSink remark = said_once(all_remarks);
  const TrackFacts facts = stated_facts(options, {joint_set_named("h36m17"), 1, std::nullopt, 0});
  const ByteBuffer bytes = bytes_of_file(file, context);
  const Pickle pickle(bytes, file, "pickle", context);
  const PickleList* list = pickle.root().list();
  if (list == nullptr || list->empty())
    throw FormatError(file, "pickle", "a list of pictures' dicts", pickle.root().kind());
  Pictures pictures(file, facts.millimetres_per_unit);
  for (std::size_t i = 0; i < list->size(); ++i) {
    if (i % 1024 == 0) context.throw_if_stopped();
    pictures.add(*(*list)[i], i);
  }
  if (!facts.up) remark("the pictures' cameras do not tell where up is; --up states it");
  for (auto& [folder, rows] : pictures.tracks()) {
    context.throw_if_stopped();
    emit(folder, std::move(rows), facts, options, file, sink, remark);
  }
}

}  // namespace

Reader h36m_pkl_reader() {
  return {"h36m_pkl", "Human3.6M (H36M-Toolbox)", recognises_h36m_pkl, read_h36m_pkl};
}

}  // namespace solopose
