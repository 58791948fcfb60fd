#include "widgets/heat_maps_panel/heat_map_computer.h"

#include <condition_variable>
#include <functional>
#include <mutex>

#include <QThread>

#include "core/inspection/heat_map_inspector.h"

namespace solopose {

class HeatMapComputer::Thread {
 public:
  explicit Thread(HeatMapComputer* computer)
      : computer_(computer), thread_(QThread::create([this] { run(); })) {
    thread_->setObjectName("heat maps");
    thread_->start();
  }

  ~Thread() {
    {
      const std::scoped_lock lock(mutex_);
      quit_ = true;
    }
    stop_.request_stop();
    wake_.notify_all();
    thread_->wait();
  }

  void ask(HeatMapQuery query) {
    ++asked_;
    {
      const std::scoped_lock lock(mutex_);
      next_ = Request{std::move(query), asked_};
    }
    wake_.notify_all();
  }

  void forget() {
    forgotten_ = ++asked_;
    answered_ = asked_;
    const std::scoped_lock lock(mutex_);
    next_.reset();
  }

  bool busy() const { return answered_ != asked_; }

 private:
  struct Request {
    HeatMapQuery query;
    int number = 0;
  };

  void run() {
    while (const auto request = wait()) {
      try {
        answer(*request);
      } catch (const std::exception& e) {
        deliver(request->number,
                [this, error = QString::fromUtf8(e.what())] { Q_EMIT computer_->failed(error); });
      }
      deliver(request->number, [this, number = request->number] { answered_ = std::max(answered_, number); });
    }
  }

  void answer(const Request& request) {
    const auto picture = std::make_shared<const HeatMapPicture>(inspector_.picture(request.query));
    deliver(request.number, [this, picture] { Q_EMIT computer_->pictured(picture); });
    if (waiting()) return;
    const auto readings = std::make_shared<const HeatMapReadings>(inspector_.readings(*picture));
    deliver(request.number, [this, readings] { Q_EMIT computer_->decoded(readings); });
  }

  std::optional<Request> wait() {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return quit_ || next_; });
    if (quit_) return std::nullopt;
    return std::exchange(next_, std::nullopt);
  }

  bool waiting() {
    const std::scoped_lock lock(mutex_);
    return quit_ || next_.has_value();
  }

  void deliver(int number, std::function<void()> what) {
    QMetaObject::invokeMethod(
        computer_,
        [this, number, what = std::move(what)] {
          if (number > forgotten_) what();
        },
        Qt::QueuedConnection);
  }

  HeatMapComputer* computer_;
  int asked_ = 0;      // the GUI thread's own
  int answered_ = 0;   // the GUI thread's own
  int forgotten_ = 0;  // the GUI thread's own

  std::stop_source stop_;
  HeatMapInspector inspector_{stop_.get_token()};  // the worker's own

  std::mutex mutex_;
  std::condition_variable wake_;
  std::optional<Request> next_;
  bool quit_ = false;
  std::unique_ptr<QThread> thread_;
};

HeatMapComputer::HeatMapComputer(QObject* parent)
    : QObject(parent), thread_(std::make_unique<Thread>(this)) {}

HeatMapComputer::~HeatMapComputer() { thread_.reset(); }

void HeatMapComputer::request(HeatMapQuery query) { thread_->ask(std::move(query)); }

void HeatMapComputer::forget() { thread_->forget(); }

bool HeatMapComputer::busy() const { return thread_->busy(); }

}  // namespace solopose
