#include "core/landmarks/tflite_network.h"

#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/core/landmarks/sample_graph.h"
#include "tests/support/bytes.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// BuiltinOperator, and options as in schema.fbs.
constexpr std::int32_t add = 0, concatenation = 2, convolution = 3, depthwise = 4, depth_to_space = 5,
                       max_pool = 17, reshape = 22, resize = 23, pad = 34, densify = 124, sine = 66;
constexpr std::int32_t same = 0, valid = 1, relu6 = 3;

std::vector<float> counting(int count) {
  std::vector<float> numbers(count);
  std::iota(numbers.begin(), numbers.end(), 1.0F);
  return numbers;
}

struct TfliteNetworkTest : ::testing::Test {
  TemporaryFolder folder;
  SampleGraph graph;

  TfliteNetwork network(std::int32_t input, const std::vector<std::int64_t>& input_shape, std::int32_t output,
                        const std::vector<std::int64_t>& output_shape) {
    write_bytes(folder / "graph.tflite", graph.bytes(input, output));
    return {folder / "graph.tflite", input_shape, {{0, output_shape}}};
  }

  /// The message of the FormatError; "made" when there is none.
  std::string refusal(std::int32_t input, const std::vector<std::int64_t>& input_shape, std::int32_t output,
                      const std::vector<std::int64_t>& output_shape) {
    try {
      network(input, input_shape, output, output_shape);
    } catch (const FormatError& failure) {
      return failure.what();
    }
    return "made";
  }
};

TEST_F(TfliteNetworkTest, same_padding_puts_the_odd_zero_behind) {
  const auto image = graph.tensor({1, 4, 4, 1});
  const auto sums = graph.tensor({1, 2, 2, 1});
  const auto ones = graph.tensor({1, 3, 3, 1}, std::vector<float>(9, 1.0F));
  graph.operation(convolution, {image, ones, graph.tensor({1}, {0.5F})}, sums, {same, 2, 2, 0, 1, 1});
  EXPECT_THAT(network(image, {1, 4, 4, 1}, sums, {1, 2, 2, 1}).run(counting(16))[0],
              ElementsAre(54.5F, 45.5F, 72.5F, 54.5F));
}

TEST_F(TfliteNetworkTest, pad_before_a_convolution_is_zeros_around_it) {
  const auto image = graph.tensor({1, 4, 4, 1});
  const auto padded = graph.tensor({1, 6, 6, 1});
  const auto sums = graph.tensor({1, 2, 2, 1});
  const auto ones = graph.tensor({1, 3, 3, 1}, std::vector<float>(9, 1.0F));
  graph.operation(pad, {image, graph.integers({4, 2}, {0, 0, 1, 1, 1, 1, 0, 0})}, padded);
  graph.operation(convolution, {padded, ones, graph.tensor({1}, {0})}, sums, {valid, 2, 2, 0, 1, 1});
  EXPECT_THAT(network(image, {1, 4, 4, 1}, sums, {1, 2, 2, 1}).run(counting(16))[0],
              ElementsAre(14, 30, 57, 99));
}

TEST_F(TfliteNetworkTest, channels_are_mixed_row_by_row_and_limited) {
  const auto image = graph.tensor({1, 1, 2, 2});
  const auto mixed = graph.tensor({1, 1, 2, 3});
  const auto weights = graph.tensor({3, 1, 1, 2}, {1, 0, 1, 1, -1, 0});
  graph.operation(convolution, {image, weights, graph.tensor({3}, {0, 1, 0})}, mixed,
                  {valid, 1, 1, relu6, 1, 1});
  EXPECT_THAT(network(image, {1, 1, 2, 2}, mixed, {1, 1, 2, 3}).run(std::vector<float>{1, 2, 3, 4})[0],
              ElementsAre(1, 4, 0, 3, 6, 0));
}

TEST_F(TfliteNetworkTest, a_depthwise_convolution_keeps_channels_apart) {
  const auto image = graph.tensor({1, 1, 2, 2});
  const auto apart = graph.tensor({1, 1, 1, 2});
  const auto weights = graph.tensor({1, 1, 2, 2}, {1, 10, 2, 20});
  graph.operation(depthwise, {image, weights, graph.tensor({2}, {0, 1})}, apart, {valid, 1, 1, 1, 0, 1, 1});
  EXPECT_THAT(network(image, {1, 1, 2, 2}, apart, {1, 1, 1, 2}).run(std::vector<float>{1, 2, 3, 4})[0],
              ElementsAre(7, 101));
}

