#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace solopose {

/// Where this process stands among those that train one network together.
struct ProcessPlace {
  int rank = 0;                       ///< from 0; the first one leads: it alone writes
  int world = 1;                      ///< processes
  int local_rank = 0;                 ///< among those of this machine: which of its GPUs to take
  std::string address = "127.0.0.1";  ///< of the leader
  std::uint16_t port = 29'500;
  std::chrono::seconds timeout = std::chrono::minutes(30);  ///< for a process that says nothing any more

  bool leads() const { return rank == 0; }
};

/// From RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT (torchrun, or set by hand in two shells), else what
/// mpirun (OMPI_COMM_WORLD_RANK, _SIZE) or srun (SLURM_PROCID, SLURM_NTASKS) say, and their local ranks.
/// Alone without them.
/// @throws Error naming a variable with another value than a number in its range, or one that is missing.
ProcessPlace process_place();

}  // namespace solopose
