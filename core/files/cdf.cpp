#include "core/files/cdf.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/files/inflate.h"
#include "core/files/text_scanner.h"

namespace solopose {
namespace {

constexpr std::uint32_t version_3 = 0xCDF30001;
constexpr std::uint32_t plain_file = 0x0000FFFF;
constexpr std::uint32_t compressed_file = 0xCCCC0001;
constexpr std::uint64_t first_record = 8;

// Types of the internal records.
constexpr std::uint32_t cdr = 1;
constexpr std::uint32_t gdr = 2;
constexpr std::uint32_t r_vdr = 3;
constexpr std::uint32_t vxr = 6;
constexpr std::uint32_t vvr = 7;
constexpr std::uint32_t z_vdr = 8;
constexpr std::uint32_t ccr = 10;
constexpr std::uint32_t cpr = 11;
constexpr std::uint32_t cvvr = 13;

constexpr std::uint32_t gzip = 5;
constexpr std::uint64_t record_head = 12;
constexpr std::uint32_t most_dimensions = 10;  // CDF_MAX_DIMS
constexpr std::uint64_t name_bytes = 256;

// The internal records are big-endian whatever the data are.
std::uint32_t u32(ByteCursor& at) { return __builtin_bswap32(at.u32()); }
std::uint64_t u64(ByteCursor& at) { return __builtin_bswap64(at.u64()); }

/// A cursor over the record at an address, behind its size and type.
ByteCursor record_at(Bytes bytes, std::uint64_t address, std::initializer_list<std::uint32_t> types,
                     const std::filesystem::path& file, std::string_view field,
                     std::uint32_t* type = nullptr) {
  ByteCursor at(bytes, file, field);
  at.seek(address);
  const std::uint64_t size = u64(at);
  if (size < record_head || size > bytes.size() - address) {
    at.fail(
        fmt::format("a record of {} to {} bytes at byte {}", record_head, bytes.size() - address, address),
        fmt::format("{}", size));
  }
  ByteCursor record(bytes.subspan(address, size), file, field);
  record.skip(8);
  const std::uint32_t found = u32(record);
  if (std::find(types.begin(), types.end(), found) == types.end()) {
    at.fail(fmt::format("a record of type {} at byte {}", *types.begin(), address),
            fmt::format("type {}", found));
  }
  if (type != nullptr) *type = found;
  return record;
}

bool is_big_endian(std::uint32_t encoding, const ByteCursor& culprit) {
  switch (encoding) {
    case 1:   // NETWORK
    case 2:   // SUN
    case 5:   // SGi
    case 7:   // IBMRS
    case 9:   // PPC
    case 11:  // HP
    case 12:  // NeXT
    case 18:  // ARM_BIG
      return true;
    case 4:   // DECSTATION
    case 6:   // IBMPC
    case 13:  // ALPHAOSF1
    case 16:  // ALPHAVMSi
    case 17:  // ARM_LITTLE
    case 19:  // IA64VMSi
      return false;
    default:
      culprit.fail("an encoding of IEEE numbers", fmt::format("encoding {}", encoding));
  }
}

/// Kind and size of an element of a CDF data type.
NpyHeader element_of(std::uint32_t type, const std::filesystem::path& file, const std::string& field) {
  const auto header = [](char kind, int bytes) {
    NpyHeader element;
    element.kind = kind;
    element.item_bytes = bytes;
    return element;
  };
  switch (type) {
    case 1:   // INT1
    case 41:  // BYTE
      return header('i', 1);
    case 2:
      return header('i', 2);
    case 4:
      return header('i', 4);
    case 8:
      return header('i', 8);
    case 11:
      return header('u', 1);
    case 12:
      return header('u', 2);
    case 14:
      return header('u', 4);
    case 21:  // REAL4
    case 44:  // FLOAT
      return header('f', 4);
    case 22:  // REAL8
    case 45:  // DOUBLE
      return header('f', 8);
    default:
      throw FormatError(file, field, "numbers", fmt::format("data type {}", type));
  }
}

std::uint32_t dimension_count(ByteCursor& at) {
  const std::uint32_t count = u32(at);
  if (count > most_dimensions)
    at.fail(fmt::format("at most {} dimensions", most_dimensions), fmt::format("{}", count));
  return count;
}

std::vector<std::uint64_t> sizes_at(ByteCursor& at, std::uint32_t count) {
  std::vector<std::uint64_t> sizes(count);
  for (std::uint64_t& size : sizes) size = u32(at);
  return sizes;
}

/// The file behind its magic numbers, as if it had never been compressed.
ByteBuffer decompressed_file(const ByteBuffer& bytes, const std::filesystem::path& file,
                             const JobContext& context) {
  ByteCursor at = record_at(bytes, first_record, {ccr}, file, "CCR");
  const std::uint64_t parameters = u64(at);
  const std::uint64_t size = u64(at);
  at.skip(4);
  ByteCursor method = record_at(bytes, parameters, {cpr}, file, "CPR");
  const std::uint32_t kind = u32(method);
  if (kind != gzip) method.fail("compression by gzip (5)", fmt::format("{}", kind));
  const Bytes data = at.take(at.left());
  const ByteBuffer inside = inflated(data, std::min(size, most_inflated(data.size())), file, "CCR", context);
  if (inside.size() != size)
    throw FormatError(file, "CCR", fmt::format("{} bytes in all", size), fmt::format("{}", inside.size()));
  ByteBuffer whole(first_record + inside.size());
  std::copy(inside.begin(), inside.end(), std::copy_n(bytes.begin(), first_record, whole.begin()));
  return whole;
}

}  // namespace

bool is_cdf(const std::filesystem::path& file) noexcept {
  return first_bytes(file, 4) == std::string_view("\xCD\xF3\0\1", 4);
}

CdfFile::CdfFile(const std::filesystem::path& file, const JobContext& context)
    : file_(file), bytes_(bytes_of_file(file, context)) {
  ByteCursor magic(bytes_, file_, "CDF");
  if (bytes_.size() < first_record || u32(magic) != version_3)
    magic.fail("a CDF of version 3 (it begins with CDF30001)", "other bytes");
  const std::uint32_t form = u32(magic);
  if (form == compressed_file) {
    bytes_ = decompressed_file(bytes_, file_, context);
  } else if (form != plain_file) {
    magic.fail("0000FFFF or CCCC0001 behind CDF30001", fmt::format("{:08X}", form));
  }
  ByteCursor head = record_at(bytes_, first_record, {cdr}, file_, "CDR");
  const std::uint64_t global = u64(head);
  head.skip(8);  // version, release
  big_endian_ = is_big_endian(u32(head), head);
  row_major_ = (u32(head) & 1) != 0;

  ByteCursor descriptor = record_at(bytes_, global, {gdr}, file_, "GDR");
  const std::uint64_t r_variables = u64(descriptor);
  const std::uint64_t z_variables = u64(descriptor);
  descriptor.skip(8 + 8 + 4 + 4 + 4);  // ADRhead, eof, NrVars, NumAttr, rMaxRec
  const std::uint32_t dimensions = dimension_count(descriptor);
  descriptor.skip(4 + 8 + 4 + 4 + 4);  // NzVars, UIRhead, three reserved
  list(r_variables, r_vdr, sizes_at(descriptor, dimensions));
  list(z_variables, z_vdr, std::nullopt);
}

void CdfFile::list(std::uint64_t next, std::uint32_t record_type, const SharedDimensions& shared) {
  std::set<std::uint64_t> seen;
  while (next != 0) {
    ByteCursor at = record_at(bytes_, next, {record_type}, file_, "VDR");
    if (!seen.insert(next).second) at.fail("each variable once", "variables in a circle");
    next = u64(at);
    variables_.push_back(variable_at(at, shared));
  }
}

CdfFile::Variable CdfFile::variable_at(ByteCursor& at, const SharedDimensions& shared) const {
  Variable variable;
  variable.type = u32(at);
  const std::uint32_t last = u32(at);  // -1: none
  variable.records = static_cast<std::int32_t>(last) < 0 ? 0 : std::uint64_t{last} + 1;
  variable.index = u64(at);
  at.skip(8);  // VXRtail
  const std::uint32_t flags = u32(at);
  variable.compressed = (flags & 4) != 0;
  at.skip(4 + 4 + 4 + 4);  // sparse records, three reserved
  const std::uint32_t elements = u32(at);
  at.skip(4);  // its number
  const std::uint64_t parameters = u64(at);
  at.skip(4);  // blocking factor
  const std::string_view name = at.text(name_bytes);
  variable.name = printable(name.substr(0, name.find('\0')));
  const std::vector<std::uint64_t> sizes = shared ? *shared : sizes_at(at, dimension_count(at));
  for (const std::uint64_t size : sizes) {
    if (u32(at) != 0) variable.dimensions.push_back(size);  // a dimension that does not vary is stored once
  }
  if (elements != 1) variable.type = 0;  // a text
  if (variable.compressed) {
    ByteCursor method = record_at(bytes_, parameters, {cpr}, file_, variable.name);
    const std::uint32_t kind = u32(method);
    if (kind != gzip) method.fail("compression by gzip (5)", fmt::format("{}", kind));
  }
  return variable;
}

/// The records of one variable, gathered along its tree of index records.
class CdfFile::Records {
 public:
  Records(const CdfFile& cdf, const Variable& variable, std::uint64_t record_bytes, const JobContext& context)
      : cdf_(cdf), variable_(variable), record_bytes_(record_bytes), context_(context) {}

