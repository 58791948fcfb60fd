#include "core/quality/known_faults.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>
#include <fnmatch.h>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/files/byte_cursor.h"
#include "core/options/shallow_json.h"
#include "core/project/catalog.h"
#include "core/project/project_places.h"

namespace solopose {
namespace {

using nlohmann::json;

constexpr const char* published =
#include "core/quality/published_faults.inc"
    ;

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](unsigned char c) { return std::tolower(c); });
  return result;
}

/// Reads one fault, whose place in the list its messages name.
class FaultReader {
 public:
  FaultReader(const json& fault, std::size_t index, const std::filesystem::path& file)
      : fault_(fault), index_(index), file_(file) {}

  KnownFault read() const {
    if (!fault_.is_object()) fail("", "an object", fault_);
    KnownFault known{.dataset = text("dataset"),
                     .sequences = sequences(),
                     .first_frame = frame("first_frame"),
                     .last_frame = frame("last_frame"),
                     .fault = text("fault"),
                     .source = text("source")};
    if (known.first_frame.has_value() != known.last_frame.has_value())
      fail("", "first_frame and last_frame, or neither", fault_);
    if (known.first_frame && *known.last_frame < *known.first_frame)
      fail("last_frame", fmt::format("a frame from {} on", *known.first_frame), fault_["last_frame"]);
    return known;
  }

 private:
  const json& at(const char* key) const {
    const auto found = fault_.find(key);
    if (found == fault_.end()) fail(key, "it to be there", nullptr);
    return *found;
  }

  std::string text(const char* key) const {
    const json& value = at(key);
    if (!value.is_string() || value.get_ref<const std::string&>().empty()) fail(key, "a text", value);
    return value.get<std::string>();
  }

  std::vector<std::string> sequences() const {
    const json& list = at("sequences");
    const auto is_pattern = [](const json& value) {
      return value.is_string() && std::ranges::count(value.get_ref<const std::string&>(), '/') == 2;
    };
    if (!list.is_array() || !std::ranges::all_of(list, is_pattern))
      fail("sequences", "a list of subject/take/view", list);
    return list.get<std::vector<std::string>>();
  }

  std::optional<std::int64_t> frame(const char* key) const {
    const auto found = fault_.find(key);
    if (found == fault_.end() || found->is_null()) return std::nullopt;
    const bool whole = found->is_number_unsigned() && found->get<std::uint64_t>() < (std::uint64_t{1} << 53);
    if (!whole) fail(key, "a frame, counted from 0", *found);
    return found->get<std::int64_t>();
  }

  [[noreturn]] void fail(std::string_view key, std::string_view expected, const json& found) const {
    const std::string shown = found.dump(-1, ' ', true, json::error_handler_t::replace).substr(0, 60);
    throw FormatError(file_, fmt::format("faults[{}]{}{}", index_, key.empty() ? "" : ".", key), expected,
                      found.is_null() ? "nothing" : shown);
  }

  const json& fault_;
  std::size_t index_;
  const std::filesystem::path& file_;
};

json document_of(std::string_view text, const std::filesystem::path& file) {
  try {
    return parse_shallow<json>(text);
  } catch (const json::exception&) {
    throw FormatError(file, "known faults", "JSON", "something else");
  }
}

}  // namespace

bool KnownFault::concerns(const DatasetRecord& of_dataset, const SequenceRecord& sequence) const {
  const std::string wanted = lower(dataset);
  if (of_dataset.format != wanted && lower(of_dataset.name).find(wanted) == std::string::npos) return false;
  const std::string name = fmt::format("{}/{}/{}", sequence.subject, sequence.take, sequence.view);
  return std::ranges::any_of(sequences, [&](const std::string& pattern) {
    return fnmatch(pattern.c_str(), name.c_str(), FNM_PATHNAME | FNM_NOESCAPE) == 0;
  });
}

std::vector<KnownFault> known_faults_of(std::string_view text, const std::filesystem::path& file) {
  const json document = document_of(text, file);
  if (!document.is_object() || !document.contains("faults") || !document["faults"].is_array())
    throw FormatError(file, "known faults", "an object with a list \"faults\"", "something else");
  if (const auto version = document.find("version"); version == document.end() || *version != 1)
    throw FormatError(file, "version", "1",
                      version == document.end() ? "nothing" : version->dump().substr(0, 60));
  std::vector<KnownFault> faults;
  for (const json& fault : document["faults"])
    faults.push_back(FaultReader(fault, faults.size(), file).read());
  return faults;
}

std::vector<KnownFault> known_faults(const std::filesystem::path& project_folder) {
  std::vector<KnownFault> all = published_faults();
  const std::filesystem::path own = ProjectPlaces(project_folder).known_faults();
  std::error_code unknown;
  if (!std::filesystem::exists(own, unknown)) return all;
  const ByteBuffer bytes = bytes_of_file(own);
  const std::vector<KnownFault> added =
      known_faults_of({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, own);
  all.insert(all.end(), added.begin(), added.end());
  return all;
}

const std::vector<KnownFault>& published_faults() {
  static const std::vector<KnownFault> faults = known_faults_of(published, "known-faults.json");
  return faults;
}

}  // namespace solopose
