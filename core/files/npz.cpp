#include "core/files/npz.h"

#include <unistd.h>
#include <zip.h>

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/base/input_file.h"
#include "core/files/byte_cursor.h"
#include "core/files/inflate.h"
#include "core/files/pickle.h"

namespace solopose {
namespace {

std::string_view without_suffix(std::string_view member) {
  return member.ends_with(npz_suffix) ? member.substr(0, member.size() - npz_suffix.size()) : member;
}

/// A fuzzer's changes would all end at the checksum.
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
constexpr bool checksums_are_ignored = true;
#else
constexpr bool checksums_are_ignored = false;
#endif

struct ZipClose {
  void operator()(zip_t* archive) const { zip_discard(archive); }
  void operator()(zip_file_t* member) const { zip_fclose(member); }
};

/// Columns of a pandas table and other lists of texts become arrays of objects.
TextArray texts_of(const Pickle& pickle, const std::filesystem::path& file, const std::string& name) {
  const PickleArray* array = pickle.root().array();
  if (array == nullptr || array->objects == nullptr)
    throw FormatError(file, name, "an array of texts", pickle.root().kind());
  TextArray texts{array->header.shape, {}};
  for (const PickleValue* object : *array->objects) {
    const std::string_view* text = object->text();
    if (text == nullptr) throw FormatError(file, name, "texts only", object->kind());
    texts.values.emplace_back(*text);
  }
  return texts;
}

/// What a file is that libzip did not open.
std::string found_instead(const std::filesystem::path& file, std::uint64_t bytes, int code) {
  if (bytes == 0) return "an empty file";
  if (code == ZIP_ER_NOZIP && first_bytes(file, 4) == "PK\x03\x04")
    return "the beginning of one: the file is cut off or damaged";
  if (code == ZIP_ER_NOZIP) return "another kind of file";
  zip_error_t error;
  zip_error_init_with_code(&error, code);
  std::string reason = zip_error_strerror(&error);
  zip_error_fini(&error);
  return reason;
}

}  // namespace

struct NpzReader::Archive {
  std::filesystem::path file;
  JobContext context;
  std::uint64_t file_bytes = 0;
  std::unique_ptr<zip_t, ZipClose> zip;

  zip_int64_t index_of(const std::string& name) const {
    const zip_int64_t index = zip_name_locate(zip.get(), (name + std::string(npz_suffix)).c_str(), 0);
    return index >= 0 ? index : zip_name_locate(zip.get(), name.c_str(), 0);
  }

