#include "core/formats/joint_mapping.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/files/byte_cursor.h"
#include "core/formats/axis.h"
#include "core/formats/length_unit.h"
#include "core/options/option_field.h"

namespace solopose {
namespace {

using nlohmann::json;

json mapping_document(const std::filesystem::path& mapping) {
  const ByteBuffer bytes = bytes_of_file(mapping);
  // Deep nesting is refused while parsing: walking such a document would exhaust the stack.
  const auto shallow = [&](int depth, json::parse_event_t, json&) {
    if (depth > 16) throw FormatError(mapping, "joint mapping", "at most 16 levels of nesting", "more");
    return true;
  };
  json document = json::parse(bytes, shallow, false);
  if (!document.is_object()) throw FormatError(mapping, "joint mapping", "a JSON object", "something else");
  return document;
}

std::string shown(const json& value) {
  return value.dump(-1, ' ', true, json::error_handler_t::replace).substr(0, 60);
}

std::optional<std::string> text_of(const JointMapping& mapping, const json& document, const char* key) {
  if (!document.contains(key)) return std::nullopt;
  if (!document[key].is_string()) throw FormatError(mapping.source, key, "a text", shown(document[key]));
  return document[key].get<std::string>();
}

void read_unit(JointMapping& mapping, const json& document) {
  const auto unit = text_of(mapping, document, "unit");
  if (!unit) return;
  const LengthUnit* known = length_unit_named(*unit);
  if (known == nullptr)
    throw FormatError(mapping.source, "unit", any_of(length_unit_names()), shown(document["unit"]));
  mapping.millimetres_per_unit = known->millimetres;
}

void read_rate(JointMapping& mapping, const json& document) {
  if (!document.contains("fps")) return;
  const json& fps = document["fps"];
  const double rate = fps.is_number() ? fps.get<double>() : 0;
  if (!(rate > 0 && rate < 1e5)) throw FormatError(mapping.source, "fps", "a number above 0", shown(fps));
  mapping.frames_per_second = rate;
}

/// The joint-set part, completed: a built-in set's name stands for its joints and, unless told otherwise, its
/// canonical joints.
void read_set(JointMapping& mapping, json document, const std::vector<std::string>& file_joints) {
  mapping.names_joints = document.contains("joints");
  try {
    if (!mapping.names_joints) {
      document["joints"] = file_joints;
    } else if (document["joints"].is_string()) {
      json built_in = json::parse(joint_set_named(document["joints"].get<std::string>())->to_json());
      document["joints"] = built_in["joints"];
      for (const char* key : {"name", "canonical", "parents"}) {
        if (!document.contains(key) && built_in.contains(key)) document[key] = built_in[key];
      }
    }
    mapping.set = JointSet::from_json(document.dump(-1, ' ', false, json::error_handler_t::replace));
  } catch (const Error& failure) {
    throw Error(fmt::format("{}: {}", mapping.source.string(), failure.what()));
  }
}

/// All but the joint set, which may need the file's joints.
JointMapping without_set(const std::filesystem::path& file, const json& document) {
  JointMapping mapping;
  mapping.source = file;
  mapping.array = text_of(mapping, document, "array").value_or("");
  mapping.up = text_of(mapping, document, "up");
  if (mapping.up && !axis_named(*mapping.up)) {
    throw FormatError(file, "up", "x, -x, y, -y, z or -z", shown(document["up"]));
  }
  read_unit(mapping, document);
  read_rate(mapping, document);
  return mapping;
}

}  // namespace

JointMapping read_joint_mapping(const std::filesystem::path& file,
                                const std::vector<std::string>& file_joints) {
  const json document = mapping_document(file);
  JointMapping mapping = without_set(file, document);
  read_set(mapping, document, file_joints);
  return mapping;
}

NamedJoints joints_by_mapping(const std::filesystem::path& file, const std::filesystem::path& mapping_file,
                              std::string_view kind, std::vector<std::string> names,
                              std::vector<int> parents) {
  const JointMapping mapping = read_joint_mapping(mapping_file, names);
  NamedJoints named;
  named.set.name = mapping.set.name == "custom" ? made_up_set_name(kind, names) : mapping.set.name;
  for (std::size_t j = 0; j < joint_count; ++j) {
    for (const int own : mapping.set.canonical[j]) {
      const std::string& name = mapping.set.joints[static_cast<std::size_t>(own)];
      const auto at = std::find(names.begin(), names.end(), name);
      if (at == names.end()) {
        throw FormatError(file, fmt::format("{} (mapped by {})", joint_names()[j], mapping_file.string()),
                          fmt::format("a joint named \"{}\"", name), listed_names(names));
      }
      named.set.canonical[j].push_back(static_cast<int>(at - names.begin()));
    }
  }
  named.set.joints = std::move(names);
  named.set.parents = std::move(parents);
  remark_unmatched(named.set, named.remarks);
  return named;
}

ReadOptions options_with_mapping(const ReadOptions& options) {
  if (options.mapping.empty()) return options;
  ReadOptions complete = options;
  const JointMapping mapping = without_set(options.mapping, mapping_document(options.mapping));
  if (!complete.millimetres_per_unit) complete.millimetres_per_unit = mapping.millimetres_per_unit;
  if (!complete.up) complete.up = mapping.up;
  if (!complete.frames_per_second) complete.frames_per_second = mapping.frames_per_second;
  return complete;
}

}  // namespace solopose