TEST_F(TfliteNetworkTest, depth_to_space_counts_the_square_before_the_channels) {
  const auto image = graph.tensor({1, 1, 2, 8});
  const auto wide = graph.tensor({1, 2, 4, 2});
  graph.operation(depth_to_space, {image}, wide, {2});
  EXPECT_THAT(network(image, {1, 1, 2, 8}, wide, {1, 2, 4, 2}).run(counting(16))[0],
              ElementsAre(1, 2, 3, 4, 9, 10, 11, 12, 5, 6, 7, 8, 13, 14, 15, 16));
}

TEST_F(TfliteNetworkTest, resizing_has_pixels_with_middles) {
  const auto image = graph.tensor({1, 1, 2, 1});
  const auto wide = graph.tensor({1, 1, 4, 1});
  graph.operation(resize, {image, graph.integers({2}, {1, 4})}, wide, {{}, {}, 0, 1});
  EXPECT_THAT(network(image, {1, 1, 2, 1}, wide, {1, 1, 4, 1}).run(std::vector<float>{0, 4})[0],
              ElementsAre(0, 1, 3, 4));
}

TEST_F(TfliteNetworkTest, arrays_are_added_pooled_joined_and_reshaped_in_tflites_order) {
  const auto image = graph.tensor({1, 2, 2, 2});
  const auto twice = graph.tensor({1, 2, 2, 2});
  const auto most = graph.tensor({1, 1, 1, 2});
  const auto flat = graph.tensor({1, 2});
  const auto first = graph.tensor({1, 8});
  const auto joined = graph.tensor({1, 10});
  graph.operation(add, {image, image}, twice, {0});
  graph.operation(max_pool, {twice}, most, {valid, 2, 2, 2, 2, 0});
  graph.operation(reshape, {most}, flat);
  graph.operation(reshape, {image}, first);
  graph.operation(concatenation, {first, flat}, joined, {-1, 0});
  EXPECT_THAT(network(image, {1, 2, 2, 2}, joined, {1, 10}).run(counting(8))[0],
              ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 14, 16));
}

/// Of weights (2, 1, 1, 3): the first channel has its second number, the other its first and last.
FlatField sparse_rows(const std::vector<std::int32_t>& begins, const std::vector<std::int32_t>& places) {
  const auto all = [](std::int32_t size) { return flat_table({0, size}); };
  constexpr std::int32_t whole_numbers = 1;
  const FlatObject listed = flat_table({1, 0, whole_numbers, flat_table({flat_integers(begins)}),
                                        whole_numbers, flat_table({flat_integers(places)})});
  return flat_table({flat_integers({0, 1, 2, 3}), {}, flat_tables({all(2), all(1), all(1), listed})});
}

struct SparseTfliteNetworkTest : TfliteNetworkTest {
  std::int32_t image = graph.tensor({1, 1, 1, 3});
  std::int32_t mixed = graph.tensor({1, 1, 1, 2});

  void mix(const std::vector<std::int32_t>& begins, const std::vector<std::int32_t>& places) {
    const auto packed = graph.tensor({2, 1, 1, 3}, {5, 7, 9}, sparse_rows(begins, places));
    const auto weights = graph.tensor({2, 1, 1, 3});
    graph.operation(densify, {packed}, weights);
    graph.operation(convolution, {image, weights, graph.tensor({2}, {0, 0})}, mixed, {valid, 1, 1, 0, 1, 1});
  }
};

TEST_F(SparseTfliteNetworkTest, weights_are_zero_where_nothing_is_stored) {
  mix({0, 1, 3}, {1, 0, 2});
  EXPECT_THAT(network(image, {1, 1, 1, 3}, mixed, {1, 1, 1, 2}).run(std::vector<float>{1, 10, 100})[0],
              ElementsAre(50, 907));
}

TEST_F(SparseTfliteNetworkTest, places_outside_their_row_are_refused) {
  mix({0, 1, 3}, {1, 0, 3});
  EXPECT_THAT(refusal(image, {1, 1, 1, 3}, mixed, {1, 1, 1, 2}), HasSubstr("below 3, found 3"));
}

TEST_F(SparseTfliteNetworkTest, lists_that_do_not_fill_the_rows_are_refused) {
  mix({0, 3}, {1, 0, 2});
  EXPECT_THAT(refusal(image, {1, 1, 1, 3}, mixed, {1, 1, 1, 2}), HasSubstr("array_segments"));
}

