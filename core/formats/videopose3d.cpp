#include "core/formats/videopose3d.h"

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/files/npz.h"
#include "core/files/utf8.h"
#include "core/formats/item_by_item.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr const char* key = videopose3d_key;

const PickleDict& subjects_of(const PickleValue& root, const fs::path& file) {
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

/// A name for a message.
std::string shown(const PickleValue& name) {
  return name.text() == nullptr ? name.kind() : id_part(*name.text());
}

std::string text_of(const PickleValue& value, std::string_view what, const fs::path& file) {
  if (value.text() == nullptr) throw FormatError(file, key, fmt::format("{} as a text", what), value.kind());
  return std::string(*value.text());
}

}  // namespace

bool is_videopose3d(const fs::path& file) noexcept {
  if (file.extension() != ".npz") return false;
  try {
    return NpzReader(file).has(key);
  } catch (const std::exception&) {
    return false;
  }
}

// A pickled shape (frames, 15, 3) ends in the two small integers and the sign for a tuple of three.
bool holds_humaneva(const fs::path& file) noexcept {
  constexpr std::size_t beginning = 1 << 14;
  constexpr std::string_view joints_15_axes_3 = "K\x0fK\x03\x87";
  try {
    const ByteBuffer bytes = NpzReader(file).beginning(key, beginning);
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return text.find(joints_15_axes_3) != std::string_view::npos;
  } catch (const std::exception&) {
    return false;
  }
}

void for_each_action(const fs::path& file, const RemarkSink& remark, const JobContext& context,
                     const ActionReader& read) {
  const ByteBuffer npy = NpzReader(file, context).bytes(key);
  const NpyLayout layout = parse_npy_header(npy, npy.size(), file, key);
  if (layout.header.kind != 'O') throw FormatError(file, key, "pickled objects", "plain numbers or texts");
  context.throw_if_stopped();
  const Pickle pickle(Bytes(npy).subspan(layout.data_offset), file, key, context);
  ItemByItem items(remark);
  bool any = false;
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
        const std::string name = text_of(*subject, "a subject's name", file);
        const std::string take = text_of(*action, "an action's name", file);
        read(name, take, *value, fmt::format("{}[{}][{}]", key, id_part(name), id_part(take)));
      });
    }
  }
  if (!any) throw FormatError(file, key, "at least one subject with an action", "none");
  items.finish();
}

}  // namespace solopose
