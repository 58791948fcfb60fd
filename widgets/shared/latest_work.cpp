#include "widgets/shared/latest_work.h"

#include <mutex>

#include <QThreadPool>

namespace solopose {

struct LatestWork::Link {
  std::mutex mutex;
  LatestWork* owner = nullptr;
};

LatestWork::LatestWork(Superseded superseded) : link_(std::make_shared<Link>()), superseded_(superseded) {
  link_->owner = this;
}

LatestWork::~LatestWork() {
  forget();
  const std::scoped_lock lock(link_->mutex);
  link_->owner = nullptr;
}

void LatestWork::forget() {
  waiting_ = nullptr;
  wanted_ = false;
  stop_.request_stop();
}

void LatestWork::put(Job job) {
  if (superseded_ == Superseded::stopped) forget();
  if (running_)
    waiting_ = std::move(job);
  else
    run(std::move(job));
}

void LatestWork::run(Job job) {
  running_ = true;
  wanted_ = true;
  stop_ = std::stop_source();
  QThreadPool::globalInstance()->start([link = link_, job = std::move(job), stop = stop_.get_token()] {
    Delivery delivery = job(stop);
    const std::scoped_lock lock(link->mutex);
    LatestWork* owner = link->owner;
    if (owner == nullptr) return;
    QMetaObject::invokeMethod(
        owner, [owner, delivery = std::move(delivery)] { owner->finish(delivery); }, Qt::QueuedConnection);
  });
}

// The next one begins first: whoever takes this one sees whether another is to come.
void LatestWork::finish(const Delivery& delivery) {
  const bool wanted = wanted_;
  running_ = false;
  wanted_ = false;
  if (waiting_) run(std::exchange(waiting_, nullptr));
  if (wanted) delivery();
}

}  // namespace solopose
