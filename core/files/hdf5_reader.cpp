#include "core/files/hdf5_reader.h"

#include <algorithm>
#include <array>
#include <numeric>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/files/hdf5_layout.h"
#include "core/files/inflate.h"
#include "core/files/npy.h"

namespace solopose {
namespace {

constexpr std::string_view signature = "\x89HDF\r\n\x1a\n";

enum Filter : std::uint16_t { deflate = 1, shuffle = 2, fletcher32 = 3 };

// Shuffled data have the first bytes of all elements first, then the second ones.
ByteBuffer unshuffled(ByteBuffer bytes, std::size_t item) {
  if (item < 2) return bytes;
  ByteBuffer out(bytes);
  const std::size_t count = bytes.size() / item;
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t b = 0; b < item; ++b) out[i * item + b] = bytes[b * count + i];
  }
  return out;
}

// A chunk's elements, its filters undone, in the opposite order of their application.
ByteBuffer unfiltered(const Hdf5Chunk& chunk, const std::vector<Hdf5Header::Filter>& filters,
                      std::uint64_t bytes, const ByteCursor& culprit) {
  ByteBuffer data(chunk.stored.begin(), chunk.stored.end());
  for (std::size_t f = filters.size(); f-- > 0;) {
    if (f < 32 && (chunk.skipped_filters >> f & 1U) != 0) continue;
    switch (filters[f].id) {
      case deflate:
        data = inflated(data, bytes + 4, culprit.file(), culprit.field());
        break;
      case shuffle:
        data = unshuffled(std::move(data), filters[f].parameter);
        break;
      case fletcher32:
        data.resize(data.size() - std::min<std::size_t>(4, data.size()));
        break;
      default:
        culprit.fail("the filters deflate, shuffle and Fletcher32", fmt::format("filter {}", filters[f].id));
    }
  }
  if (data.size() != bytes)
    culprit.fail(fmt::format("chunks of {} bytes", bytes), fmt::format("{}", data.size()));
  return data;
}

std::uint64_t product(const std::vector<std::uint64_t>& shape) {
  return std::accumulate(shape.begin(), shape.end(), std::uint64_t{1}, saturating_product);
}

// Copies a chunk, row of the last axis by row, to where it belongs; what hangs over the array's edge is
// padding.
void place_chunk(const Hdf5Chunk& chunk, Bytes elements, const std::vector<std::uint64_t>& chunk_shape,
                 const std::vector<std::uint64_t>& shape, std::size_t item, ByteBuffer& out) {
  const std::size_t axes = shape.size();
  for (std::size_t a = 0; a < axes; ++a) {
    if (chunk.offset[a] >= shape[a]) return;
  }
  const std::uint64_t row = std::min(chunk_shape.back(), shape.back() - chunk.offset.back());
  const std::uint64_t rows = product(chunk_shape) / chunk_shape.back();
  std::vector<std::uint64_t> index(axes, 0);
  for (std::uint64_t r = 0; r < rows; ++r) {
    std::uint64_t place = 0;
    bool inside = true;
    for (std::size_t a = 0; a < axes; ++a) {
      const std::uint64_t position = chunk.offset[a] + index[a];
      inside = inside && position < shape[a];
      place = place * shape[a] + position;
    }
    if (inside) {
      std::copy_n(elements.data() + r * chunk_shape.back() * item, row * item, out.data() + place * item);
    }
    for (std::size_t a = axes - 1; a-- > 0;) {
      if (++index[a] < chunk_shape[a]) break;
      index[a] = 0;
    }
  }
}

ByteBuffer chunked_bytes(Bytes data, const Hdf5Header& header, const ByteCursor& culprit) {
  const std::size_t item = header.type->bytes;
  const auto& shape = *header.shape;
  const auto& chunk_shape = header.layout->chunk;
  if (chunk_shape.size() != shape.size()) {
    culprit.fail(fmt::format("chunks of {} axes", shape.size()), fmt::format("{}", chunk_shape.size()));
  }
  const auto chunks = list_hdf5_chunks(data, header, culprit.file(), culprit.field());
  const std::uint64_t chunk_bytes = saturating_product(product(chunk_shape), item);
  const std::uint64_t bytes = saturating_product(product(shape), item);
  std::uint64_t stored = 0;
  for (const Hdf5Chunk& chunk : chunks) stored += chunk.stored.size();
  stored = std::min<std::uint64_t>(stored, data.size());
  const std::uint64_t most = header.filters.empty() ? stored : most_inflated(stored);
  // Chunks hang over the edges, so they hold at least what the array has.
  const std::uint64_t held = saturating_product(chunks.size(), chunk_bytes);
  if (bytes > held) {
    culprit.fail(fmt::format("{} bytes for shape ({})", bytes, fmt::join(shape, ", ")),
                 fmt::format("{} in {} chunks of ({})", held, chunks.size(), fmt::join(chunk_shape, ", ")));
  }
  if (held > most) {
    culprit.fail(fmt::format("chunks that {} stored bytes can fill", stored),
                 fmt::format("{} of ({})", chunks.size(), fmt::join(chunk_shape, ", ")));
  }
  ByteBuffer out(static_cast<std::size_t>(bytes), 0);  // chunks may be missing
  for (const Hdf5Chunk& chunk : chunks) {
    place_chunk(chunk, unfiltered(chunk, header.filters, chunk_bytes, culprit), chunk_shape, shape, item,
                out);
  }
  return out;
}

