#include "core/weights/sha256.h"

#include <array>
#include <cstdint>
#include <memory>
#include <new>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/input_file.h"

extern "C" {
#include <libavutil/mem.h>
#include <libavutil/sha.h>
}

namespace solopose {

std::string sha256_of_file(const std::filesystem::path& file, const JobContext& context) {
  const std::unique_ptr<AVSHA, decltype(&av_free)> state(av_sha_alloc(), &av_free);
  if (!state) throw std::bad_alloc();
  av_sha_init(state.get(), 256);
  InputFile in(file);
  std::vector<std::uint8_t> block(1 << 20);
  for (std::size_t got = block.size(); got == block.size();) {
    context.throw_if_stopped();
    got = in.read(block);
    av_sha_update(state.get(), block.data(), got);
  }
  std::array<std::uint8_t, 32> digest = {};
  av_sha_final(state.get(), digest.data());
  return fmt::format("{:02x}", fmt::join(digest, ""));
}

}  // namespace solopose
