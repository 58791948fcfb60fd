#include "core/weights/torchscript_pickle.h"

#include <deque>
#include <unordered_map>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {
namespace {

struct Value;
using List = std::vector<Value*>;
using Dict = std::vector<std::pair<Value*, Value*>>;
struct Name {  // of a class or function
  std::string full;
};
struct Object {
  Value* state = nullptr;
};
struct Value {
  std::variant<std::monostate, bool, std::int64_t, std::string, List, Dict, Name, Object, TorchScriptTensor>
      content;
};

struct StorageType {
  std::string_view torch;
  std::string_view ours;
};
constexpr StorageType storage_types[] = {{"torch.HalfStorage", "F16"},  {"torch.BFloat16Storage", "BF16"},
                                         {"torch.FloatStorage", "F32"}, {"torch.DoubleStorage", "F64"},
                                         {"torch.LongStorage", "I64"},  {"torch.IntStorage", "I32"},
                                         {"torch.ShortStorage", "I16"}, {"torch.CharStorage", "I8"},
                                         {"torch.ByteStorage", "U8"},   {"torch.BoolStorage", "BOOL"}};

constexpr std::string_view rebuild_tensor = "torch._utils._rebuild_tensor_v2";

class Machine {
 public:
  Machine(Bytes bytes, const std::filesystem::path& file)
      : at_(bytes, file, "data.pkl"), most_values_(64 + bytes.size()) {}

  Value* run() {
    while (step(at_.u8())) {
    }
    if (stack_.size() != 1) at_.fail("one value at the end", fmt::format("{}", stack_.size()));
    return stack_.back();
  }

 private:
  using Content = decltype(Value::content);

  bool step(std::uint8_t opcode) {
    switch (opcode) {
      case '.':  // STOP
        return false;
      case 0x80:  // PROTO
        at_.u8();
        return true;
      case '(':  // MARK
        marks_.push_back(stack_.size());
        return true;
      default:
        if (!step_plain(opcode) && !step_container(opcode) && !step_call(opcode)) {
          at_.fail("a TorchScript module's pickle",
                   fmt::format("opcode {:#04x} at byte {}", opcode, at_.position() - 1));
        }
        return true;
    }
  }

  bool step_plain(std::uint8_t opcode) {
    switch (opcode) {
      case 'N':
        push(std::monostate());
        return true;
      case 0x88:
      case 0x89:
        push(opcode == 0x88);
        return true;
      case 'J':
        push(std::int64_t{at_.number<std::int32_t>()});
        return true;
      case 'K':
        push(std::int64_t{at_.u8()});
        return true;
      case 'M':
        push(std::int64_t{at_.u16()});
        return true;
      case 0x8a:
        push_long(at_.take(at_.u8()));
        return true;
      case 'G':  // a float: no tensor's shape needs one
        at_.skip(8);
        push(std::monostate());
        return true;
      case 'X':
        push(std::string(at_.text(at_.u32())));
        return true;
      case 'c':
        push(name());
        return true;
      default:
        return false;
    }
  }

  bool step_container(std::uint8_t opcode) {
    switch (opcode) {
      case ')':
      case ']':
        push(List());
        return true;
      case '}':
        push(Dict());
        return true;
      case 't':
      case 'l':
        push(pop_to_mark());
        return true;
      case 0x85:
      case 0x86:
      case 0x87: {
        List values(opcode - 0x84u);
        for (std::size_t i = values.size(); i-- > 0;) values[i] = pop();
        push(std::move(values));
        return true;
      }
      case 'a': {
        Value* value = pop();
        as<List>(top(), "a list").push_back(value);
        return true;
      }
      case 'e': {
        const List values = pop_to_mark();
        List& list = as<List>(top(), "a list");
        list.insert(list.end(), values.begin(), values.end());
        return true;
      }
      case 's': {
        Value* value = pop();
        Value* key = pop();
        as<Dict>(top(), "a dict").emplace_back(key, value);
        return true;
      }
      case 'u': {
        const List values = pop_to_mark();
        if (values.size() % 2 != 0) at_.fail("a value for each key", "a key without one");
        Dict& dict = as<Dict>(top(), "a dict");
        for (std::size_t i = 0; i < values.size(); i += 2) dict.emplace_back(values[i], values[i + 1]);
        return true;
      }
      default:
        return false;
    }
  }