Bytes contiguous_bytes(Bytes data, const Hdf5Header& header, const ByteCursor& culprit) {
  if (header.layout->kind == Hdf5Header::Layout::compact) return header.layout->inline_data;
  if (header.layout->address == Hdf5Header::no_address()) return {};
  ByteCursor at(data, culprit.file(), culprit.field());
  at.seek(header.layout->address);
  return at.take(header.layout->size);
}

}  // namespace

Hdf5Reader::Hdf5Reader(std::filesystem::path file) : file_(std::move(file)), bytes_(bytes_of_file(file_)) {
  find_superblock();
}

void Hdf5Reader::find_superblock() {
  ByteCursor at(bytes_, file_, "superblock");
  for (std::uint64_t place = 0;; place = place == 0 ? 512 : place * 2) {
    if (place + signature.size() > bytes_.size()) at.fail("an HDF5 file", "no HDF5 signature");
    at.seek(place);
    if (at.text(signature.size()) == signature) break;
  }
  const int version = at.u8();
  if (version > 1)
    at.fail("an HDF5 file of superblock version 0 or 1 (MATLAB 7.3, h5py's default)",
            fmt::format("version {}", version));
  at.skip(4);
  const int address_bytes = at.u8();
  const int length_bytes = at.u8();
  if (address_bytes != 8 || length_bytes != 8)
    at.fail("addresses of 8 bytes", fmt::format("{}", address_bytes));
  at.skip(1 + 2 + 2 + 4 + (version == 1 ? 4 : 0));
  const std::uint64_t base = at.u64();
  at.skip(24);  // free space, end of file, driver
  at.skip(8);   // the root link's name
  const std::uint64_t root = at.u64();
  if (base > bytes_.size())
    at.fail(fmt::format("a base address below {}", bytes_.size()), fmt::format("{}", base));
  data_ = Bytes(bytes_).subspan(static_cast<std::size_t>(base));
  const Hdf5Header header = parse_hdf5_header(data_, root, file_, "root group");
  if (header.group_tree == Hdf5Header::no_address())
    at.fail("a root group with a symbol table", "another kind");
  list_group(header.group_tree, header.group_heap);
}

void Hdf5Reader::list_group(std::uint64_t tree, std::uint64_t heap) {
  ByteCursor at(data_, file_, "root group");
  at.seek(heap);
  if (at.text(4) != "HEAP") at.fail("a heap of names", "something else");
  at.skip(4);
  const std::uint64_t heap_size = at.u64();
  at.skip(8);
  at.seek(at.u64());
  const std::string_view names = at.text(heap_size);

  constexpr std::size_t longest_name = 255;
  const std::size_t most = data_.size() / 40 + 1;  // a link takes 40 bytes: more of them are a loop
  std::vector<std::uint64_t> nodes{tree};
  for (std::size_t n = 0; n < nodes.size(); ++n) {
    at.seek(nodes[n]);
    const std::string_view kind = at.text(4);
    if (kind == "TREE") {
      if (at.u8() != 0) at.fail("a B-tree of names", "another kind");
      at.skip(1);
      const int entries = at.u16();
      at.skip(16);  // siblings
      for (int e = 0; e < entries; ++e) {
        at.skip(8);  // key
        nodes.push_back(at.u64());
      }
    } else if (kind == "SNOD") {
      at.skip(2);
      const int symbols = at.u16();
      for (int s = 0; s < symbols; ++s) {
        const std::uint64_t name = at.u64();
        const std::uint64_t header = at.u64();
        at.skip(24);
        if (name >= names.size()) at.fail("a name inside the heap", fmt::format("one at {}", name));
        const std::string_view from = names.substr(static_cast<std::size_t>(name));
        links_.push_back({std::string(from.substr(0, std::min(from.find('\0'), longest_name))), header});
      }
    } else {
      at.fail("a node of the root group", "something else");
    }
    if (nodes.size() + links_.size() > most) at.fail("a root group that fits the file", "a loop");
  }
  std::sort(links_.begin(), links_.end(), [](const Link& a, const Link& b) { return a.name < b.name; });
}

std::vector<std::string> Hdf5Reader::names() const {
  std::vector<std::string> names;
  for (const Link& link : links_) names.push_back(link.name);
  return names;
}

bool Hdf5Reader::has(const std::string& name) const {
  return std::any_of(links_.begin(), links_.end(), [&](const Link& link) { return link.name == name; });
}

Hdf5Reader::Stored Hdf5Reader::stored(const std::string& name) const {
  const ByteCursor culprit(data_, file_, name);
  const auto link = std::find_if(links_.begin(), links_.end(), [&](const Link& l) { return l.name == name; });
  if (link == links_.end())
    culprit.fail("a dataset of this name", fmt::format("{}", fmt::join(names(), ", ")));
  const Hdf5Header header = parse_hdf5_header(data_, link->header, file_, name);
  if (!header.shape || !header.type || !header.layout)
    culprit.fail("an array of numbers", "another kind of object");

  static constexpr char kinds[] = {'i', 'u', 'f'};
  Stored stored{{kinds[header.type->kind], static_cast<int>(header.type->bytes), header.type->big_endian,
                 false, *header.shape},
                {},
                {}};
  if (header.layout->kind == Hdf5Header::Layout::chunked) {
    stored.gathered = chunked_bytes(data_, header, culprit);
    stored.bytes = stored.gathered;
  } else {
    stored.bytes = contiguous_bytes(data_, header, culprit);
  }
  return stored;
}

NumberArray Hdf5Reader::numbers(const std::string& name) const {
  const Stored array = stored(name);
  return decode_npy_numbers(array.header, array.bytes, file_, name);
}

}  // namespace solopose
