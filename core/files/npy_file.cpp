#include "core/files/npy_file.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {
namespace {

constexpr std::size_t piece_bytes = 1 << 18;

ByteBuffer beginning_of(InputFile& in) {
  ByteBuffer bytes(piece_bytes);
  bytes.resize(in.read(bytes));
  return bytes;
}

}  // namespace

NpyFile::NpyFile(const std::filesystem::path& file, std::string field)
    : file_(file),
      field_(std::move(field)),
      in_(file),
      beginning_(beginning_of(in_)),
      layout_(parse_npy_header(beginning_, in_.size(), file_, field_)) {}

void NpyFile::append_floats(double factor, std::vector<float>& floats, const JobContext& context) {
  const NpyHeader& whole = layout_.header;
  const auto item = std::max<std::size_t>(1, static_cast<std::size_t>(whole.item_bytes));
  const auto total = static_cast<std::size_t>(whole.data_bytes());
  // Columns are not converted one by one: their array is one piece.
  const std::size_t most = whole.fortran_order ? std::max(total, item) : piece_bytes / item * item;
  NpyHeader piece = whole;
  ByteBuffer bytes(beginning_.begin() + static_cast<std::ptrdiff_t>(layout_.data_offset), beginning_.end());
  floats.reserve(floats.size() + static_cast<std::size_t>(whole.count()));
  std::size_t left = total;
  do {
    context.throw_if_stopped();
    const std::size_t had = std::min(bytes.size(), left);
    bytes.resize(std::min(left, most));
    fill(bytes, std::min(had, bytes.size()));
    if (!whole.fortran_order) piece.shape = {bytes.size() / item};
    append_npy_floats(piece, bytes, file_, field_, factor, floats);
    left -= bytes.size();
    bytes.clear();
  } while (left > 0);
}

void NpyFile::fill(ByteBuffer& bytes, std::size_t from) {
  if (in_.read(std::span(bytes).subspan(from)) != bytes.size() - from)
    throw Error(fmt::format("{}: cannot be read to its end", file_.string()));
}

}  // namespace solopose
