#include "core/base/fingerprint.h"

#include <xxhash.h>

#include <vector>

#include <fmt/format.h>

#include "core/base/input_file.h"

namespace solopose {

struct Fingerprint::State {
  State() { XXH3_128bits_reset(state.get()); }
  std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state{XXH3_createState(), &XXH3_freeState};
};

Fingerprint::Fingerprint() : state_(std::make_unique<State>()) {}
Fingerprint::~Fingerprint() = default;
Fingerprint::Fingerprint(Fingerprint&&) noexcept = default;

Fingerprint& Fingerprint::add(std::span<const std::byte> bytes) {
  XXH3_128bits_update(state_->state.get(), bytes.data(), bytes.size());
  return *this;
}

Fingerprint& Fingerprint::add(std::string_view text) {
  return add(text.size()).add(std::as_bytes(std::span(text)));
}

std::string Fingerprint::digits() const {
  const XXH128_hash_t hash = XXH3_128bits_digest(state_->state.get());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

std::uint64_t Fingerprint::number() const { return XXH3_128bits_digest(state_->state.get()).low64; }

std::string fingerprint_of_file(const std::filesystem::path& path, const JobContext& context) {
  InputFile in(path);
  Fingerprint fingerprint;
  std::vector<std::uint8_t> block(1 << 20);
  while (true) {
    context.throw_if_stopped();
    const std::size_t got = in.read(block);
    fingerprint.add(std::as_bytes(std::span(block).first(got)));
    if (got < block.size()) return fingerprint.digits();
  }
}

std::uint64_t checksum_of(std::span<const std::uint8_t> bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

}  // namespace solopose
