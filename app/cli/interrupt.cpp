#include "app/cli/interrupt.h"

#include <pthread.h>
#include <unistd.h>

#include <csignal>

namespace solopose {
namespace {

sigset_t interrupting_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

void watch(const std::stop_token& program_ends, std::stop_source stop) {
  const sigset_t signals = interrupting_signals();
  while (true) {
    int signal = 0;
    sigwait(&signals, &signal);
    if (program_ends.stop_requested()) return;
    if (stop.stop_requested()) ::_exit(128 + signal);
    stop.request_stop();
  }
}

}  // namespace

Interrupt::Interrupt() {
  const sigset_t signals = interrupting_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  watcher_ = std::jthread([stop = stop_](const std::stop_token& ends) { watch(ends, stop); });
}

Interrupt::~Interrupt() {
  watcher_.request_stop();
  pthread_kill(watcher_.native_handle(), SIGTERM);  // wakes it; it is the only one that gets it
}

}  // namespace solopose
