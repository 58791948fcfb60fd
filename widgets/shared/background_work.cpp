#include "widgets/shared/background_work.h"

#include <mutex>
#include <utility>

#include <QThreadPool>

namespace solopose {

struct BackgroundWork::Link {
  std::mutex mutex;
  BackgroundWork* owner = nullptr;
};

BackgroundWork::BackgroundWork(QObject* parent) : QObject(parent), link_(std::make_shared<Link>()) {
  link_->owner = this;
}

BackgroundWork::~BackgroundWork() {
  forget();
  const std::scoped_lock lock(link_->mutex);
  link_->owner = nullptr;
}

void BackgroundWork::forget() {
  stop_.request_stop();
  ++number_;
  busy_ = false;
}

void BackgroundWork::start(Work work) {
  forget();
  busy_ = true;
  stop_ = std::stop_source();
  const auto run = [link = link_, work = std::move(work), token = stop_.get_token(), number = number_] {
    Finish finish = work(token);
    const std::scoped_lock lock(link->mutex);
    BackgroundWork* owner = link->owner;
    if (owner == nullptr) return;
    const auto hand_over = [owner, number, finish = std::move(finish)] {
      if (number != owner->number_) return;
      owner->busy_ = false;
      if (finish) finish();
    };
    QMetaObject::invokeMethod(owner, hand_over, Qt::QueuedConnection);
  };
  QThreadPool::globalInstance()->start(run);
}

}  // namespace solopose
