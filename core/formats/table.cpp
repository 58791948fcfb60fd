#include "core/formats/table.h"

#include <algorithm>
#include <cmath>

#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/files/byte_cursor.h"
#include "core/files/npz.h"
#include "core/files/text_scanner.h"
#include "core/files/utf8.h"
#include "core/formats/csv_table.h"
#include "core/formats/file_tracks.h"
#include "core/formats/item_by_item.h"
#include "core/formats/joint_mapping.h"
#include "core/formats/joint_names.h"
#include "core/formats/round_rate.h"
#include "core/formats/said_once.h"

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

void read_mapped(const std::filesystem::path& file, const NumberArray& array, const JointMapping& mapping,
                 std::string_view field, const ReadOptions& options, const SequenceSink& sink,
                 const RemarkSink& remark) {
  Sequence sequence = blank_sequence(file, options);
  sequence.joints = std::make_shared<const JointSet>(mapping.set);
  sequence.positions_mm = points_of(array, mapping.set.size(), file, field);
  TracksOfOneFrame tracks;
  tracks.add(std::move(sequence));
  tracks.emit(options, std::nullopt, sink, remark);
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

/// The rate that the file tells, unless another is stated.
void set_rate(Sequence& sequence, double told, const ReadOptions& options, const RemarkSink& remark) {
  if (options.frames_per_second) return;
  sequence.frames_per_second = told;
  if (told == 0) remark("no usable frame rate in the file: unknown until --fps states it");
  remark_unusual_rate(told, remark);
}

void read_poses(const NpzReader& archive, const std::filesystem::path& file, const ReadOptions& options,
                const SequenceSink& sink, const RemarkSink& remark) {
  Sequence sequence = blank_sequence(file, options);
  sequence.joints = std::make_shared<const JointSet>(archive_joints(archive, file, remark));
  set_rate(sequence, stored_rates(archive, 1, file).front(), options, remark);
  sequence.positions_mm = points_of(archive.numbers("poses"), sequence.joints->size(), file, "poses");
  MillimetreTracks tracks(options, sink, remark);
  tracks.add(std::move(sequence));
  tracks.finish();
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
  MillimetreTracks tracks(options, sink, remark);
  ItemByItem items(remark);
  for (std::size_t i = 0; i < names.size(); ++i) {
    context.throw_if_stopped();
    items.read(names[i], [&] {
      const std::string member = std::to_string(i);
      Sequence sequence = blank_sequence(file, options);
      set_rate(sequence, rates[i], options, remark);
      name_sequence(sequence, names[i]);
      sequence.joints = joints;
      sequence.positions_mm = points_of(archive.numbers(member), joints->size(), file, member);
      tracks.add(std::move(sequence));
    });
  }
  tracks.finish();
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
  MillimetreTracks in_millimetres(options, sink, remark);
  TracksOfOneFrame of_one_frame;
  for (CsvTable::Track& track : table.tracks) {
    Sequence sequence = blank_sequence(file, options);
    if (!track.name.empty()) name_sequence(sequence, track.name);
    set_rate(sequence, track.frames_per_second, options, remark);
    sequence.joints = joints;
    sequence.positions_mm = std::move(track.positions);
    exported ? in_millimetres.add(std::move(sequence)) : of_one_frame.add(std::move(sequence));
  }
  in_millimetres.finish();
  of_one_frame.emit(options, table.millimetres_per_unit, sink, remark);
}

void read_table(const std::filesystem::path& file, const ReadOptions& given, const SequenceSink& sink,
                const RemarkSink& all_remarks, const JobContext& context) {
  const RemarkSink remark = said_once(all_remarks);
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
