#include <zlib.h>

#include <algorithm>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/file_writer.h"
#include "core/files/byte_cursor.h"
#include "core/files/npz.h"

namespace solopose {

// The zip is written here and not by libzip, which wants every member at hand when the archive is closed.
// Records follow PKWARE's APPNOTE 6.3: local header (4.3.7), central directory (4.3.12), zip64 ends
// (4.3.14, 4.3.15), end (4.3.16).
struct NpzWriter::Output {
  struct Member {
    std::string name;
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    std::uint32_t crc = 0;
  };

  explicit Output(std::filesystem::path destination)
      : path(destination), file(std::move(destination)), out(file) {}

  std::filesystem::path path;
  AtomicFile file;
  FileWriter out;
  std::vector<Member> members;
  std::uint64_t missing = 0;  ///< bytes the open member still lacks
  bool open = false;
  bool grows = false;  ///< the open member ends where it is told to
};

namespace {

class Record {
 public:
  template <typename T>
  Record& add(T value) {
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
    return *this;
  }
  Record& add_text(std::string_view text) {
    bytes_.append(text);
    return *this;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

constexpr std::uint16_t version_zip64 = 45;
constexpr std::uint16_t flag_utf8 = 0x0800;
constexpr std::uint16_t date_1980_01_01 =
    0x21;  // zip cannot say "no date", and a fixed one keeps files reproducible
constexpr std::uint32_t see_zip64 = 0xFFFFFFFF;

// Every size is written as zip64, as NumPy does: one form for small and huge.
template <typename Member>
std::string local_header(const Member& m) {
  return Record()
      .add(std::uint32_t{0x04034b50})
      .add(version_zip64)
      .add(flag_utf8)
      .add(std::uint16_t{0})
      .add(std::uint16_t{0})
      .add(date_1980_01_01)
      .add(m.crc)
      .add(see_zip64)
      .add(see_zip64)
      .add(static_cast<std::uint16_t>(m.name.size()))
      .add(std::uint16_t{20})
      .add_text(m.name)
      .add(std::uint16_t{1})
      .add(std::uint16_t{16})
      .add(m.size)
      .add(m.size)
      .bytes();
}

template <typename Member>
std::string directory_entry(const Member& m) {
  return Record()
      .add(std::uint32_t{0x02014b50})
      .add(version_zip64)
      .add(version_zip64)
      .add(flag_utf8)
      .add(std::uint16_t{0})
      .add(std::uint16_t{0})
      .add(date_1980_01_01)
      .add(m.crc)
      .add(see_zip64)
      .add(see_zip64)
      .add(static_cast<std::uint16_t>(m.name.size()))
      .add(std::uint16_t{28})
      .add(std::uint16_t{0})
      .add(std::uint16_t{0})
      .add(std::uint16_t{0})
      .add(std::uint32_t{0})
      .add(see_zip64)
      .add_text(m.name)
      .add(std::uint16_t{1})
      .add(std::uint16_t{24})
      .add(m.size)
      .add(m.size)
      .add(m.offset)
      .bytes();
}

std::string directory_end(std::uint64_t count, std::uint64_t start, std::uint64_t end) {
  return Record()
      .add(std::uint32_t{0x06064b50})
      .add(std::uint64_t{44})
      .add(version_zip64)
      .add(version_zip64)
      .add(std::uint32_t{0})
      .add(std::uint32_t{0})
      .add(count)
      .add(count)
      .add(end - start)
      .add(start)
      .add(std::uint32_t{0x07064b50})
      .add(std::uint32_t{0})
      .add(end)
      .add(std::uint32_t{1})
      .add(std::uint32_t{0x06054b50})
      .add(std::uint16_t{0})
      .add(std::uint16_t{0})
      .add(std::uint16_t{0xFFFF})
      .add(std::uint16_t{0xFFFF})
      .add(see_zip64)
      .add(see_zip64)
      .add(std::uint16_t{0})
      .bytes();
}

}  // namespace

NpzWriter::NpzWriter(std::filesystem::path file) : output_(std::make_unique<Output>(std::move(file))) {}
NpzWriter::~NpzWriter() = default;

void NpzWriter::begin_member(const std::string& name, const NpyHeader& header) {
  Output& o = *output_;
  const std::string member_name = name + std::string(npz_suffix);
  const bool taken =
      std::any_of(o.members.begin(), o.members.end(), [&](const auto& m) { return m.name == member_name; });
  if (o.open || taken || member_name.size() > 0xFFFF) {
    throw Error(fmt::format("{}: array \"{}\": {}", o.path.string(), name,
                            o.open  ? "the one before it is not ended"
                            : taken ? "is there already"
                                    : "the name is too long"));
  }
  const std::string npy = npy_header_bytes(header);
  o.members.push_back({member_name, o.out.size(), npy.size() + header.data_bytes(), 0});
  o.out.write(local_header(o.members.back()));
  o.open = true;
  o.missing = o.members.back().size;
  o.out.expect(o.missing);
  append_bytes({reinterpret_cast<const std::uint8_t*>(npy.data()), npy.size()});
}

void NpzWriter::append_bytes(Bytes bytes) {
  Output& o = *output_;
  if (!o.open || bytes.size() > o.missing) {
    throw Error(fmt::format("{}: {} bytes more than the array's shape holds", o.path.string(),
                            bytes.size() - o.missing));
  }
  write_member_bytes(bytes);
  o.missing -= bytes.size();
}

void NpzWriter::begin_objects(const std::string& name) {
  NpyHeader header;
  header.kind = 'O';
  header.item_bytes = 0;
  begin_member(name, header);
  output_->grows = true;
}

void NpzWriter::append_objects(std::string_view pickle) {
  Output& o = *output_;
  if (!o.open || !o.grows) throw Error(fmt::format("{}: no array of objects was begun", o.path.string()));
  write_member_bytes({reinterpret_cast<const std::uint8_t*>(pickle.data()), pickle.size()});
  o.members.back().size += pickle.size();
}

void NpzWriter::write_member_bytes(Bytes bytes) {
  Output& o = *output_;
  if (bytes.empty()) return;  // crc32 takes an empty buffer for a wish to start afresh
  o.out.write({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  std::uint32_t& crc = o.members.back().crc;
  crc = static_cast<std::uint32_t>(crc32_z(crc, bytes.data(), bytes.size()));
}

void NpzWriter::end() {
  Output& o = *output_;
  if (!o.open || o.missing != 0) {
    throw Error(fmt::format("{}: {}", o.path.string(),
                            o.open
                                ? fmt::format("array \"{}\" lacks {} bytes", o.members.back().name, o.missing)
                                : "no array was begun"));
  }
  // What the header could not know: the checksum, and the size of a member that has grown.
  const auto& member = o.members.back();
  o.out.write_at(member.offset, local_header(member));
  o.open = false;
  o.grows = false;
}

template <typename T>
void NpzWriter::begin(const std::string& name, const std::vector<std::uint64_t>& shape) {
  begin_member(name, npy_header_of<T>(shape));
}

template <typename T>
void NpzWriter::append(std::span<const T> values) {
  append_bytes({reinterpret_cast<const std::uint8_t*>(values.data()), values.size_bytes()});
}

template <typename T>
void NpzWriter::add(const std::string& name, std::span<const T> values,
                    const std::vector<std::uint64_t>& shape) {
  begin<T>(name, shape);
  append(values);
  end();
}

void NpzWriter::add(const std::string& name, std::span<const std::string> values) {
  const std::string npy = npy_bytes(values);
  const Bytes bytes(reinterpret_cast<const std::uint8_t*>(npy.data()), npy.size());
  const NpyLayout layout = parse_npy_header(bytes, bytes.size(), output_->path, name);
  begin_member(name, layout.header);
  append_bytes(bytes.subspan(layout.data_offset));
  end();
}

void NpzWriter::finish() {
  Output& o = *output_;
  if (o.open)
    throw Error(fmt::format("{}: array \"{}\" is not ended", o.path.string(), o.members.back().name));
  const std::uint64_t start = o.out.size();
  for (const auto& member : o.members) o.out.write(directory_entry(member));
  o.out.write(directory_end(o.members.size(), start, o.out.size()));
  o.out.close();
  o.file.commit();
}

#define SOLOPOSE_NPZ_ELEMENT(T)                                                             \
  template void NpzWriter::begin<T>(const std::string&, const std::vector<std::uint64_t>&); \
  template void NpzWriter::append<T>(std::span<const T>);                                   \
  template void NpzWriter::add<T>(const std::string&, std::span<const T>, const std::vector<std::uint64_t>&)
SOLOPOSE_NPZ_ELEMENT(bool);
SOLOPOSE_NPZ_ELEMENT(float);
SOLOPOSE_NPZ_ELEMENT(double);
SOLOPOSE_NPZ_ELEMENT(std::int32_t);
SOLOPOSE_NPZ_ELEMENT(std::int64_t);
SOLOPOSE_NPZ_ELEMENT(std::uint8_t);
#undef SOLOPOSE_NPZ_ELEMENT

}  // namespace solopose
