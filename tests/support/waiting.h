#pragma once

#include <utility>

#include <QTest>

namespace solopose::testing {

/// Runs the event loop until something has come about. The limit is only how long a failing test takes: a
/// machine that is busy with other things must not come near it.
template <typename Done>
bool wait_for(Done done) {
  constexpr int limit_ms = 60'000;
  return QTest::qWaitFor(std::move(done), limit_ms);
}

}  // namespace solopose::testing
