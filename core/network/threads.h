#pragma once

#include <string>

namespace solopose {

/// Threads the network computes with. Call once, before the first use of the network: `threads` for torch's
/// own loops, 0 for all cores, and one for OpenBLAS, whose own threads do not know of torch's and slow both
/// down. The process then also keeps up to 256 MB of freed memory for the next step. Returns what was set,
/// for a log.
/// @throws Error when negative.
std::string set_network_threads(int threads);

/// While it lives, the network computes on the calling thread alone; other threads are not touched. For small
/// networks: their loops end before a second thread has been woken, and where other work wants the same
/// cores, threads that wait for one another spin away most of the time.
class SingleThreaded {
 public:
  explicit SingleThreaded(bool on = true);
  ~SingleThreaded();
  SingleThreaded(const SingleThreaded&) = delete;
  SingleThreaded& operator=(const SingleThreaded&) = delete;

 private:
  int before_ = 0;           ///< 0: nothing was changed
  bool pool_before_ = true;  ///< whether XNNPACK's pool of threads was left alone
};

}  // namespace solopose