  bool step_call(std::uint8_t opcode) {
    switch (opcode) {
      case 'q':
        memo_[at_.u8()] = top();
        return true;
      case 'r':
        memo_[at_.u32()] = top();
        return true;
      case 'h':
        recall(at_.u8());
        return true;
      case 'j':
        recall(at_.u32());
        return true;
      case 0x81:  // NEWOBJ
        pop();
        pop();
        push(Object());
        return true;
      case 'b': {  // BUILD
        Value* state = pop();
        as<Object>(top(), "an object").state = state;
        return true;
      }
      case 'Q':  // BINPERSID
        push(storage(as<List>(pop(), "a storage's tuple")));
        return true;
      case 'R':
        reduce();
        return true;
      default:
        return false;
    }
  }

  void push(Content content) {
    // Copies through the memo cost no value; everything else costs a byte of the pickle at least.
    if (values_.size() >= most_values_) at_.fail("fewer values than bytes", "more");
    stack_.push_back(&values_.emplace_back(Value{std::move(content)}));
  }

  void push_long(Bytes little_endian) {
    if (little_endian.size() > 8)
      at_.fail("numbers of up to 8 bytes", fmt::format("{}", little_endian.size()));
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < little_endian.size(); ++i)
      number |= std::uint64_t{little_endian[i]} << (8 * i);
    const bool negative = !little_endian.empty() && little_endian.back() >= 0x80;
    if (negative && little_endian.size() < 8) number |= ~std::uint64_t{0} << (8 * little_endian.size());
    push(static_cast<std::int64_t>(number));
  }

  Value* top() {
    const std::size_t floor = marks_.empty() ? 0 : marks_.back();
    if (stack_.size() <= floor) at_.fail("a value on the stack", "none");
    return stack_.back();
  }

  Value* pop() {
    Value* value = top();
    stack_.pop_back();
    return value;
  }

  List pop_to_mark() {
    if (marks_.empty()) at_.fail("a mark", "none");
    const auto first = stack_.begin() + static_cast<std::ptrdiff_t>(marks_.back());
    List values(first, stack_.end());
    stack_.erase(first, stack_.end());
    marks_.pop_back();
    return values;
  }

  void recall(std::uint64_t place) {
    const auto found = memo_.find(place);
    if (found == memo_.end()) at_.fail("a remembered value", fmt::format("none at {}", place));
    stack_.push_back(found->second);
  }

  template <typename T>
  T& as(Value* value, std::string_view expected) {
    T* found = std::get_if<T>(&value->content);
    if (found == nullptr) at_.fail(expected, "something else");
    return *found;
  }

  std::string line() {
    constexpr std::size_t longest = 1024;
    std::string text;
    for (char c = static_cast<char>(at_.u8()); c != '\n'; c = static_cast<char>(at_.u8())) {
      text += c;
      if (text.size() > longest) at_.fail("a name", "a longer text");
    }
    return text;
  }

  Name name() {
    const std::string module = line();
    return {module + "." + line()};
  }

  // ('storage', torch.HalfStorage, key, device, count)
  TorchScriptTensor storage(const List& parts) {
    if (parts.size() != 5) at_.fail("a storage's 5 values", fmt::format("{}", parts.size()));
    TorchScriptTensor tensor;
    const std::string& type = as<Name>(parts[1], "a storage's type").full;
    for (const StorageType& known : storage_types) {
      if (known.torch == type) tensor.type = known.ours;
    }
    tensor.storage = as<std::string>(parts[2], "a storage's key");
    tensor.storage_count = size(parts[4]);
    return tensor;
  }

  // (storage, offset, shape, strides, requires_grad, hooks)
  void reduce() {
    Value* argument_tuple = pop();
    const Name* function = std::get_if<Name>(&pop()->content);
    if (function == nullptr) at_.fail("a function's name", "something else");
    if (function->full != rebuild_tensor) return push(std::monostate());
    const List& arguments = as<List>(argument_tuple, "arguments");
    if (arguments.size() < 4) at_.fail("a tensor's storage, offset, shape and strides", "fewer values");
    TorchScriptTensor tensor = as<TorchScriptTensor>(arguments[0], "a tensor's storage");
    tensor.offset = size(arguments[1]);
    tensor.shape = sizes(arguments[2]);
    tensor.strides = sizes(arguments[3]);
    require_within(tensor);
    push(std::move(tensor));
  }

