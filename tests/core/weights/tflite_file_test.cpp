#include "core/weights/tflite_file.h"

#include <array>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/core/weights/flat_sample.h"
#include "tests/support/bytes.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

template <typename T>
std::string bytes_of_numbers(const std::vector<T>& numbers) {
  return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(T)};
}

FlatObject tensor(const std::vector<std::int32_t>& shape, std::int32_t type, std::int32_t buffer,
                  const std::string& name) {
  return flat_table({flat_integers(shape), type, buffer, flat_bytes(name)});
}

FlatObject operation(std::int32_t code, const std::vector<std::int32_t>& inputs,
                     const std::vector<std::int32_t>& outputs, FlatField options = {}) {
  return flat_table({code, flat_integers(inputs), flat_integers(outputs), 0, std::move(options)});
}

/// Image (1, 2) + (1.5, -2) with ReLU, and (0.5, -4) from halves to floats.
struct Sample {
  std::vector<float> bias = {1.5F, -2.0F};
  std::vector<std::int32_t> bias_shape = {2};
  std::vector<std::int32_t> add_inputs = {0, 1};
  std::vector<std::int32_t> second_outputs = {4};
  std::vector<std::int32_t> outputs = {3, 4};
  std::int32_t wide_code = 6;
  std::int32_t version = 3;
  std::size_t graphs = 1;
  std::string identifier = "TFL3";

  std::string bytes() const {
    const std::vector<std::uint16_t> halves = {0x3800, 0xC400};
    const FlatObject graph = flat_table(
        {flat_tables({tensor({1, 2}, 0, 0, "image"), tensor(bias_shape, 0, 1, "bias"),
                      tensor({2}, 1, 2, "halves"), tensor({1, 2}, 0, 0, "sum"), tensor({2}, 0, 0, "floats")}),
         flat_integers({0}), flat_integers(outputs),
         flat_tables({operation(0, add_inputs, {3}, flat_table({1})), operation(1, {2}, second_outputs)})});
    const FlatObject buffers = flat_tables({flat_table({}), flat_table({flat_bytes(bytes_of_numbers(bias))}),
                                            flat_table({flat_bytes(bytes_of_numbers(halves))})});
    const FlatObject codes = flat_tables({flat_table({0}), flat_table({6, {}, {}, wide_code})});
    const std::vector<FlatObject> all_graphs(graphs, graph);
    return flat_file(flat_table({version, codes, flat_tables(all_graphs), flat_bytes("sample"), buffers}),
                     identifier);
  }
};

struct TfliteTest : ::testing::Test {
  TemporaryFolder folder;
  std::filesystem::path path = folder / "sample.tflite";

  /// The message of the Error; "read" when there is none.
  std::string message(const std::string& bytes) const {
    write_bytes(path, bytes);
    try {
      const TfliteFile file(path);
      for (std::size_t i = 0; i < file.tensors().size(); ++i)
        if (!file.tensors()[i].data.empty()) file.values(static_cast<std::int32_t>(i));
    } catch (const Error& failure) {
      return failure.what();
    }
    return "read";
  }
};

TEST_F(TfliteTest, reads_tensors_constants_and_operators) {
  write_bytes(path, Sample().bytes());
  const TfliteFile file(path);
  ASSERT_EQ(file.tensors().size(), 5U);
  EXPECT_EQ(file.tensors()[0].name, "image");
  EXPECT_EQ(file.tensors()[0].type, "F32");
  EXPECT_THAT(file.tensors()[0].shape, ElementsAre(1, 2));
  EXPECT_EQ(file.tensors()[2].type, "F16");
  EXPECT_THAT(file.values(1), ElementsAre(1.5F, -2.0F));
  EXPECT_THAT(file.values(2), ElementsAre(0.5F, -4.0F));
  EXPECT_THAT(file.inputs(), ElementsAre(0));
  EXPECT_THAT(file.outputs(), ElementsAre(3, 4));
  ASSERT_EQ(file.operators().size(), 2U);
  EXPECT_EQ(file.operators()[0].kind, "ADD");
  EXPECT_THAT(file.operators()[0].inputs, ElementsAre(0, 1));
  ASSERT_TRUE(file.operators()[0].options);
  EXPECT_EQ(file.operators()[0].options->number<std::int8_t>(0, 0), 1);
  EXPECT_EQ(file.operators()[0].options->number<std::int8_t>(7, 5), 5) << "an absent field has its default";
}

TEST_F(TfliteTest, takes_the_larger_of_the_two_fields_of_an_operator_code) {
  write_bytes(path, Sample{.wide_code = 200}.bytes());
  EXPECT_EQ(TfliteFile(path).operators()[1].kind, "operator 200");
  write_bytes(path, Sample{.wide_code = 0}.bytes());
  EXPECT_EQ(TfliteFile(path).operators()[1].kind, "DEQUANTIZE") << "older writers fill the narrow one only";
}

TEST_F(TfliteTest, computed_tensors_have_no_values) {
  write_bytes(path, Sample().bytes());
  const TfliteFile file(path);
  EXPECT_THROW(file.values(3), FormatError);
  EXPECT_THROW(file.values(5), FormatError);
  EXPECT_THROW(file.values(-1), FormatError);
}

TEST_F(TfliteTest, says_what_is_wrong) {
  EXPECT_THAT(message(Sample{.identifier = "TFL2"}.bytes()), HasSubstr("the letters TFL3"));
  EXPECT_THAT(message(Sample{.version = 4}.bytes()), HasSubstr("version: expected 3, found 4"));
  EXPECT_THAT(message(Sample{.graphs = 2}.bytes()), HasSubstr("subgraphs: expected 1, found 2"));
  EXPECT_THAT(message(Sample{.bias_shape = {3}}.bytes()), HasSubstr("expected 12 bytes"));
  EXPECT_THAT(message(Sample{.bias_shape = {1 << 30, 1 << 30, 1 << 30}}.bytes()), HasSubstr("places"));
  EXPECT_THAT(message(Sample{.bias_shape = {-2}}.bytes()), HasSubstr("positive sides"));
  EXPECT_THAT(message(Sample{.add_inputs = {0, 5}}.bytes()), HasSubstr("found 5"));
  EXPECT_THAT(message(Sample{.add_inputs = {0, 4}}.bytes()), HasSubstr("tensors made before"));
  EXPECT_THAT(message(Sample{.second_outputs = {3}}.bytes()), HasSubstr("each tensor made once"));
  EXPECT_THAT(message(Sample{.outputs = {-1}}.bytes()), HasSubstr("outputs"));
}

TEST_F(TfliteTest, survives_cuts_and_each_changed_byte) {
  const std::string whole = Sample().bytes();
  std::size_t refused = 0;
  const auto expect_survived = [&](const std::string& bytes, std::size_t at) {
    const std::string found = message(bytes);
    if (found == "read") return;
    ++refused;
    EXPECT_THAT(found, HasSubstr("sample.tflite")) << "at byte " << at;
  };
  for (std::size_t length = 0; length < whole.size(); length += 5)
    expect_survived(whole.substr(0, length), length);
  EXPECT_GT(refused, whole.size() / 10);
  constexpr std::array masks = {'\x01', '\x10', '\x40', '\x80', '\xFF'};
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ masks[at % masks.size()]);
    expect_survived(bytes, at);
  }
}

TEST_F(TfliteTest, a_shape_of_many_axes_is_refused) {
  const std::vector<std::int32_t> long_shape(100'000, 1);
  EXPECT_THAT(message(Sample{.bias_shape = long_shape}.bytes()), HasSubstr("at most 8"));
}

}  // namespace
}  // namespace solopose::testing
