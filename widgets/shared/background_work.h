#pragma once

#include <functional>
#include <memory>
#include <stop_token>

#include <QObject>

namespace solopose {

/// Runs one piece of work on the thread pool and hands what came of it back to this thread. Newer work takes
/// the place of older work, which is told to stop and never heard of again.
class BackgroundWork : public QObject {
 public:
  using Finish = std::function<void()>;                        ///< on this object's thread
  using Work = std::function<Finish(const std::stop_token&)>;  ///< on a thread of the pool; must not throw

  explicit BackgroundWork(QObject* parent = nullptr);
  ~BackgroundWork() override;

  void start(Work work);
  void forget();
  bool busy() const { return busy_; }

 private:
  struct Link;
  std::shared_ptr<Link> link_;  ///< outlives this object in the pool
  std::stop_source stop_{std::nostopstate};
  int number_ = 0;
  bool busy_ = false;
};

}  // namespace solopose
