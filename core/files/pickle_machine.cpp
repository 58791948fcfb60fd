#include "core/files/pickle_machine.h"

#include <algorithm>
#include <bit>

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {
namespace {

// Python's opcodes under their names in Lib/pickle.py.
enum Opcode : std::uint8_t {
  MARK = '(',
  STOP = '.',
  POP = '0',
  POP_MARK = '1',
  DUP = '2',
  BINFLOAT = 'G',
  BININT = 'J',
  BININT1 = 'K',
  BININT2 = 'M',
  NONE = 'N',
  REDUCE = 'R',
  BINSTRING = 'T',
  SHORT_BINSTRING = 'U',
  BINUNICODE = 'X',
  APPEND = 'a',
  BUILD = 'b',
  GLOBAL = 'c',
  APPENDS = 'e',
  BINGET = 'h',
  LONG_BINGET = 'j',
  LIST = 'l',
  EMPTY_LIST = ']',
  BINPUT = 'q',
  LONG_BINPUT = 'r',
  SETITEM = 's',
  TUPLE = 't',
  EMPTY_TUPLE = ')',
  SETITEMS = 'u',
  DICT = 'd',
  EMPTY_DICT = '}',
  PROTO = 0x80,
  TUPLE1 = 0x85,
  TUPLE2 = 0x86,
  TUPLE3 = 0x87,
  NEWTRUE = 0x88,
  NEWFALSE = 0x89,
  LONG1 = 0x8a,
  LONG4 = 0x8b,
  BINBYTES = 'B',
  SHORT_BINBYTES = 'C',
  SHORT_BINUNICODE = 0x8c,
  BINUNICODE8 = 0x8d,
  BINBYTES8 = 0x8e,
  STACK_GLOBAL = 0x93,
  MEMOIZE = 0x94,
  FRAME = 0x95,
  BYTEARRAY8 = 0x96,
  READONLY_BUFFER = 0x98
};

/// Motion is pickled as arrays, each one value: a pickle of more values, or of more steps that leave
/// something in memory, was made to fill it. Large lists of pictures' dicts have a value in 24 bytes or more.
std::size_t most_of_pickle(std::size_t bytes) {
  constexpr std::size_t always_allowed = std::size_t{1} << 21;
  return std::max(always_allowed, bytes / 24);
}

}  // namespace

PickleMachine::PickleMachine(Pickle& pickle, Bytes bytes, const std::filesystem::path& file,
                             std::string_view field)
    : pickle_(&pickle),
      at_(bytes, file, field),
      most_values_(64 + std::min<std::size_t>(bytes.size() / 2, most_of_pickle(bytes.size()))),
      most_kept_(2 * most_of_pickle(bytes.size())),
      none_(&pickle.values_.emplace_back(PickleValue{std::monostate()})),
      true_(&pickle.values_.emplace_back(PickleValue{true})),
      false_(&pickle.values_.emplace_back(PickleValue{false})) {}

const PickleValue* PickleMachine::run(const JobContext& context) {
  const auto not_a_pickle = [&] { at_.fail("a pickle of protocol 2 to 5", "other bytes"); };
  if (at_.left() < 2 || at_.u8() != PROTO) not_a_pickle();
  const int protocol = at_.u8();
  if (protocol < 2 || protocol > 5) not_a_pickle();
  for (std::uint64_t steps = 0; step(at_.u8()); ++steps) {
    if (steps % 4096 == 0) context.throw_if_stopped();
  }
  if (stack_.size() != 1 || !marks_.empty())
    at_.fail("one value at the pickle's end", fmt::format("{}", stack_.size()));
  return stack_.back();
}

bool PickleMachine::step(std::uint8_t opcode) {
  if (opcode == STOP) return false;
  if (step_constant(opcode) || step_text(opcode) || step_container(opcode) || step_memo(opcode) ||
      step_call(opcode))
    return true;
  at_.fail("a pickle of plain values and numpy arrays",
           fmt::format("opcode {:#04x} at byte {}", opcode, at_.position() - 1));
}

bool PickleMachine::step_constant(std::uint8_t opcode) {
  switch (opcode) {
    case NONE:
      keep(none_);
      return true;
    case NEWTRUE:
      keep(true_);
      return true;
    case NEWFALSE:
      keep(false_);
      return true;
    case BININT:
      push(std::int64_t{at_.number<std::int32_t>()});
      return true;
    case BININT1:
      push(std::int64_t{at_.u8()});
      return true;
    case BININT2:
      push(std::int64_t{at_.u16()});
      return true;
    case LONG1:
      push_integer(at_.take(at_.u8()));
      return true;
    case LONG4:
      push_integer(at_.take(at_.u32()));
      return true;
    case BINFLOAT: {
      const Bytes big_endian = at_.take(8);
      std::array<std::uint8_t, 8> raw;
      std::reverse_copy(big_endian.begin(), big_endian.end(), raw.begin());
      push(std::bit_cast<double>(raw));
      return true;
    }
    default:
      return false;
  }
}

bool PickleMachine::step_text(std::uint8_t opcode) {
  switch (opcode) {
    case SHORT_BINUNICODE:
      push(PickleText{at_.text(at_.u8())});
      return true;
    case BINUNICODE:
      push(PickleText{at_.text(at_.u32())});
      return true;
    case BINUNICODE8:
      push(PickleText{at_.text(at_.u64())});
      return true;
    // Python 2's str is bytes and text in one; as text it serves both, see bytes_of().
    case SHORT_BINSTRING:
      push(PickleText{at_.text(at_.u8())});
      return true;
    case BINSTRING:
      push(PickleText{at_.text(at_.u32())});
      return true;
    case SHORT_BINBYTES:
      push(PickleBytes{at_.take(at_.u8())});
      return true;
    case BINBYTES:
      push(PickleBytes{at_.take(at_.u32())});
      return true;
    case BINBYTES8:
    case BYTEARRAY8:
      push(PickleBytes{at_.take(at_.u64())});
      return true;
    default:
      return false;
  }
}

bool PickleMachine::step_container(std::uint8_t opcode) {
  switch (opcode) {
    case MARK:
      count_kept();
      marks_.push_back(stack_.size());
      return true;
    case POP:
      pop();
      return true;
    case POP_MARK:
      pop_to_mark();
      return true;
    case EMPTY_LIST:
    case EMPTY_TUPLE:
      push(list_of({}));
      return true;
    case EMPTY_DICT:
      push(PickleDict(&pickle_->memory_));
      return true;
    case LIST:
    case TUPLE:
      push(list_of(pop_to_mark()));
      return true;
    case TUPLE1:
      push_last(1);
      return true;
    case TUPLE2:
      push_last(2);
      return true;
    case TUPLE3:
      push_last(3);
      return true;
    case APPEND: {
      PickleValue* const value = pop();
      append({&value, 1});
      return true;
    }
    case APPENDS:
      append(pop_to_mark());
      return true;
    case SETITEM: {
      PickleValue* const value = pop();
      set_items(std::array{pop(), value});
      return true;
    }
    case SETITEMS:
      set_items(pop_to_mark());
      return true;
    case DICT: {
      const Values items = pop_to_mark();
      push(PickleDict(&pickle_->memory_));
      set_items(items);
      return true;
    }
    default:
      return false;
  }
}

bool PickleMachine::step_memo(std::uint8_t opcode) {
  switch (opcode) {
    case BINPUT:
      remember(at_.u8());
      return true;
    case LONG_BINPUT:
      remember(at_.u32());
      return true;
    case MEMOIZE:
      remember(memo_.size());
      return true;
    case BINGET:
      recall(at_.u8());
      return true;
    case LONG_BINGET:
      recall(at_.u32());
      return true;
    case DUP:
      keep(&top());
      return true;
    case FRAME:
      at_.u64();
      return true;  // how far to read ahead: all of it is in memory
    case READONLY_BUFFER:
      return true;
    default:
      return false;
  }
}

bool PickleMachine::step_call(std::uint8_t opcode) {
  const auto line = [&] {
    const std::size_t begin = at_.position();
    std::size_t length = 0;
    while (at_.u8() != '\n') ++length;
    at_.seek(begin);
    const std::string_view text = at_.text(length);
    at_.skip(1);
    return text;
  };
  switch (opcode) {
    case GLOBAL: {
      const std::string_view module = line();
      name(module, line());
      return true;
    }
    case STACK_GLOBAL: {
      const std::string_view* function = pop()->text();
      const std::string_view* module = pop()->text();
      if (function == nullptr || module == nullptr)
        at_.fail("a module's and a function's name", "other values");
      name(*module, *function);
      return true;
    }
    case REDUCE:
      reduce();
      return true;
    case BUILD:
      build();
      return true;
    default:
      return false;
  }
}

void PickleMachine::push(Content content) {
  if (pickle_->values_.size() >= most_values_)
    at_.fail(fmt::format("at most {} values", most_values_), "more");
  keep(&pickle_->values_.emplace_back(PickleValue{std::move(content)}));
}

void PickleMachine::keep(PickleValue* value) {
  count_kept();
  stack_.push_back(value);
}

void PickleMachine::count_kept() {
  // A value may be on the stack, in a list, remembered and come back: more often than it was made.
  if (++kept_ > most_kept_) at_.fail(fmt::format("at most {} values and marks", most_kept_), "more");
}

void PickleMachine::push_integer(Bytes little_endian) {
  if (little_endian.size() > 8)
    at_.fail("an integer of at most 64 bits", fmt::format("{} bytes", little_endian.size()));
  std::uint64_t value = 0;
  for (std::size_t i = little_endian.size(); i-- > 0;) value = value << 8 | little_endian[i];
  if (!little_endian.empty() && little_endian.size() < 8 && (little_endian.back() & 0x80) != 0) {
    value |= ~std::uint64_t{0} << (8 * little_endian.size());
  }
  push(static_cast<std::int64_t>(value));
}

PickleValue& PickleMachine::top() {
  const std::size_t floor = marks_.empty() ? 0 : marks_.back();
  if (stack_.size() <= floor) at_.fail("a value on the stack", "none");
  return *stack_.back();
}

PickleValue* PickleMachine::pop() {
  PickleValue* value = &top();
  stack_.pop_back();
  return value;
}

PickleMachine::Values PickleMachine::pop_to_mark() {
  if (marks_.empty()) at_.fail("a mark on the stack", "none");
  const auto begin = stack_.begin() + static_cast<std::ptrdiff_t>(marks_.back());
  marked_.assign(begin, stack_.end());
  stack_.erase(begin, stack_.end());
  marks_.pop_back();
  return marked_;
}

PickleList PickleMachine::list_of(Values values) {
  return PickleList(values.begin(), values.end(), &pickle_->memory_);
}

void PickleMachine::push_last(std::size_t count) {
  std::array<PickleValue*, 3> values{};
  for (std::size_t i = count; i-- > 0;) values[i] = pop();
  push(list_of(Values(values).first(count)));
}

void PickleMachine::append(Values values) {
  auto* list = std::get_if<PickleList>(&top().content);
  if (list == nullptr) at_.fail("a list to append to", top().kind());
  list->insert(list->end(), values.begin(), values.end());
}

void PickleMachine::set_items(Values keys_and_values) {
  auto* dict = std::get_if<PickleDict>(&top().content);
  if (dict == nullptr) at_.fail("a dict to set items of", top().kind());
  if (keys_and_values.size() % 2 != 0) at_.fail("a value for each key", "a key without one");
  if (dict->empty()) dict->reserve(keys_and_values.size() / 2);
  for (std::size_t i = 0; i < keys_and_values.size(); i += 2) {
    dict->emplace_back(keys_and_values[i], keys_and_values[i + 1]);
  }
}

void PickleMachine::remember(std::uint64_t place) {
  // Places are counted: a value's is the number of those that were remembered before.
  if (place >= most_values_)
    at_.fail(fmt::format("at most {} remembered values", most_values_), fmt::format("one at {}", place));
  count_kept();
  if (place >= memo_.size()) memo_.resize(static_cast<std::size_t>(place) + 1);
  memo_[static_cast<std::size_t>(place)] = &top();
}

void PickleMachine::recall(std::uint64_t place) {
  PickleValue* const value = place < memo_.size() ? memo_[static_cast<std::size_t>(place)] : nullptr;
  if (value == nullptr) at_.fail("a remembered value", fmt::format("none at {}", place));
  keep(value);
}

}  // namespace solopose
