#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "core/options/option_visitor.h"

namespace solopose::testing {

enum class Colour : std::uint8_t { red, green, blue };
constexpr auto named_values(Colour) {
  return std::array{NamedValue{Colour::red, "red"}, NamedValue{Colour::green, "green"},
                    NamedValue{Colour::blue, "blue"}};
}

struct InnerOptions {
  int count = 3;
  std::vector<int> sides = {1, 2, 3};
};

/// A field of every kind.
struct ExampleOptions {
  bool flag = true;
  int small = 5;
  std::int64_t wide = 0;
  std::uint64_t seed = 1;
  double share = 0.25;
  std::string name = {};
  std::filesystem::path file = {};
  std::vector<std::string> texts = {};
  std::vector<float> floats = {};
  Colour colour = Colour::green;
  std::string device = "cpu";
  std::optional<std::int64_t> frame = {};
  InnerOptions inner = {};
};

inline void describe(OptionVisitor& visitor, InnerOptions& options) {
  visitor.whole("count", options.count, 1, 8);
  visitor.wholes("sides", options.sides, {.low = 1, .high = 64, .least = 3, .most = 3});
}

inline ExampleOptions plain_example() { return {}; }
inline ExampleOptions large_example() { return {.small = 100, .inner = {.count = 8}}; }
inline constexpr std::array<Preset<ExampleOptions>, 2> example_presets = {
    {{"plain", plain_example}, {"large", large_example}}};

inline void describe(OptionVisitor& visitor, ExampleOptions& options) {
  visitor.presets(options, std::span<const Preset<ExampleOptions>>(example_presets));
  visitor.flag("flag", options.flag);
  visitor.whole("small", options.small, -10, 100);
  visitor.whole("wide", options.wide, std::numeric_limits<std::int64_t>::min(),
                std::numeric_limits<std::int64_t>::max());
  visitor.whole("seed", options.seed, 0, std::numeric_limits<std::uint64_t>::max());
  visitor.number("share", options.share, {.low = 0, .high = 1});
  visitor.text("name", options.name);
  visitor.path("file", options.file);
  visitor.texts("texts", options.texts);
  visitor.floats("floats", options.floats, -1, 1, 3);
  visitor.choice("colour", options.colour);
  visitor.choice("device", options.device, {"cpu", "cuda"});
  visitor.optional("frame", options.frame,
                   [&](std::int64_t& frame) { visitor.whole("frame", frame, 0, 1000); });
  visitor.section("inner", options.inner);
}

}  // namespace solopose::testing