  /// A member as it lies in the archive: `size` bytes, compressed or not.
  ByteBuffer stored_bytes(zip_uint64_t entry, std::uint64_t size, const std::string& name) const {
    const std::unique_ptr<zip_file_t, ZipClose> member(zip_fopen_index(zip.get(), entry, ZIP_FL_COMPRESSED));
    if (member == nullptr) throw FormatError(file, name, "a readable member", zip_strerror(zip.get()));
    constexpr std::size_t piece = 1 << 22;
    ByteBuffer bytes(static_cast<std::size_t>(size));
    for (std::size_t at = 0; at < bytes.size();) {
      context.throw_if_stopped();
      const zip_int64_t got = zip_fread(member.get(), bytes.data() + at, std::min(piece, bytes.size() - at));
      if (got <= 0) {
        throw FormatError(file, name, "an undamaged member",
                          got < 0 ? zip_file_strerror(member.get()) : "its end before it is whole");
      }
      at += static_cast<std::size_t>(got);
    }
    return bytes;
  }
};

NpzReader::NpzReader(const std::filesystem::path& file, JobContext context)
    : archive_(std::make_unique<Archive>()) {
  archive_->file = file;
  archive_->context = std::move(context);
  InputFile in(file);
  archive_->file_bytes = in.size();
  const int descriptor = in.release();
  int code = 0;
  archive_->zip.reset(zip_fdopen(descriptor, 0, &code));
  if (archive_->zip != nullptr) return;
  ::close(descriptor);
  throw FormatError(file, "file", "a .npz (zip) archive", found_instead(file, archive_->file_bytes, code));
}

NpzReader::~NpzReader() = default;
NpzReader::NpzReader(NpzReader&&) noexcept = default;

std::vector<std::string> NpzReader::names() const {
  std::vector<std::string> names;
  const zip_int64_t count = zip_get_num_entries(archive_->zip.get(), 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    const char* name = zip_get_name(archive_->zip.get(), static_cast<zip_uint64_t>(i), 0);
    if (name != nullptr) names.emplace_back(without_suffix(name));
  }
  std::sort(names.begin(), names.end());
  return names;
}

bool NpzReader::has(const std::string& name) const { return archive_->index_of(name) >= 0; }

ByteBuffer NpzReader::bytes(const std::string& name) const {
  const auto fail = [&](std::string_view expected, std::string_view found) {
    throw FormatError(archive_->file, name, expected, found);
  };
  const zip_int64_t index = archive_->index_of(name);
  if (index < 0) fail("an array of this name", fmt::format("{}", fmt::join(names(), ", ")));
  const auto entry = static_cast<zip_uint64_t>(index);
  zip_stat_t stat;
  if (zip_stat_index(archive_->zip.get(), entry, 0, &stat) != 0)
    fail("a readable member", zip_strerror(archive_->zip.get()));
  if (stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE) {
    fail("a stored or deflated member", fmt::format("compression method {}", stat.comp_method));
  }
  if (stat.comp_size > archive_->file_bytes)
    fail(fmt::format("{} compressed bytes", stat.comp_size),
         fmt::format("a file of {}", archive_->file_bytes));
  if (stat.size > most_inflated(stat.comp_size)) {
    fail(fmt::format("{} bytes", stat.size),
         fmt::format("{} compressed ones, too few for that", stat.comp_size));
  }
  ByteBuffer bytes = archive_->stored_bytes(entry, stat.comp_size, name);
  if (stat.comp_method == ZIP_CM_DEFLATE) {
    bytes = inflated(bytes, stat.size, archive_->file, name, archive_->context, DeflateWrapping::none);
  }
  if (bytes.size() != stat.size) fail(fmt::format("{} bytes", stat.size), fmt::format("{}", bytes.size()));
  if (!checksums_are_ignored && crc32_of(bytes) != stat.crc)
    fail("an undamaged member", "bytes that do not match their checksum");
  return bytes;
}

ByteBuffer NpzReader::beginning(const std::string& name, std::size_t count) const {
  const zip_int64_t index = archive_->index_of(name);
  if (index < 0)
    throw FormatError(archive_->file, name, "an array of this name",
                      fmt::format("{}", fmt::join(names(), ", ")));
  const std::unique_ptr<zip_file_t, ZipClose> member(
      zip_fopen_index(archive_->zip.get(), static_cast<zip_uint64_t>(index), 0));
  ByteBuffer bytes(count);
  const zip_int64_t got = member == nullptr ? -1 : zip_fread(member.get(), bytes.data(), count);
  if (got < 0)
    throw FormatError(archive_->file, name, "a readable member", zip_strerror(archive_->zip.get()));
  bytes.resize(static_cast<std::size_t>(got));
  return bytes;
}

NumberArray NpzReader::numbers(const std::string& name) const {
  return parse_npy_numbers(bytes(name), archive_->file, name);
}

TextArray NpzReader::strings(const std::string& name) const {
  const ByteBuffer npy = bytes(name);
  const NpyLayout layout = parse_npy_header(npy, npy.size(), archive_->file, name);
  if (layout.header.kind != 'O') return parse_npy_strings(npy, archive_->file, name);
  return texts_of(Pickle(Bytes(npy).subspan(layout.data_offset), archive_->file, name, archive_->context),
                  archive_->file, name);
}

}  // namespace solopose
