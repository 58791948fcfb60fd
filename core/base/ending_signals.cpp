#include "core/base/ending_signals.h"

#include <unistd.h>

#include <cerrno>

namespace solopose {
namespace {

std::array<int, 2> pipe_ends{-1, -1};
std::array<int, 3> handled{};  ///< 0: left ignored
constexpr unsigned char nothing = 0;

// A handler may do little more than write.
void tell(unsigned char number) {
  const int error = errno;
  [[maybe_unused]] const ssize_t written = ::write(pipe_ends[1], &number, 1);
  errno = error;
}

void set_default(int signal) {
  struct sigaction action = {};
  action.sa_handler = SIG_DFL;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, nullptr);
}

void handle(int signal) {
  for (const int other : handled) {
    if (other != 0) set_default(other);
  }
  tell(static_cast<unsigned char>(signal));
}

}  // namespace

EndingSignals::EndingSignals() {
  if (::pipe(pipe_ends.data()) != 0) return;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    sigaction(kinds[i], nullptr, &before_[i]);
    handled[i] = before_[i].sa_handler == SIG_IGN ? 0 : kinds[i];
  }
  struct sigaction action = {};
  action.sa_handler = handle;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  for (const int signal : handled) {
    if (signal != 0) sigaction(signal, &action, nullptr);
  }
}

EndingSignals::~EndingSignals() {
  if (pipe_ends[0] < 0) return;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (handled[i] != 0) sigaction(handled[i], &before_[i], nullptr);
  }
  for (int& end : pipe_ends) {
    ::close(end);
    end = -1;
  }
}

int EndingSignals::descriptor() const { return pipe_ends[0]; }

bool EndingSignals::wait() {
  unsigned char number = nothing;
  while (::read(pipe_ends[0], &number, 1) < 0 && errno == EINTR) {
  }
  return number != nothing;
}

void EndingSignals::wake() { tell(nothing); }

}  // namespace solopose