  std::uint64_t size(Value* value) {
    const std::int64_t number = as<std::int64_t>(value, "a size");
    if (number < 0) at_.fail("sizes from 0 on", fmt::format("{}", number));
    return static_cast<std::uint64_t>(number);
  }

  std::vector<std::uint64_t> sizes(Value* value) {
    std::vector<std::uint64_t> result;
    for (Value* number : as<List>(value, "a tensor's sizes")) result.push_back(size(number));
    return result;
  }

  // A stride of 0 could claim any number of elements, so those are counted too.
  void require_within(const TorchScriptTensor& tensor) {
    constexpr std::size_t most_axes = 16;
    if (tensor.shape.size() != tensor.strides.size() || tensor.shape.size() > most_axes) {
      at_.fail("a stride for every axis of a tensor", "others");
    }
    std::uint64_t count = 1;
    std::uint64_t last = tensor.offset;
    bool beyond = tensor.offset > tensor.storage_count;
    for (std::size_t i = 0; i < tensor.shape.size(); ++i) {
      count = saturating_product(count, tensor.shape[i]);
      if (tensor.shape[i] == 0) continue;
      const std::uint64_t step = saturating_product(tensor.shape[i] - 1, tensor.strides[i]);
      beyond = beyond || __builtin_add_overflow(last, step, &last);
    }
    if (count > 0 && (beyond || count > tensor.storage_count || last >= tensor.storage_count)) {
      at_.fail(fmt::format("tensors within their storage of {} numbers", tensor.storage_count),
               "a larger one");
    }
  }

  ByteCursor at_;
  std::size_t most_values_;
  std::deque<Value> values_;
  std::vector<Value*> stack_;
  std::vector<std::size_t> marks_;
  std::unordered_map<std::uint64_t, Value*> memo_;
};

// Modules hold modules; a pickle can also make one hold itself, or share one so often that a walk never ends.
class Walk {
 public:
  Walk(std::map<std::string, TorchScriptTensor>& tensors, std::size_t steps,
       const std::filesystem::path& file)
      : tensors_(&tensors), steps_left_(steps), file_(&file) {}

  void visit(const Value& value, const std::string& name, int depth) {
    constexpr int most_depth = 32;
    if (steps_left_-- == 0 || depth > most_depth)
      throw FormatError(*file_, "data.pkl", "modules within modules", "a circle of them");
    if (const auto* tensor = std::get_if<TorchScriptTensor>(&value.content)) {
      tensors_->emplace(name, *tensor);
    } else if (const auto* object = std::get_if<Object>(&value.content)) {
      if (object->state != nullptr) visit(*object->state, name, depth + 1);
    } else if (const auto* dict = std::get_if<Dict>(&value.content)) {
      for (const auto& [key, item] : *dict) {
        const auto* text = std::get_if<std::string>(&key->content);
        if (text != nullptr) visit(*item, joined(name, *text), depth + 1);
      }
    }
  }

 private:
  /// A long name shared by many modules would be written out for each of their tensors.
  std::string joined(const std::string& name, const std::string& part) const {
    constexpr std::size_t longest = 1024;
    if (name.size() + part.size() > longest)
      throw FormatError(*file_, "data.pkl", fmt::format("names of up to {} letters", longest),
                        "a longer one");
    return name.empty() ? part : name + "." + part;
  }

  std::map<std::string, TorchScriptTensor>* tensors_;
  std::size_t steps_left_;
  const std::filesystem::path* file_;
};

}  // namespace

std::map<std::string, TorchScriptTensor> torchscript_tensors(Bytes pickle,
                                                             const std::filesystem::path& file) {
  Machine machine(pickle, file);
  const Value* root = machine.run();
  std::map<std::string, TorchScriptTensor> tensors;
  Walk(tensors, pickle.size(), file).visit(*root, "", 0);
  return tensors;
}

}  // namespace solopose