TEST_F(SparseTfliteNetworkTest, lists_that_run_backwards_are_refused) {
  mix({0, 9, 3}, {1, 0, 2});
  EXPECT_THAT(refusal(image, {1, 1, 1, 3}, mixed, {1, 1, 1, 2}), HasSubstr("ascending"));
}

TEST_F(TfliteNetworkTest, an_operator_that_is_not_known_is_named) {
  const auto image = graph.tensor({1, 2});
  const auto result = graph.tensor({1, 2});
  graph.operation(sine, {image}, result);
  EXPECT_THAT(refusal(image, {1, 2}, result, {1, 2}), HasSubstr("graph.tflite: operator 0 (operator 66)"));
}

TEST_F(TfliteNetworkTest, what_no_wanted_output_needs_is_left_out) {
  const auto image = graph.tensor({1, 1, 1, 2});
  const auto twice = graph.tensor({1, 1, 1, 2});
  graph.operation(sine, {image}, graph.tensor({1, 1, 1, 2}));
  graph.operation(add, {image, image}, twice, {0});
  EXPECT_THAT(network(image, {1, 1, 1, 2}, twice, {1, 1, 1, 2}).run(counting(2))[0], ElementsAre(2, 4));
}

TEST_F(TfliteNetworkTest, weights_of_other_channels_are_refused) {
  const auto image = graph.tensor({1, 1, 1, 3});
  const auto mixed = graph.tensor({1, 1, 1, 1});
  graph.operation(convolution, {image, graph.tensor({1, 1, 1, 2}, {1, 2}), graph.tensor({1}, {0})}, mixed,
                  {valid, 1, 1, 0, 1, 1});
  EXPECT_THAT(refusal(image, {1, 1, 1, 3}, mixed, {1, 1, 1, 1}),
              HasSubstr("operator 0 (CONV_2D): weights: expected 3 channels"));
}

TEST_F(TfliteNetworkTest, shapes_that_do_not_follow_are_refused) {
  const auto image = graph.tensor({1, 1, 2, 8});
  const auto wide = graph.tensor({1, 2, 4, 1});
  graph.operation(depth_to_space, {image}, wide, {2});
  EXPECT_THAT(refusal(image, {1, 1, 2, 8}, wide, {1, 2, 4, 1}), HasSubstr("expected shape (1, 2, 4, 1)"));
  EXPECT_THAT(refusal(image, {1, 1, 2, 4}, wide, {1, 2, 4, 1}), HasSubstr("input: expected F32"));
  EXPECT_THAT(refusal(image, {1, 1, 2, 8}, wide, {1, 2, 4, 2}), HasSubstr("output 0: expected F32"));
}

TEST_F(TfliteNetworkTest, padding_that_nothing_but_a_convolution_takes_is_refused) {
  const auto image = graph.tensor({1, 1, 1, 1});
  const auto padded = graph.tensor({1, 3, 3, 1});
  const auto twice = graph.tensor({1, 3, 3, 1});
  graph.operation(pad, {image, graph.integers({4, 2}, {0, 0, 1, 1, 1, 1, 0, 0})}, padded);
  graph.operation(add, {padded, padded}, twice, {0});
  EXPECT_THAT(refusal(image, {1, 1, 1, 1}, twice, {1, 3, 3, 1}), HasSubstr("graph.tflite"));
  EXPECT_THAT(refusal(image, {1, 1, 1, 1}, padded, {1, 3, 3, 1}), HasSubstr("graph.tflite"));
}

TEST_F(TfliteNetworkTest, survives_each_changed_byte) {
  const auto image = graph.tensor({1, 4, 4, 1});
  const auto sums = graph.tensor({1, 2, 2, 1});
  const auto ones = graph.tensor({1, 3, 3, 1}, std::vector<float>(9, 1.0F));
  graph.operation(convolution, {image, ones, graph.tensor({1}, {0.5F})}, sums, {same, 2, 2, 0, 1, 1});
  const std::string whole = graph.bytes(image, sums);
  int refused = 0;
  for (std::size_t at = 0; at < whole.size(); at += 3) {
    std::string bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ (at % 2 == 0 ? '\x81' : '\x06'));
    write_bytes(folder / "graph.tflite", bytes);
    try {
      TfliteNetwork(folder / "graph.tflite", {1, 4, 4, 1}, {{0, {1, 2, 2, 1}}}).run(counting(16));
    } catch (const Error&) {
      ++refused;
    }
  }
  EXPECT_GT(refused, static_cast<int>(whole.size() / 30));
}

}  // namespace
}  // namespace solopose::testing
