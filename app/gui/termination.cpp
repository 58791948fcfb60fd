#include "app/gui/termination.h"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

#include <QSocketNotifier>

namespace solopose {
namespace {

constexpr std::array signals_to_end = {SIGTERM, SIGINT, SIGHUP};

// A handler may do little more than write.
std::array<int, 2> pipe_ends{-1, -1};

void handle(int signal) {
  const int error = errno;
  const auto number = static_cast<unsigned char>(signal);
  [[maybe_unused]] const ssize_t written = ::write(pipe_ends[1], &number, 1);
  errno = error;
}

void set_handlers(void (*handler)(int)) {
  struct sigaction action = {};
  action.sa_handler = handler;
  // The second one finds the default again.
  action.sa_flags = static_cast<int>(SA_RESTART | SA_RESETHAND);
  sigemptyset(&action.sa_mask);
  for (const int signal : signals_to_end) sigaction(signal, &action, nullptr);
}

}  // namespace

Termination::Termination(QObject* parent) : QObject(parent) {
  if (::pipe(pipe_ends.data()) != 0) return;  // then signals end the process as they always do
  auto* notifier = new QSocketNotifier(pipe_ends[0], QSocketNotifier::Read, this);
  connect(notifier, &QSocketNotifier::activated, this, [this] {
    unsigned char number = 0;
    if (::read(pipe_ends[0], &number, 1) == 1) Q_EMIT asked();
  });
  set_handlers(handle);
}

Termination::~Termination() {
  if (pipe_ends[0] < 0) return;
  set_handlers(SIG_DFL);
  for (int& end : pipe_ends) {
    ::close(end);
    end = -1;
  }
}

}  // namespace solopose
