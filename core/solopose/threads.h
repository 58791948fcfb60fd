#pragma once

#include <string>

namespace solopose {

/// Threads the network computes with. Call once, before the first use of the network: `threads` for torch's
/// own loops, 0 for all cores, and one for OpenBLAS, whose own threads do not know of torch's and slow both
/// down. The process then also keeps up to 256 MB of freed memory for the next step. Returns what was set,
/// for a log.
/// @throws Error when negative.
std::string set_network_threads(int threads);

}  // namespace solopose