  /// All of them, one behind the other, as stored: into `own`, unless they lie so in the file.
  Bytes gathered(ByteBuffer& own) {
    const std::uint64_t wanted = saturating_product(variable_.records, record_bytes_);
    most_ = variable_.compressed ? most_inflated(cdf_.bytes_.size()) : cdf_.bytes_.size();
    if (wanted > most_)
      fail(fmt::format("at most {} bytes in a file of this size", most_), fmt::format("{}", wanted));
    follow(variable_.index, 0);
    const std::size_t found = in_one_piece_.size() + data_.size();
    if (found != wanted)
      fail(fmt::format("{} records", variable_.records), fmt::format("{} in the file", records_));
    if (data_.empty()) return in_one_piece_;
    own = std::move(data_);
    return own;
  }

 private:
  void follow(std::uint64_t index, int depth) {
    constexpr int deepest = 32;
    if (depth > deepest) fail("an index of fewer levels", "more than 32");
    while (index != 0) {
      if (!seen_.insert(index).second) fail("an index without circles", "a circle");
      context_.throw_if_stopped();
      ByteCursor at = record_at(cdf_.bytes_, index, {vxr}, cdf_.file_, variable_.name);
      index = u64(at);
      const std::uint64_t entries = u32(at);
      const std::uint64_t used = u32(at);
      if (used > entries) fail(fmt::format("at most {} entries", entries), fmt::format("{}", used));
      ByteCursor first(at.take(entries * 4), cdf_.file_, variable_.name);
      ByteCursor last(at.take(entries * 4), cdf_.file_, variable_.name);
      for (std::uint64_t i = 0; i < used; ++i) take(u32(first), u32(last), u64(at), depth);
    }
  }

