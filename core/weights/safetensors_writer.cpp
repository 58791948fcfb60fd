#include "core/weights/safetensors_writer.h"

#include <algorithm>
#include <bit>

#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/file_writer.h"
#include "core/weights/weight_type.h"

namespace solopose {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers are written as they lie in memory");

std::string header_of(const std::vector<NamedNumbers>& tensors,
                      const std::map<std::string, std::string>& metadata) {
  nlohmann::ordered_json header = nlohmann::ordered_json::object();
  if (!metadata.empty()) header["__metadata__"] = metadata;
  std::uint64_t at = 0;
  for (const NamedNumbers& tensor : tensors) {
    const std::uint64_t end = at + tensor.bytes.size();
    header[tensor.name] = {
        {"dtype", tensor.info.type}, {"shape", tensor.info.shape}, {"data_offsets", {at, end}}};
    at = end;
  }
  std::string text = header.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  text.append((8 - text.size() % 8) % 8, ' ');
  return text;
}

}  // namespace

void write_safetensors(const std::filesystem::path& file, std::vector<NamedNumbers> tensors,
                       const std::map<std::string, std::string>& metadata) {
  std::ranges::sort(tensors, [](const NamedNumbers& a, const NamedNumbers& b) {
    const int wide_a = bytes_of_weight_type(a.info.type);
    const int wide_b = bytes_of_weight_type(b.info.type);
    return wide_a != wide_b ? wide_a > wide_b : a.name < b.name;
  });
  const std::string header = header_of(tensors, metadata);
  AtomicFile whole(file);
  FileWriter out(whole);
  const std::uint64_t length = header.size();
  std::uint64_t bytes = sizeof length + length;
  for (const NamedNumbers& tensor : tensors) bytes += tensor.bytes.size();
  out.expect(bytes);
  out.write({reinterpret_cast<const char*>(&length), sizeof length});
  out.write(header);
  for (const NamedNumbers& tensor : tensors)
    out.write({reinterpret_cast<const char*>(tensor.bytes.data()), tensor.bytes.size()});
  out.close();
  whole.commit();
}

}  // namespace solopose
