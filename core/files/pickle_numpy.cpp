#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/files/pickle_machine.h"
#include "core/files/utf8.h"

// The only functions a pickle can reach: what numpy's arrays, dtypes and scalars are pickled as.
namespace solopose {
namespace {

struct Known {
  std::string_view module;
  std::string_view function;
  PickleFunction meaning;
};

constexpr Known known[] = {
    {"numpy.core.multiarray", "_reconstruct", PickleFunction::reconstruct},
    {"numpy._core.multiarray", "_reconstruct", PickleFunction::reconstruct},
    {"numpy.core.multiarray", "scalar", PickleFunction::scalar},
    {"numpy._core.multiarray", "scalar", PickleFunction::scalar},
    {"numpy.core.numeric", "_frombuffer", PickleFunction::frombuffer},
    {"numpy._core.numeric", "_frombuffer", PickleFunction::frombuffer},
    {"numpy", "ndarray", PickleFunction::ndarray},
    {"numpy", "dtype", PickleFunction::dtype},
    {"_codecs", "encode", PickleFunction::encode},
    {"collections", "OrderedDict", PickleFunction::ordered_dict},
    {"collections", "defaultdict", PickleFunction::default_dict},
};

// What people give a defaultdict. Python 3 writes builtins as __builtin__ in protocol 2.
constexpr std::string_view builtin_modules[] = {"builtins", "__builtin__"};
constexpr std::string_view default_factories[] = {"dict", "list",  "set", "tuple",
                                                  "int",  "float", "str", "bool"};

bool is_default_factory(std::string_view module, std::string_view function) {
  return std::ranges::find(builtin_modules, module) != std::end(builtin_modules) &&
         std::ranges::find(default_factories, function) != std::end(default_factories);
}

// Reads "f8", "<f4", "O8", "b1", "U14" the way a .npy header's descr is read.
NpyHeader parsed_type(std::string_view descr, const ByteCursor& culprit) {
  constexpr std::size_t longest_known = 32;
  const std::string text =
      fmt::format("{{'descr': '{}', 'fortran_order': False, 'shape': (0,)}}", descr.substr(0, longest_known));
  std::string npy("\x93NUMPY\x01\x00", 8);
  npy += {static_cast<char>(text.size() & 0xff), static_cast<char>(text.size() >> 8)};
  npy += text;
  const std::filesystem::path file;
  try {
    NpyHeader header = parse_npy_header({reinterpret_cast<const std::uint8_t*>(npy.data()), npy.size()},
                                        npy.size(), file, "dtype")
                           .header;
    header.shape.clear();
    return header;
  } catch (const FormatError&) {
    culprit.fail("a dtype of numbers, bool, unicode or object", id_part(descr.substr(0, 40)));
  }
}

}  // namespace

void PickleMachine::name(std::string_view module, std::string_view function) {
  for (const Known& k : known) {
    if (k.module == module && k.function == function) return push(k.meaning);
  }
  if (is_default_factory(module, function)) return push(PickleFunction::default_factory);
  at_.fail("only dicts and numpy's array constructors in a pickle (nothing else is ever called)",
           fmt::format("{}.{}", id_part(module.substr(0, 80)), id_part(function.substr(0, 80))));
}

void PickleMachine::reduce() {
  const PickleValue* argument_tuple = pop();
  const PickleValue* callee = pop();
  const auto* function = std::get_if<PickleFunction>(&callee->content);
  const PickleList* arguments = argument_tuple->list();
  if (function == nullptr || arguments == nullptr) at_.fail("a function and its arguments", callee->kind());
  switch (*function) {
    case PickleFunction::reconstruct:
      return push(PickleArray());
    case PickleFunction::dtype:
      return push(call_dtype(*arguments));
    case PickleFunction::scalar:
      return push(call_scalar(*arguments));
    case PickleFunction::frombuffer:
      return push(call_frombuffer(*arguments));
    case PickleFunction::encode:
      return push(call_encode(*arguments));
    case PickleFunction::ordered_dict:
      return push(call_ordered_dict(*arguments));
    case PickleFunction::default_dict:
      return push(call_default_dict(*arguments));
    case PickleFunction::default_factory:
      at_.fail("a type as the default of a defaultdict", "a call of it");
    case PickleFunction::ndarray:
      at_.fail("ndarray as an argument of _reconstruct", "a call of it");
  }
}

void PickleMachine::build() {
  const PickleValue* state = pop();
  const PickleList* fields = state->list();
  if (fields == nullptr) at_.fail("an array's or dtype's state as a tuple", state->kind());
  if (auto* array = std::get_if<PickleArray>(&top().content)) return build_array(*array, *fields);
  if (auto* type = std::get_if<PickleType>(&top().content)) return build_type(*type, *fields);
  at_.fail("an array or a dtype to build", top().kind());
}

// (version, shape, dtype, is_fortran, bytes or list of objects)
void PickleMachine::build_array(PickleArray& array, const PickleList& state) {
  if (state.size() != 5) at_.fail("an array's state of 5 values", fmt::format("{}", state.size()));
  array.header = type_of(*state[2]).header;
  array.header.shape = shape_of(*state[1]);
  const bool* fortran = std::get_if<bool>(&state[3]->content);
  const auto* fortran_number = std::get_if<std::int64_t>(&state[3]->content);
  array.header.fortran_order =
      (fortran != nullptr && *fortran) || (fortran_number != nullptr && *fortran_number != 0);
  if (array.header.kind == 'O') {
    const PickleList* objects = state[4]->list();
    if (objects == nullptr || objects->size() != array.header.count()) {
      at_.fail(fmt::format("{} objects", array.header.count()), state[4]->kind());
    }
    array.objects = objects;
    return;
  }
  array.data = bytes_of(*state[4]);
  require_data(array);
}

// (version, byte order, subdtype, names, fields, size, alignment, flags, …)
void PickleMachine::build_type(PickleType& type, const PickleList& state) {
  if (state.size() < 5 || state[1]->text() == nullptr)
    at_.fail("a dtype's state", fmt::format("{} values", state.size()));
  for (const std::size_t i : {std::size_t{2}, std::size_t{3}, std::size_t{4}}) {
    if (!std::holds_alternative<std::monostate>(state[i]->content))
      at_.fail("a plain dtype", "one with fields");
  }
  type.header.big_endian = *state[1]->text() == ">";
}

PickleMachine::Content PickleMachine::call_dtype(const PickleList& arguments) {
  if (arguments.empty() || arguments[0]->text() == nullptr) at_.fail("a dtype's name", "other arguments");
  return PickleType{parsed_type(*arguments[0]->text(), at_)};
}

PickleMachine::Content PickleMachine::call_scalar(const PickleList& arguments) {
  if (arguments.size() != 2)
    at_.fail("a scalar's dtype and bytes", fmt::format("{} arguments", arguments.size()));
  const NpyHeader& header = type_of(*arguments[0]).header;
  if (header.kind == 'U' || header.kind == 'S') return text_of_numpy(header, bytes_of(*arguments[1]));
  const double value =
      decode_npy_numbers(header, bytes_of(*arguments[1]), at_.file(), at_.field()).values.front();
  constexpr double exact_in_double = 9007199254740992.0;
  if (header.kind == 'b') return value != 0;
  if (header.kind == 'f' || std::abs(value) > exact_in_double) return value;
  return static_cast<std::int64_t>(value);
}

// (buffer, dtype, shape, order), and behind the order "K" that of the axes: numpy 2.3 on
PickleMachine::Content PickleMachine::call_frombuffer(const PickleList& arguments) {
  const std::string_view* order = arguments.size() < 4 ? nullptr : arguments[3]->text();
  const bool has_axes = order != nullptr && *order == "K";
  if (order == nullptr || arguments.size() != (has_axes ? 5 : 4))
    at_.fail("a buffer, dtype, shape and order", fmt::format("{} arguments", arguments.size()));
  PickleArray array;
  array.header = type_of(*arguments[1]).header;
  array.header.shape = shape_of(*arguments[2]);
  array.header.fortran_order = *order == "F";
  array.data = bytes_of(*arguments[0]);
  if (array.header.kind == 'O') at_.fail("an array of numbers or texts", "one of objects in a buffer");
  require_data(array);
  if (has_axes) transpose(array, shape_of(*arguments[4]));
  return array;
}

// What was axis axes[i] becomes axis i, as numpy's transpose says it; row by row.
void PickleMachine::transpose(PickleArray& array, const std::vector<std::uint64_t>& axes) {
  const std::vector<std::uint64_t> shape = array.header.shape;
  std::vector<std::uint64_t> sorted = axes;
  std::ranges::sort(sorted);
  for (std::uint64_t i = 0; i < std::max(shape.size(), sorted.size()); ++i) {
    if (shape.size() != sorted.size() || sorted[i] != i)
      at_.fail(fmt::format("each of {} axes once", shape.size()), fmt::format("{}", fmt::join(axes, ", ")));
  }
  std::vector<std::uint64_t> steps(axes.size(), 1);  // elements from one place of a new axis to the next
  for (std::size_t i = 0; i < axes.size(); ++i) {
    array.header.shape[i] = shape[axes[i]];
    for (std::uint64_t inner = axes[i] + 1; inner < shape.size(); ++inner) steps[i] *= shape[inner];
  }
  const auto item = static_cast<std::size_t>(array.header.item_bytes);
  std::vector<std::uint8_t>& moved = decoded(array.data.size());
  std::vector<std::uint64_t> place(axes.size(), 0);
  std::uint64_t from = 0;
  while (moved.size() < array.data.size()) {
    const Bytes element = array.data.subspan(static_cast<std::size_t>(from) * item, item);
    moved.insert(moved.end(), element.begin(), element.end());
    for (std::size_t axis = axes.size(); axis-- > 0;) {
      from += steps[axis];
      if (++place[axis] < array.header.shape[axis]) break;
      from -= steps[axis] * array.header.shape[axis];
      place[axis] = 0;
    }
  }
  array.data = moved;
}

// Room for what is no part of the pickle as it stands, in all no more than the pickle's size.
std::vector<std::uint8_t>& PickleMachine::decoded(std::size_t size) {
  decoded_bytes_ += size;
  if (decoded_bytes_ > at_.size()) at_.fail("each text or array once", "more of them than the pickle has");
  std::vector<std::uint8_t>& bytes = pickle_->decoded_.emplace_back();
  bytes.reserve(size);
  return bytes;
}

// Python's protocol 2 has no bytes: they are written as a text whose characters are U+0000 to U+00FF.
PickleMachine::Content PickleMachine::call_encode(const PickleList& arguments) {
  const std::string_view* text = arguments.size() == 2 ? arguments[0]->text() : nullptr;
  const std::string_view* encoding = arguments.size() == 2 ? arguments[1]->text() : nullptr;
  if (text == nullptr || encoding == nullptr || (*encoding != "latin1" && *encoding != "latin-1")) {
    at_.fail("_codecs.encode of a text in latin1", "other arguments");
  }
  // One walk over the bytes and no UTF-32 copy: this text is as large as the array.
  std::vector<std::uint8_t>& bytes = decoded(text->size());
  for (std::size_t i = 0; i < text->size(); ++i) {
    const auto first = static_cast<std::uint8_t>((*text)[i]);
    const auto second = static_cast<std::uint8_t>(i + 1 < text->size() ? (*text)[i + 1] : 0);
    if (first < 0x80) {
      bytes.push_back(first);
    } else if ((first == 0xC2 || first == 0xC3) && (second & 0xC0) == 0x80) {
      bytes.push_back(static_cast<std::uint8_t>(first << 6 | (second & 0x3F)));
      ++i;
    } else {
      at_.fail("characters up to U+00FF in a latin1 text", fmt::format("byte {:#04x}", first));
    }
  }
  return PickleBytes{bytes};
}

PickleMachine::Content PickleMachine::text_of_numpy(const NpyHeader& header, Bytes data) {
  const TextArray texts = decode_npy_strings(header, data, at_.file(), at_.field());
  return PickleText{pickle_->texts_.emplace_back(texts.values.front())};
}

// () and then items one by one; Python 2 wrote a list of pairs as the argument.
PickleMachine::Content PickleMachine::call_ordered_dict(const PickleList& arguments) {
  PickleDict dict(&pickle_->memory_);
  if (arguments.empty()) return dict;
  const PickleList* pairs = arguments.size() == 1 ? arguments[0]->list() : nullptr;
  if (pairs == nullptr) at_.fail("an OrderedDict of nothing or of a list of pairs", "other arguments");
  for (const PickleValue* pair : *pairs) {
    count_kept();  // a list may be the argument of many
    const PickleList* both = pair->list();
    if (both == nullptr || both->size() != 2) at_.fail("a key and its value", pair->kind());
    dict.emplace_back((*both)[0], (*both)[1]);
  }
  return dict;
}

// (what it makes missing values with,): only ever named here.
PickleMachine::Content PickleMachine::call_default_dict(const PickleList& arguments) {
  if (arguments.size() > 1)
    at_.fail("a defaultdict of one default", fmt::format("{} arguments", arguments.size()));
  return PickleDict();
}

Bytes PickleMachine::bytes_of(const PickleValue& value) {
  if (const auto* bytes = std::get_if<PickleBytes>(&value.content)) return bytes->bytes;
  if (const std::string_view* text = value.text()) {
    return {reinterpret_cast<const std::uint8_t*>(text->data()), text->size()};
  }
  at_.fail("bytes", value.kind());
}

std::vector<std::uint64_t> PickleMachine::shape_of(const PickleValue& value) {
  const PickleList* sizes = value.list();
  constexpr std::size_t most_axes = 32;
  if (sizes == nullptr || sizes->size() > most_axes) at_.fail("an array's shape", value.kind());
  std::vector<std::uint64_t> shape;
  shape.reserve(sizes->size());
  for (const PickleValue* size : *sizes) {
    const auto* number = std::get_if<std::int64_t>(&size->content);
    if (number == nullptr || *number < 0) at_.fail("sizes from 0 on in an array's shape", size->kind());
    shape.push_back(static_cast<std::uint64_t>(*number));
  }
  return shape;
}

const PickleType& PickleMachine::type_of(const PickleValue& value) {
  const auto* type = std::get_if<PickleType>(&value.content);
  if (type == nullptr) at_.fail("a dtype", value.kind());
  return *type;
}

void PickleMachine::require_data(const PickleArray& array) {
  if (array.header.data_bytes() == array.data.size()) return;
  at_.fail(fmt::format("{} bytes for an array of shape ({})", array.header.data_bytes(),
                       fmt::join(array.header.shape, ", ")),
           fmt::format("{}", array.data.size()));
}

}  // namespace solopose
