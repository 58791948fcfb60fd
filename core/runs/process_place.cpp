#include "core/runs/process_place.h"

#include <charconv>
#include <cstdlib>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {
namespace {

std::optional<int> number_in(const char* variable, int low, int high) {
  const char* text = std::getenv(variable);
  if (text == nullptr) return std::nullopt;
  const std::string_view value = text;
  int number = 0;
  const auto [end, failure] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (failure != std::errc() || end != value.data() + value.size() || number < low || number > high) {
    throw Error(fmt::format("environment: {}: expected a whole number from {} to {}, found \"{}\"", variable,
                            low, high, value));
  }
  return number;
}

constexpr int most_processes = 100'000;

/// True when rank and world are set, and then they are in `place`.
bool read_place(const char* rank_variable, const char* world_variable, const char* local_rank_variable,
                ProcessPlace& place) {
  const auto world = number_in(world_variable, 1, most_processes);
  if (!world || std::getenv(rank_variable) == nullptr) return false;
  place.world = *world;
  place.rank = *number_in(rank_variable, 0, *world - 1);
  place.local_rank = number_in(local_rank_variable, 0, most_processes).value_or(0);
  return true;
}

}  // namespace

ProcessPlace process_place() {
  ProcessPlace place;
  // A shell inside a Slurm allocation has SLURM_NTASKS too; only srun's tasks have a step.
  const bool placed =
      read_place("RANK", "WORLD_SIZE", "LOCAL_RANK", place) ||
      read_place("OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE", "OMPI_COMM_WORLD_LOCAL_RANK", place) ||
      (std::getenv("SLURM_STEP_ID") != nullptr &&
       read_place("SLURM_PROCID", "SLURM_NTASKS", "SLURM_LOCALID", place));
  if (!placed || place.world == 1) return {};
  if (const char* address = std::getenv("MASTER_ADDR")) {
    place.address = address;
  } else if (number_in("SLURM_NNODES", 1, most_processes).value_or(1) > 1 ||
             number_in("OMPI_COMM_WORLD_LOCAL_SIZE", 1, most_processes).value_or(place.world) < place.world) {
    throw Error("environment: MASTER_ADDR: expected the first process's host name, found none");
  }
  constexpr int most_port = 65'535;
  place.port = static_cast<std::uint16_t>(number_in("MASTER_PORT", 1, most_port).value_or(place.port));
  return place;
}

}  // namespace solopose
