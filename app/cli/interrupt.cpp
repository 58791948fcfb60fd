#include "app/cli/interrupt.h"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

#include "core/base/error.h"

namespace solopose {
namespace {

// A handler may do little more than write: the numbers of signals go through a pipe to the watching thread.
std::array<int, 2> pipe_ends{-1, -1};
constexpr unsigned char program_ends = 0;

void tell(unsigned char number) {
  const int error = errno;
  [[maybe_unused]] const ssize_t written = ::write(pipe_ends[1], &number, 1);
  errno = error;
}

void handle(int signal) { tell(static_cast<unsigned char>(signal)); }

void set_handlers(void (*handler)(int)) {
  struct sigaction action = {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

void watch(std::stop_source stop) {
  unsigned char number = 0;
  while (true) {
    const ssize_t count = ::read(pipe_ends[0], &number, 1);
    if (count < 0 && errno == EINTR) continue;
    if (count != 1 || number == program_ends) return;
    if (stop.stop_requested()) ::_exit(128 + number);
    stop.request_stop();
  }
}

}  // namespace

Interrupt::Interrupt() {
  if (::pipe(pipe_ends.data()) != 0) throw Error("no pipe could be made to wait for Ctrl-C");
  watcher_ = std::jthread([stop = stop_] { watch(stop); });
  set_handlers(handle);
}

Interrupt::~Interrupt() {
  set_handlers(SIG_DFL);
  tell(program_ends);
  watcher_.join();
  for (const int end : pipe_ends) ::close(end);
}

}  // namespace solopose
