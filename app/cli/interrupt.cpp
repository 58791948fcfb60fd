#include "app/cli/interrupt.h"

namespace solopose {

Interrupt::Interrupt()
    : watcher_([this] {
        if (signals_.wait()) stop_.request_stop();
      }) {}

Interrupt::~Interrupt() {
  signals_.wake();
  watcher_.join();
}

}  // namespace solopose
