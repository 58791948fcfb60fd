#include "core/weights/weights.h"

#include <sys/stat.h>

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/files/byte_cursor.h"
#include "core/weights/clip_weights.h"
#include "core/weights/torchscript_pickle.h"
#include "tests/core/weights/clip_fixtures.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using testing::clip_fixture;
using ::testing::ElementsAre;
using testing::fixture_heads;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

class WeightsTest : public ::testing::Test {
 protected:
  std::filesystem::path written(const std::string& bytes) {
    const std::filesystem::path path = folder_ / "weights.safetensors";
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }
  std::filesystem::path safetensors(const std::string& header, const std::string& data) {
    std::string bytes(8, '\0');
    const std::uint64_t length = header.size();
    std::memcpy(bytes.data(), &length, sizeof(length));
    return written(bytes + header + data);
  }
  void expect_refused(const std::filesystem::path& file, const std::string& because) {
    EXPECT_THAT([&] { WeightFile::open(file); }, ThrowsMessage<FormatError>(HasSubstr(because)));
  }

  testing::TemporaryFolder folder_;
};

TEST_F(WeightsTest, half_precision_and_bfloat16_arrive_as_floats) {
  const auto file = WeightFile::open(safetensors(
      R"({"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},)"
      R"("b":{"dtype":"BF16","shape":[1,1],"data_offsets":[4,6]},"__metadata__":{"format":"pt"}})",
      std::string("\x00\x3c\x00\xc1\x20\x40", 6)));
  EXPECT_THAT(file->values("a"), ElementsAre(1.0f, -2.5f));
  EXPECT_THAT(file->values("b"), ElementsAre(2.5f));
  EXPECT_EQ(file->info("b").shape.size(), 2u);
  EXPECT_THAT([&] { (void)file->values("c"); }, ThrowsMessage<FormatError>(HasSubstr("c: expected weights")));
}

TEST_F(WeightsTest, hostile_headers_are_refused) {
  const std::string four(4, 'x');
  expect_refused(written("abc"), "at least 8 bytes");
  expect_refused(written(std::string(8, '\xff')), "a header of at most 0 bytes");
  expect_refused(safetensors("{", four), "JSON");
  expect_refused(safetensors("[]", ""), "a JSON object");
  expect_refused(safetensors(std::string(100000, '['), ""), "JSON");
  expect_refused(safetensors(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,400]}})", four),
                 "within 4 bytes");
  expect_refused(safetensors(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}})", four),
                 "within 4 bytes");
  expect_refused(safetensors(R"({"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})", four),
                 "whole numbers");
  expect_refused(
      safetensors(R"({"a":{"dtype":"F32","shape":[4294967296,4294967297],"data_offsets":[0,4]}})", four),
      "bytes for");
  expect_refused(safetensors(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}})", four),
                 "8 bytes for");
  expect_refused(safetensors(R"({"a":{"dtype":"C64","shape":[1],"data_offsets":[0,4]}})", four),
                 "a dtype of numbers");
  expect_refused(safetensors(R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}})", four),
                 "tensors of 4 bytes");
  expect_refused(safetensors(R"({"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},)"
                             R"("b":{"dtype":"U8","shape":[3],"data_offsets":[1,4]}})",
                             four),
                 "without gap or overlap");
  expect_refused(safetensors(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},)"
                             R"("a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})",
                             four),
                 "a twice");
  expect_refused(
      safetensors(R"({"a":{"dtype":"F32","shape":[9223372036854775808,0],"data_offsets":[0,0]}})", ""),
      "places");
  expect_refused(
      safetensors(R"({"a":{"dtype":"F32","shape":[1099511627776,1099511627776,0],"data_offsets":[0,0]}})",
                  ""),
      "places");
  std::string axes = "1";
  for (int i = 0; i < 99; ++i) axes += ",1";
  expect_refused(safetensors(R"({"a":{"dtype":"U8","shape":[)" + axes + R"(],"data_offsets":[0,1]}})", four),
                 "100 axes");
}

TEST_F(WeightsTest, an_archive_cut_anywhere_is_refused_and_nothing_else) {
  const ByteBuffer whole = bytes_of_file(clip_fixture("clip.pt"));
  const std::string text(whole.begin(), whole.end());
  for (std::size_t kept = 0; kept < text.size(); kept += 997) {
    const auto path = written(text.substr(0, kept));
    EXPECT_THROW(WeightFile::open(path), Error) << kept;
  }
}

TEST_F(WeightsTest, both_forms_of_clip_hold_the_same_numbers) {
  const auto ours = WeightFile::open(clip_fixture("clip.pt"));
  const auto theirs = WeightFile::open(clip_fixture("clip.safetensors"));
  const ClipWeights a = match_clip_weights(*ours, fixture_heads);
  const ClipWeights b = match_clip_weights(*theirs, fixture_heads);
  ASSERT_EQ(a.parameters.size(), b.parameters.size());
  for (std::size_t i = 0; i < a.parameters.size(); ++i) {
    EXPECT_EQ(a.parameters[i].name, b.parameters[i].name);
    EXPECT_EQ(ClipWeights::values(*ours, a.parameters[i]), ClipWeights::values(*theirs, b.parameters[i]))
        << a.parameters[i].name;
  }
}

