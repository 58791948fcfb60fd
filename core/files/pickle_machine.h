#pragma once

#include <array>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "core/files/pickle.h"

namespace solopose {

/// The stack machine that a pickle is written for (Python's Lib/pickletools.py describes every opcode). Used
/// by Pickle only.
class PickleMachine {
 public:
  PickleMachine(Pickle& pickle, Bytes bytes, const std::filesystem::path& file, std::string_view field);
  const PickleValue* run(const JobContext& context);

 private:
  using Content = decltype(PickleValue::content);

  bool step(std::uint8_t opcode);  ///< false at STOP
  bool step_constant(std::uint8_t opcode);
  bool step_text(std::uint8_t opcode);
  bool step_container(std::uint8_t opcode);
  bool step_memo(std::uint8_t opcode);
  bool step_call(std::uint8_t opcode);

  void push(Content content);
  void keep(PickleValue* value);  ///< on the stack
  void count_kept();
  void push_integer(Bytes little_endian);
  PickleValue* pop();
  PickleValue& top();
  using Values = std::span<PickleValue* const>;
  /// What lies above the last mark, which goes with it; good until the next mark goes.
  Values pop_to_mark();
  PickleList list_of(Values values);
  void push_last(std::size_t count);  ///< a tuple of the last values
  void append(Values values);
  void set_items(Values keys_and_values);
  void remember(std::uint64_t place);
  void recall(std::uint64_t place);

  void name(std::string_view module, std::string_view function);
  void reduce();
  void build();
  void build_array(PickleArray& array, const PickleList& state);
  void build_type(PickleType& type, const PickleList& state);

  Content call_dtype(const PickleList& arguments);
  Content call_scalar(const PickleList& arguments);
  Content call_frombuffer(const PickleList& arguments);
  void transpose(PickleArray& array, const std::vector<std::uint64_t>& axes);
  std::vector<std::uint8_t>& decoded(std::size_t size);
  Content call_encode(const PickleList& arguments);
  Content call_ordered_dict(const PickleList& arguments);
  Content call_default_dict(const PickleList& arguments);
  Content text_of_numpy(const NpyHeader& header, Bytes data);
  Bytes bytes_of(const PickleValue& value);
  std::vector<std::uint64_t> shape_of(const PickleValue& value);
  const PickleType& type_of(const PickleValue& value);
  void require_data(const PickleArray& array);

  Pickle* pickle_;
  ByteCursor at_;
  std::size_t most_values_;
  std::size_t most_kept_;
  std::size_t decoded_bytes_ = 0;
  std::size_t kept_ = 0;  ///< what was put on the stack, remembered or marked so far
  PickleValue* none_;
  PickleValue* true_;
  PickleValue* false_;
  std::vector<PickleValue*> stack_;
  std::vector<PickleValue*> marked_;  ///< what lay above the mark that went last
  std::vector<std::size_t> marks_;
  std::vector<PickleValue*> memo_;  ///< by place; nullptr where nothing was remembered
};

}  // namespace solopose
