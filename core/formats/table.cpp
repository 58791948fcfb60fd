#include "core/formats/table.h"

#include <algorithm>
#include <cmath>

#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/files/byte_cursor.h"
#include "core/files/npz.h"
#include "core/files/text_scanner.h"
#include "core/files/utf8.h"
#include "core/formats/body_guess.h"
#include "core/formats/csv_table.h"
#include "core/formats/item_by_item.h"
#include "core/formats/joint_mapping.h"
#include "core/formats/joint_names.h"

namespace solopose {
namespace {

enum class Form { npz, npy, csv, other };

Form form_of(const std::filesystem::path& file) {
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  if (ending == ".npz") return Form::npz;
  if (ending == ".npy") return Form::npy;
  return ending == ".csv" ? Form::csv : Form::other;
}

bool recognises_table(const std::filesystem::path& file) { return form_of(file) != Form::other; }

std::string shape_text(const NumberArray& array) { return fmt::format("({})", fmt::join(array.shape, ", ")); }

/// An array as (frames, joints, 3).
std::vector<float> points_of(const NumberArray& array, int joints, const std::filesystem::path& file,
                             std::string_view field) {
  const auto width = static_cast<std::uint64_t>(joints) * 3;
  const auto& shape = array.shape;
  const bool by_axis = shape.size() == 3 && shape[1] == static_cast<std::uint64_t>(joints) && shape[2] == 3;
  const bool flat = shape.size() == 2 && shape[1] == width;
  if (!by_axis && !flat) {
    throw FormatError(file, field, fmt::format("shape (frames, {}, 3) or (frames, {})", joints, width),
                      shape_text(array));
  }
  if (shape[0] == 0) throw FormatError(file, field, "at least one frame", "none");
  std::vector<float> points(array.values.size());
  std::transform(array.values.begin(), array.values.end(), points.begin(),
                 [](double value) { return static_cast<float>(value); });
  return points;
}

Sequence blank_sequence(const std::filesystem::path& file, const ReadOptions& options) {
  Sequence sequence;
  sequence.subject = "unknown";
  sequence.take = id_part(file.stem().string());
  sequence.view = "world";
  sequence.source = file;
  sequence.frames_per_second = options.frames_per_second.value_or(0);
  return sequence;
}

/// Points in the file's own unit: settle unit and up axis and hand the track on.
void emit_settled(Sequence&& sequence, const JointSetPtr& joints, std::vector<float>&& points,
                  const ReadOptions& options, std::optional<double> known_unit, const SequenceSink& sink,
                  const RemarkSink& remark) {
  const BodyFrame frame = settle_body_frame(sequence.source, options, known_unit, *joints, points, remark);
  to_millimetres(points, frame.millimetres_per_unit);
  sequence.up = frame.up;
  sequence.joints = joints;
  sequence.positions_mm = std::move(points);
  sink(std::move(sequence));
}

void read_mapped(const std::filesystem::path& file, const NumberArray& array, const JointMapping& mapping,
                 std::string_view field, const ReadOptions& options, const SequenceSink& sink,
                 const RemarkSink& remark) {
  emit_settled(blank_sequence(file, options), std::make_shared<const JointSet>(mapping.set),
               points_of(array, mapping.set.size(), file, field), options, std::nullopt, sink, remark);
}

JointMapping array_mapping(const ReadOptions& options) {
  JointMapping mapping = read_joint_mapping(options.mapping);
  if (!mapping.names_joints)
    throw FormatError(options.mapping, "joints", "a list of names or a set's name", "nothing");
  return mapping;
}

std::string array_to_read(const NpzReader& archive, const JointMapping& mapping,
                          const std::filesystem::path& file) {
  const std::vector<std::string> names = archive.names();
  if (!mapping.array.empty()) {
    if (archive.has(mapping.array)) return mapping.array;
    throw FormatError(file, "array",
                      fmt::format("\"{}\", which {} names", mapping.array, mapping.source.string()),
                      listed_names(names));
  }
  if (names.size() == 1) return names.front();
  if (archive.has("poses")) return "poses";
  throw FormatError(file, "array", "one array, or a joint mapping that names one as \"array\"",
                    listed_names(names));
}

/// The joints an archive names, canonical where it names none.
JointSet archive_joints(const NpzReader& archive, const std::filesystem::path& file,
                        const RemarkSink& remark) {
  const JointSetPtr canonical = joint_set_named("canonical15");
  if (!archive.has("joints")) return *canonical;
  std::vector<std::string> names = archive.strings("joints").values;
  for (std::string& name : names) name = printable(name);
  if (names == canonical->joints) return *canonical;
  NamedJoints named = joints_by_name(file, "table", std::move(names));
  for (const std::string& line : named.remarks) remark(line);
  return std::move(named.set);
}

/// `poses` in millimetres, or what their size says they are in. Their frame may be any camera's, so up is
/// only what the options state.
void emit_millimetres(Sequence&& sequence, const JointSetPtr& joints, std::vector<float>&& points,
                      const ReadOptions& options, const SequenceSink& sink, const RemarkSink& remark) {
  to_millimetres(points, settle_unit(sequence.source, options, 1, guessable_poses(*joints, points), remark));
  if (options.up) sequence.up = stated_up(*options.up);
  sequence.joints = joints;
  sequence.positions_mm = std::move(points);
  sink(std::move(sequence));
}

/// Frames a second of each of `count` tracks, 0 where unknown: one number for all or one for each.
std::vector<double> stored_rates(const NpzReader& archive, std::size_t count,
                                 const std::filesystem::path& file) {
  if (!archive.has("fps")) return std::vector<double>(count, 0);
  NumberArray fps = archive.numbers("fps");
  if (fps.values.size() == 1) fps.values.resize(count, fps.values.front());
  for (double& rate : fps.values) {
    if (std::isnan(rate)) rate = 0;
  }
  const bool fits =
      fps.values.size() == count &&
      std::all_of(fps.values.begin(), fps.values.end(), [](double rate) { return rate >= 0 && rate < 1e5; });
  if (!fits)
    throw FormatError(file, "fps", fmt::format("{} numbers of frames a second", count), shape_text(fps));
  return std::move(fps.values);
}

void read_poses(const NpzReader& archive, const std::filesystem::path& file, const ReadOptions& options,
                const SequenceSink& sink, const RemarkSink& remark) {
  const auto joints = std::make_shared<const JointSet>(archive_joints(archive, file, remark));
  Sequence sequence = blank_sequence(file, options);
  if (!options.frames_per_second) sequence.frames_per_second = stored_rates(archive, 1, file).front();
  emit_millimetres(std::move(sequence), joints,
                   points_of(archive.numbers("poses"), joints->size(), file, "poses"), options, sink, remark);
}

/// dataset/subject/take/view, as the studio exports it; a name of another form is the take.
void name_sequence(Sequence& sequence, const std::string& name) {
  std::vector<std::string> parts(1);
  for (const char c : name) {
    if (c == '/') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  if (parts.size() != 4) {
    sequence.take = id_part(name);
    return;
  }
  sequence.subject = id_part(parts[1]);
  sequence.take = id_part(parts[2]);
  sequence.view = id_part(parts[3]);
}

void read_export(const NpzReader& archive, const std::filesystem::path& file, const ReadOptions& options,
                 const SequenceSink& sink, const RemarkSink& remark, const JobContext& context) {
  const auto joints = std::make_shared<const JointSet>(archive_joints(archive, file, remark));
  const std::vector<std::string> names = archive.strings("names").values;
  const std::vector<double> rates = stored_rates(archive, names.size(), file);
  ItemByItem items(remark);
  for (std::size_t i = 0; i < names.size(); ++i) {
    context.throw_if_stopped();
    items.read(names[i], [&] {
      const std::string member = std::to_string(i);
      Sequence sequence = blank_sequence(file, options);
      if (!options.frames_per_second) sequence.frames_per_second = rates[i];
      name_sequence(sequence, names[i]);
      emit_millimetres(std::move(sequence), joints,
                       points_of(archive.numbers(member), joints->size(), file, member), options, sink,
                       remark);
    });
  }
  items.finish();
}

void read_npz(const std::filesystem::path& file, const ReadOptions& options, const SequenceSink& sink,
              const RemarkSink& remark, const JobContext& context) {
  const NpzReader archive(file, context);
  if (!options.mapping.empty()) {
    const JointMapping mapping = array_mapping(options);
    const std::string name = array_to_read(archive, mapping, file);
    read_mapped(file, archive.numbers(name), mapping, name, options, sink, remark);
  } else if (archive.has("poses")) {
    read_poses(archive, file, options, sink, remark);
  } else if (archive.has("names") && archive.has("0")) {
    read_export(archive, file, options, sink, remark, context);
  } else {
    throw FormatError(file, "poses", "an array \"poses\" (frames, 15, 3) in mm, or a joint mapping",
                      listed_names(archive.names()));
  }
}

void read_npy(const std::filesystem::path& file, const ReadOptions& options, const SequenceSink& sink,
              const RemarkSink& remark, const JobContext& context) {
  const auto bytes = bytes_of_file(file, context);
  const NumberArray array = parse_npy_numbers(bytes, file, "array");
  if (options.mapping.empty()) {
    throw FormatError(file, "joints", "a joint mapping: an .npy file does not name its joints", "none");
  }
  read_mapped(file, array, array_mapping(options), "array", options, sink, remark);
}

void read_csv(const std::filesystem::path& file, const ReadOptions& options, const SequenceSink& sink,
              const RemarkSink& remark, const JobContext& context) {
  CsvTable table = read_csv_table(file, remark, context);
  NamedJoints named = options.mapping.empty()
                          ? joints_by_name(file, "table", std::move(table.joints))
                          : joints_by_mapping(file, options.mapping, "table", std::move(table.joints));
  for (const std::string& line : named.remarks) remark(line);
  const JointSetPtr canonical = joint_set_named("canonical15");
  // As the studio exports poses: their frame may be any camera's.
  const bool exported =
      options.mapping.empty() && table.millimetres_per_unit == 1 && named.set.joints == canonical->joints;
  const JointSetPtr joints = exported ? canonical : std::make_shared<const JointSet>(std::move(named.set));
  for (CsvTable::Track& track : table.tracks) {
    Sequence sequence = blank_sequence(file, options);
    if (!track.name.empty()) name_sequence(sequence, track.name);
    if (!options.frames_per_second) sequence.frames_per_second = track.frames_per_second;
    if (exported) {
      emit_millimetres(std::move(sequence), joints, std::move(track.positions), options, sink, remark);
    } else {
      emit_settled(std::move(sequence), joints, std::move(track.positions), options,
                   table.millimetres_per_unit, sink, remark);
    }
  }
}

void read_table(const std::filesystem::path& file, const ReadOptions& given, const SequenceSink& sink,
                const RemarkSink& remark, const JobContext& context) {
  const ReadOptions options = options_with_mapping(given);
  switch (form_of(file)) {
    case Form::npz:
      return read_npz(file, options, sink, remark, context);
    case Form::npy:
      return read_npy(file, options, sink, remark, context);
    case Form::csv:
      return read_csv(file, options, sink, remark, context);
    case Form::other:
      break;
  }
  throw FormatError(file, "file name", "one that ends in .npz, .npy or .csv", file.filename().string());
}

}  // namespace

Reader table_reader() { return {"table", "Table", recognises_table, read_table}; }

}  // namespace solopose
