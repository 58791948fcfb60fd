#pragma once

#include <cstdint>
#include <functional>

namespace solopose {

/// Run body(i) for i in [0, count) on the machine's cores, in any order; body must be safe to run side by
/// side. The first exception is rethrown on the caller's thread.
void parallel_for(std::int64_t count, const std::function<void(std::int64_t)>& body);

/// The number of cores parallel_for uses; 0 means all. For benchmarks and servers that share a machine.
void set_thread_count(int threads);
int thread_count();

}  // namespace solopose