TEST_F(WeightsTest, a_pipe_is_refused_and_not_waited_for) {
  for (const char* name : {"pipe.safetensors", "pipe.pt"}) {
    ASSERT_EQ(mkfifo((folder_ / name).c_str(), 0600), 0);
    EXPECT_THAT([&] { WeightFile::open(folder_ / name); },
                ThrowsMessage<FormatError>(HasSubstr("expected a regular file, found a FIFO")));
  }
}

/// The fixture with one name changed, to one of the same length.
TEST_F(WeightsTest, a_missing_or_unknown_weight_is_named) {
  const ByteBuffer whole = bytes_of_file(clip_fixture("clip.safetensors"));
  std::string text(whole.begin(), whole.end());
  const std::string name = "vision_model.post_layernorm.bias";
  const std::size_t at = text.find(name);
  ASSERT_NE(at, std::string::npos);
  text.replace(at, name.size(), "vision_model.post_layernorm.bia5");
  const auto without = WeightFile::open(written(text));
  EXPECT_THAT([&] { match_clip_weights(*without, fixture_heads); },
              ThrowsMessage<FormatError>(HasSubstr(name + ": expected weights of this name")));

  text = std::string(whole.begin(), whole.end());
  const std::string unused = "visual_projection.weight";
  text.replace(text.find(unused), unused.size(), "vision_model.something_x");
  const auto more = WeightFile::open(written(text));
  EXPECT_THAT(
      [&] { match_clip_weights(*more, fixture_heads); },
      ThrowsMessage<FormatError>(HasSubstr("vision_model.something_x: expected only weights of CLIP")));
}

std::map<std::string, TorchScriptTensor> tensors_of(const std::string& pickle) {
  const std::filesystem::path file = "archive.pt";
  return torchscript_tensors({reinterpret_cast<const std::uint8_t*>(pickle.data()), pickle.size()}, file);
}

/// {"w": tensor} with the given storage size, offset, side and stride, all below 256.
std::string pickled_tensor(int count, int offset, int side, int stride) {
  const auto small = [](int number) { return std::string("K") + static_cast<char>(number); };
  const auto text = [](const std::string& value) {
    return std::string("X") + static_cast<char>(value.size()) + std::string(3, '\0') + value;
  };
  return "\x80\x02}(" + text("w") + "ctorch._utils\n_rebuild_tensor_v2\n((" + text("storage") +
         "ctorch\nFloatStorage\n" + text("0") + text("cpu") + small(count) + "tQ" + small(offset) +
         small(side) + "\x85" + small(stride) + "\x85" + "\x89" + "NtRu.";
}

TEST_F(WeightsTest, a_tensor_stays_within_its_storage) {
  const auto tensors = tensors_of(pickled_tensor(10, 2, 4, 2));
  ASSERT_TRUE(tensors.contains("w"));
  EXPECT_EQ(tensors.at("w").type, "F32");
  for (const auto& pickle :
       {pickled_tensor(10, 2, 5, 2), pickled_tensor(3, 0, 200, 0), pickled_tensor(10, 10, 1, 1)}) {
    EXPECT_THAT([&] { tensors_of(pickle); }, ThrowsMessage<FormatError>(HasSubstr("within their storage")));
  }
}

TEST_F(WeightsTest, a_pickle_that_names_a_function_calls_nothing) {
  EXPECT_TRUE(tensors_of("\x80\x02"
                         "cos\nsystem\nX\x04" +
                         std::string(3, '\0') + "true\x85R.")
                  .empty());
}

TEST_F(WeightsTest, damaged_pickles_are_refused) {
  const std::string whole = pickled_tensor(10, 2, 4, 2);
  for (std::size_t kept = 0; kept < whole.size(); ++kept) {
    EXPECT_THROW(tensors_of(whole.substr(0, kept)), FormatError) << kept;
  }
  // A dict that holds itself.
  EXPECT_THROW(tensors_of(std::string("\x80\x02}q\x00X\x01\x00\x00\x00ah\x00s.", 14)), FormatError);
}

/// A pickle of 100 kB could ask for 50 MB of names, one of 10 MB for all memory there is.
TEST_F(WeightsTest, long_names_are_not_written_out_for_every_tensor) {
  const auto text = [](const std::string& value) {
    const std::uint32_t length = static_cast<std::uint32_t>(value.size());
    std::string coded(5, 'X');
    std::memcpy(coded.data() + 1, &length, sizeof length);
    return coded + value;
  };
  const std::string tensor = pickled_tensor(10, 2, 4, 2);
  // What stands between "w" and the end of the dict's items: the tensor itself.
  const std::size_t begin = tensor.find("ctorch._utils");
  const std::string value = tensor.substr(begin, tensor.size() - begin - 2);
  std::string pickle = "\x80\x02}" + text(std::string(50'000, 'n')) + "}(";
  for (int i = 0; i < 1000; ++i) pickle += text(std::to_string(i)) + value;
  pickle += "us.";
  EXPECT_THAT([&] { tensors_of(pickle); }, ThrowsMessage<FormatError>(HasSubstr("names of up to")));
}

}  // namespace
}  // namespace solopose
