#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory_resource>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/files/byte_cursor.h"
#include "core/files/npy.h"

namespace solopose {

struct PickleValue;

using PickleList = std::pmr::vector<const PickleValue*>;  ///< a list or a tuple
using PickleDict = std::pmr::vector<std::pair<const PickleValue*, const PickleValue*>>;

/// A numpy array as pickled. `header.kind` O: the elements are `objects`; otherwise they are `data`, which
/// points into the pickle.
struct PickleArray {
  NpyHeader header;
  Bytes data;
  const PickleList* objects = nullptr;
};

/// A numpy dtype: a header without a shape.
struct PickleType {
  NpyHeader header;
};

struct PickleText {
  std::string_view text;
};
struct PickleBytes {
  Bytes bytes;
};

/// One of the few functions a pickle may name here. A default factory is what a defaultdict would make
/// missing values with: it may be named, and is never called.
enum class PickleFunction : std::uint8_t {
  reconstruct,
  ndarray,
  dtype,
  scalar,
  frombuffer,
  encode,
  ordered_dict,
  default_dict,
  default_factory
};

/// What a pickle holds. None is std::monostate; numpy scalars arrive as plain numbers.
struct PickleValue {
  std::variant<std::monostate, bool, std::int64_t, double, PickleText, PickleBytes, PickleList, PickleDict,
               PickleType, PickleArray, PickleFunction>
      content;

  /// nullptr when this is something else.
  const PickleList* list() const { return std::get_if<PickleList>(&content); }
  const PickleDict* dict() const { return std::get_if<PickleDict>(&content); }
  const PickleArray* array() const { return std::get_if<PickleArray>(&content); }
  const std::string_view* text() const;
  /// The value of a text key; nullptr also when this is no dict.
  const PickleValue* find(std::string_view key) const;
  /// "a dict", "an array of shape (3, 4)": for messages.
  std::string kind() const;
};

/// Reads pickles of protocol 2 to 5 that hold plain Python values and numpy arrays.
///
/// A pickle is a program, and the Python function that runs it will call whatever it names. This one calls
/// nothing: it knows numpy's own constructors (_reconstruct, ndarray, dtype, scalar, _frombuffer),
/// _codecs.encode, which protocol 2 uses for bytes, and OrderedDict and defaultdict, which become dicts, and
/// refuses every other name. Values live in one arena,
/// so neither depth nor cycles can exhaust the stack; at most one value per two bytes is made, two millions
/// in all or, in larger files, one per 24 bytes, and texts and arrays stay where they are in the pickle's
/// bytes.
class Pickle {
 public:
  /// `bytes` must outlive this. `field` names the pickle inside the file. @throws FormatError; Cancelled.
  Pickle(Bytes bytes, const std::filesystem::path& file, std::string_view field,
         const JobContext& context = {});
  Pickle(const Pickle&) = delete;
  Pickle& operator=(const Pickle&) = delete;

  const PickleValue& root() const { return *root_; }

 private:
  friend class PickleMachine;
  std::pmr::monotonic_buffer_resource memory_;  ///< of lists and dicts: they go all at once
  std::deque<PickleValue> values_;
  std::deque<std::vector<std::uint8_t>>
      decoded_;                    ///< texts that were encoded, arrays whose axes were reordered
  std::deque<std::string> texts_;  ///< texts that numpy's unicode was made into
  const PickleValue* root_ = nullptr;
};

}  // namespace solopose
