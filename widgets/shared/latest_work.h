#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <stop_token>
#include <type_traits>
#include <utility>

#include <QObject>
#include <QString>

namespace solopose {

/// Work off this thread of which only the latest counts: a new request takes the place of the one that waits,
/// at most one is at work, and what came of it is handed over on this object's thread, if it is still wanted
/// and this object still there. Nothing in the window waits for the work, not even the
/// destructor; only the program's end does, for the whole pool, so work that heeds no stop must be short.
class LatestWork : public QObject {
 public:
  /// What becomes of the work under way when there is a new request.
  enum class Superseded {
    stopped,   ///< it is told to stop and never heard of again
    finished,  ///< it is let finish and handed over: who asks all the time sees something all the time
  };

  explicit LatestWork(Superseded superseded = Superseded::stopped);
  ~LatestWork() override;

  /// `work(const std::stop_token&)` runs on a thread of the pool, so what it refers to must be its own or
  /// shared. Then `take(result)` is called here, or `fail(text)` with what it has thrown.
  template <typename Work, typename Take>
  void request(Work work, Take take, std::function<void(const QString&)> fail = {});

  void forget();                                                   ///< nothing is wanted any more
  bool busy() const { return waiting_ || (running_ && wanted_); }  ///< something wanted has not come yet

 private:
  using Delivery = std::function<void()>;
  using Job = std::function<Delivery(const std::stop_token&)>;
  struct Link;

  void put(Job job);
  void run(Job job);
  void finish(const Delivery& delivery);

  std::shared_ptr<Link> link_;  ///< outlives this object in the pool
  Superseded superseded_;
  std::stop_source stop_{std::nostopstate};
  Job waiting_;
  bool running_ = false;
  bool wanted_ = false;  ///< what is running
};

template <typename Work, typename Take>
void LatestWork::request(Work work, Take take, std::function<void(const QString&)> fail) {
  put([work = std::move(work), take = std::move(take),
       fail = std::move(fail)](const std::stop_token& stop) -> Delivery {
    using Result = std::invoke_result_t<const Work&, const std::stop_token&>;
    try {
      const auto result = std::make_shared<Result>(work(stop));
      return [take, result] { take(std::move(*result)); };
    } catch (const std::exception& error) {
      return [fail, text = QString::fromUtf8(error.what())] {
        if (fail) fail(text);
      };
    }
  });
}

}  // namespace solopose
