#include "core/files/hdf5_layout.h"

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {
namespace {

constexpr std::size_t most_axes = 32;

enum Message : std::uint16_t {
  dataspace = 1,
  datatype = 3,
  data_layout = 8,
  filter_pipeline = 11,
  continuation = 16,
  symbol_table = 17
};

void parse_dataspace(ByteCursor& at, Hdf5Header& header) {
  const int version = at.u8();
  const std::size_t axes = at.u8();
  at.skip(version == 1 ? 6 : 2);
  if (version < 1 || version > 2 || axes > most_axes) {
    at.fail("a data space of version 1 or 2 and at most 32 axes",
            fmt::format("version {} with {} axes", version, axes));
  }
  header.shape.emplace();
  for (std::size_t a = 0; a < axes; ++a) header.shape->push_back(at.u64());
}

void parse_type(ByteCursor& at, Hdf5Header& header) {
  constexpr int fixed_point = 0;
  constexpr int floating_point = 1;
  const int type_class = at.u8() & 0x0F;
  const std::uint8_t bits = at.u8();
  at.skip(2);
  Hdf5Header::Type type;
  type.bytes = at.u32();
  type.big_endian = (bits & 1) != 0;
  const bool sizes_fit = type_class == floating_point
                             ? type.bytes == 4 || type.bytes == 8
                             : type.bytes == 1 || type.bytes == 2 || type.bytes == 4 || type.bytes == 8;
  // Texts, structures and references are no arrays of numbers; they stay without a type, and reading one says
  // so.
  if (type_class > floating_point || !sizes_fit) return;
  const bool is_signed = (bits & 8) != 0;
  if (type_class == fixed_point)
    type.kind = is_signed ? Hdf5Header::Type::integer : Hdf5Header::Type::unsigned_integer;
  header.type = type;
}

void parse_layout(ByteCursor& at, Hdf5Header& header) {
  Hdf5Header::Layout layout;
  const int version = at.u8();
  if (version != 3) at.fail("a data layout of version 3", fmt::format("{}", version));
  const int layout_class = at.u8();
  if (layout_class == 0) {
    layout.kind = Hdf5Header::Layout::compact;
    layout.inline_data = at.take(at.u16());
  } else if (layout_class == 1) {
    layout.kind = Hdf5Header::Layout::contiguous;
    layout.address = at.u64();
    layout.size = at.u64();
  } else if (layout_class == 2) {
    layout.kind = Hdf5Header::Layout::chunked;
    const std::size_t axes = at.u8();  // one more than the array has: the last is the element's size
    if (axes < 2 || axes > most_axes + 1) at.fail("chunks of 1 to 32 axes", fmt::format("{}", axes));
    layout.address = at.u64();
    for (std::size_t a = 0; a + 1 < axes; ++a) {
      layout.chunk.push_back(at.u32());
      if (layout.chunk.back() == 0) at.fail("chunks of at least one element", "0");
    }
  } else {
    at.fail("a compact, contiguous or chunked array", fmt::format("layout {}", layout_class));
  }
  header.layout = layout;
}

void parse_filters(ByteCursor& at, Hdf5Header& header) {
  const int version = at.u8();
  const int count = at.u8();
  if (version < 1 || version > 2) at.fail("a filter list of version 1 or 2", fmt::format("{}", version));
  if (version == 1) at.skip(6);
  for (int i = 0; i < count; ++i) {
    Hdf5Header::Filter filter;
    filter.id = at.u16();
    const std::uint16_t name_bytes = version == 1 || filter.id >= 256 ? at.u16() : std::uint16_t{0};
    at.skip(2);  // flags
    const std::uint16_t parameters = at.u16();
    at.skip(version == 1 ? (name_bytes + 7U) / 8U * 8U : name_bytes);
    for (int p = 0; p < parameters; ++p) {
      const std::uint32_t value = at.u32();
      if (p == 0) filter.parameter = value;
    }
    if (version == 1 && parameters % 2 != 0) at.skip(4);
    header.filters.push_back(filter);
  }
}

void parse_message(std::uint16_t type, ByteCursor& at, Hdf5Header& header) {
  switch (type) {
    case dataspace:
      return parse_dataspace(at, header);
    case datatype:
      return parse_type(at, header);
    case data_layout:
      return parse_layout(at, header);
    case filter_pipeline:
      return parse_filters(at, header);
    case symbol_table:
      header.group_tree = at.u64();
      header.group_heap = at.u64();
      return;
    default:
      return;
  }
}

struct Block {
  std::uint64_t address = 0;
  std::uint64_t size = 0;
};

}  // namespace

Hdf5Header parse_hdf5_header(Bytes data, std::uint64_t address, const std::filesystem::path& file,
                             std::string_view field) {
  ByteCursor at(data, file, field);
  at.seek(address);
  const int version = at.u8();
  if (version != 1)
    at.fail("an object header of version 1 (MATLAB 7.3, HDF5 1.8)", fmt::format("{}", version));
  at.skip(1);
  int messages = at.u16();
  at.skip(4);
  std::vector<Block> blocks{{address + 16, at.u32()}};
  constexpr std::size_t most_blocks = 64;
  Hdf5Header header;
  for (std::size_t b = 0; b < blocks.size() && b < most_blocks; ++b) {
    at.seek(blocks[b].address);
    ByteCursor block(at.take(blocks[b].size), file, field);
    while (messages > 0 && block.left() >= 8) {
      --messages;
      const std::uint16_t type = block.u16();
      const std::uint16_t size = block.u16();
      const bool is_shared = (block.u8() & 2) != 0;
      block.skip(3);
      ByteCursor body(block.take(size), file, field);
      if (type == continuation) {
        const std::uint64_t next = body.u64();
        blocks.push_back({next, body.u64()});
      } else if (!is_shared) {
        parse_message(type, body, header);
      }
    }
  }
  return header;
}

std::vector<Hdf5Chunk> list_hdf5_chunks(Bytes data, const Hdf5Header& header,
                                        const std::filesystem::path& file, std::string_view field) {
  std::vector<Hdf5Chunk> chunks;
  if (header.layout->address == Hdf5Header::no_address()) return chunks;
  const std::size_t axes = header.layout->chunk.size();
  ByteCursor at(data, file, field);
  // Each chunk takes 24 bytes at the least in its node, so more nodes or chunks than that are a loop.
  const std::size_t most = data.size() / 24 + 1;
  std::vector<std::uint64_t> nodes{header.layout->address};
  for (std::size_t n = 0; n < nodes.size(); ++n) {
    at.seek(nodes[n]);
    if (at.text(4) != "TREE" || at.u8() != 1) at.fail("a B-tree of chunks", "something else");
    const int level = at.u8();
    const int entries = at.u16();
    at.skip(16);  // siblings
    for (int e = 0; e < entries; ++e) {
      Hdf5Chunk chunk;
      const std::uint32_t size = at.u32();
      chunk.skipped_filters = at.u32();
      for (std::size_t a = 0; a < axes; ++a) chunk.offset.push_back(at.u64());
      at.skip(8);
      const std::uint64_t child = at.u64();
      if (nodes.size() + chunks.size() > most) at.fail("a B-tree that fits the file", "a loop");
      if (level > 0) {
        nodes.push_back(child);
        continue;
      }
      ByteCursor stored(data, file, field);
      stored.seek(child);
      chunk.stored = stored.take(size);
      chunks.push_back(std::move(chunk));
    }
  }
  return chunks;
}

}  // namespace solopose