  void take(std::uint64_t first, std::uint64_t last, std::uint64_t address, int depth) {
    if (first >= variable_.records) return;  // allocated, not written
    std::uint32_t type = 0;
    ByteCursor at = record_at(cdf_.bytes_, address, {vvr, vxr, cvvr}, cdf_.file_, variable_.name, &type);
    if (type == vxr) return follow(address, depth + 1);
    if (first != records_ || last < first)
      fail(fmt::format("record {}", records_), fmt::format("records {} to {}", first, last));
    const std::uint64_t count = std::min(last + 1, variable_.records) - first;
    const std::uint64_t bytes = saturating_product(count, record_bytes_);
    records_ += count;
    if (type == vvr) {
      const Bytes stored = at.take(bytes);
      if (count == variable_.records) {
        in_one_piece_ = stored;
        return;
      }
      return append(stored);
    }
    at.skip(4);
    const Bytes stored = at.take(u64(at));
    const std::uint64_t limit = std::min(bytes, most_inflated(stored.size()));
    ByteBuffer block = inflated(stored, limit, cdf_.file_, variable_.name, context_);
    if (block.size() != bytes)
      fail(fmt::format("{} bytes of records", bytes), fmt::format("{}", block.size()));
    if (data_.empty()) {
      data_ = std::move(block);
    } else {
      append(block);
    }
  }

  void append(Bytes records) {
    const std::size_t had = data_.size();
    data_.resize(had + records.size());
    std::ranges::copy(records, data_.begin() + static_cast<std::ptrdiff_t>(had));
  }

  [[noreturn]] void fail(std::string_view expected, std::string_view found) const {
    throw FormatError(cdf_.file_, variable_.name, expected, found);
  }

  const CdfFile& cdf_;
  const Variable& variable_;
  std::uint64_t record_bytes_;
  const JobContext& context_;
  std::uint64_t most_ = 0;
  std::uint64_t records_ = 0;
  std::set<std::uint64_t> seen_;
  ByteBuffer data_;
  Bytes in_one_piece_;  ///< in the file, where one block has them all
};

std::vector<std::string> CdfFile::names() const {
  std::vector<std::string> names;
  for (const Variable& variable : variables_) names.push_back(variable.name);
  return names;
}

bool CdfFile::has(const std::string& name) const {
  return std::any_of(variables_.begin(), variables_.end(), [&](const Variable& v) { return v.name == name; });
}

CdfFile::Stored CdfFile::stored(const std::string& name, const JobContext& context) const {
  const auto found =
      std::find_if(variables_.begin(), variables_.end(), [&](const Variable& v) { return v.name == name; });
  if (found == variables_.end()) {
    throw FormatError(file_, name, "a variable of that name",
                      variables_.empty() ? "none at all" : fmt::format("{}", fmt::join(names(), ", ")));
  }
  Stored stored{element_of(found->type, file_, name), {}, {}};
  NpyHeader& header = stored.header;
  header.big_endian = big_endian_;
  header.shape = found->dimensions;
  const std::uint64_t record_bytes = header.data_bytes();
  if (record_bytes == 0) throw FormatError(file_, name, "records that hold something", "an empty dimension");
  stored.bytes = Records(*this, *found, record_bytes, context).gathered(stored.own);
  if (!row_major_ && header.shape.size() > 1) {
    header.fortran_order = true;
    stored.own = row_major_bytes(header, stored.bytes);
    stored.bytes = stored.own;
    header.fortran_order = false;
  }
  header.shape.insert(header.shape.begin(), found->records);
  return stored;
}

NumberArray CdfFile::numbers(const std::string& name, const JobContext& context) const {
  const Stored stored = this->stored(name, context);
  return decode_npy_numbers(stored.header, stored.bytes, file_, name);
}

}  // namespace solopose
