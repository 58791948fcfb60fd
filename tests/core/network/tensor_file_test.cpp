#include "core/network/tensor_file.h"

#include <sys/resource.h>

#include <csignal>
#include <cstdlib>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/files/byte_cursor.h"
#include "tests/support/python.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using testing::TemporaryFolder;

std::map<std::string, torch::Tensor> some_tensors() {
  torch::manual_seed(6);
  return {{"weight", torch::randn({3, 5, 2})},
          {"moment \"quoted\"", torch::randn({7}, torch::kDouble)},
          {"step", torch::tensor(std::int64_t{1} << 50)},
          {"random state", torch::randint(256, {5}, torch::kByte)},
          {"nothing", torch::empty({0, 4})},
          {"transposed", torch::arange(6, torch::kFloat).view({2, 3}).t()}};
}

const std::map<std::string, std::string> some_metadata = {{"description", R"({"a": [1, 2], "é": "\n"})"},
                                                          {"format", "pt"}};

TEST(TensorFileTest, gives_back_tensors_in_their_types_and_metadata) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "state.safetensors";
  write_tensors(file, some_tensors(), some_metadata);
  const TensorFile read = read_tensors(file);
  EXPECT_EQ(read.metadata, some_metadata);
  ASSERT_EQ(read.tensors.size(), some_tensors().size());
  for (const auto& [name, tensor] : some_tensors()) {
    const torch::Tensor& found = read.tensors.at(name);
    EXPECT_EQ(found.scalar_type(), tensor.scalar_type()) << name;
    EXPECT_TRUE(torch::equal(found, tensor)) << name;
  }
}

/// The format as its authors describe it, read with numpy alone.
TEST(TensorFileTest, is_what_the_format_demands) {
  REQUIRE_PYTHON("numpy");
  const TemporaryFolder folder;
  write_tensors(folder.path() / "a.safetensors", some_tensors(), some_metadata);
  std::ofstream(folder.path() / "read.py") << R"(
import json, struct, sys
import numpy as np
raw = open(sys.argv[1], 'rb').read()
length, = struct.unpack('<Q', raw[:8])
assert length % 8 == 0 and raw[8:9] == b'{', length
header = json.loads(raw[8:8 + length].decode('utf-8'))
assert header.pop('__metadata__') == {'description': '{"a": [1, 2], "\u00e9": "\\n"}', 'format': 'pt'}
kinds = {'F32': '<f4', 'F64': '<f8', 'I64': '<i8', 'U8': 'u1'}
data, at, arrays = raw[8 + length:], 0, {}
for name, tensor in sorted(header.items(), key=lambda item: item[1]['data_offsets']):
    begin, end = tensor['data_offsets']
    kind = np.dtype(kinds[tensor['dtype']])
    assert begin == at and (8 + length + begin) % kind.itemsize == 0, name
    arrays[name] = np.frombuffer(data[begin:end], kind).reshape(tensor['shape'])
    at = end
assert at == len(data)
assert arrays['step'][()] == 1 << 50
assert arrays['transposed'].tolist() == [[0, 3], [1, 4], [2, 5]]
assert arrays['nothing'].shape == (0, 4)
assert arrays['weight'].dtype == np.float32 and len(arrays) == 6
)";
  const std::string command = "/usr/bin/python3 " + (folder.path() / "read.py").string() + " " +
                              (folder.path() / "a.safetensors").string();
  EXPECT_EQ(std::system(command.c_str()), 0);
}

TEST(TensorFileTest, cut_off_anywhere_it_is_refused) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "state.safetensors";
  write_tensors(file, some_tensors(), some_metadata);
  const auto whole = bytes_of_file(file);
  for (std::size_t length = 0; length < whole.size(); length += 7) {
    std::ofstream(folder.path() / "cut", std::ios::binary)
        .write(reinterpret_cast<const char*>(whole.data()), static_cast<std::streamsize>(length));
    EXPECT_THROW(read_tensors(folder.path() / "cut"), FormatError) << length;
  }
}

TEST(TensorFileTest, metadata_of_something_else_than_texts_is_refused) {
  const TemporaryFolder folder;
  const std::string header = R"({"__metadata__":{"a":1}}        )";
  std::ofstream out(folder.path() / "odd", std::ios::binary);
  const std::uint64_t length = header.size();
  out.write(reinterpret_cast<const char*>(&length), 8);
  out << header;
  out.close();
  EXPECT_THAT([&] { read_tensors(folder.path() / "odd"); },
              ::testing::ThrowsMessage<FormatError>(::testing::HasSubstr("__metadata__: a")));
}

TEST(TensorFileTest, a_type_it_does_not_hold_is_named) {
  const TemporaryFolder folder;
  EXPECT_THAT(
      [&] {
        write_tensors(folder.path() / "a", {{"mask", torch::ones({2}, torch::kBool)}}, {});
      },
      ::testing::ThrowsMessage<Error>(::testing::HasSubstr("mask")));
}

TEST(TensorFileTest, on_a_full_disk_the_old_file_stays) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "state.safetensors";
  write_tensors(file, {{"kept", torch::ones({3})}}, {});
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  rlimit small = before;
  small.rlim_cur = 4096;
  setrlimit(RLIMIT_FSIZE, &small);
  EXPECT_THROW(write_tensors(file, {{"large", torch::ones({100'000})}}, {}), Error);
  setrlimit(RLIMIT_FSIZE, &before);
  EXPECT_TRUE(read_tensors(file).tensors.contains("kept"));
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) files += entry.exists();
  EXPECT_EQ(files, 1U);
  EXPECT_THROW(write_tensors(folder.path() / "no" / "folder", {}, {}), Error);
}

}  // namespace
}  // namespace solopose
