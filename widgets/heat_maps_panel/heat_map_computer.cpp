#include "widgets/heat_maps_panel/heat_map_computer.h"

#include <condition_variable>
#include <functional>
#include <mutex>

#include <QThread>

#include "widgets/heat_maps_panel/heat_map_predictor.h"

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
    std::optional<PredictedFrame> predicted;
    if (needs_model(request.query.choice.source)) predicted = predictor_.predict(request.query);
    const auto picture = std::make_shared<const HeatMapPicture>(make_picture(request.query, predicted));
    deliver(request.number, [this, picture] { Q_EMIT computer_->pictured(picture); });
    if (waiting()) return;
    auto readings = std::make_shared<HeatMapReadings>(read_joints(*picture));
    readSequence(picture->query, *readings);
    deliver(request.number, [this, readings] { Q_EMIT computer_->decoded(readings); });
  }

  /// The whole sequence is gone through only when it, its frame or the extent is another.
  void readSequence(const HeatMapQuery& query, HeatMapReadings& readings) {
    const bool same = sequence_of_.poses == query.poses && sequence_of_.to_universal == query.to_universal &&
                      sequence_of_.choice.request.extent_mm == query.choice.request.extent_mm;
    if (!same) {
      sequence_ = {};
      read_sequence(query, sequence_);
      sequence_of_ = query;
    }
    readings.sequence_joints_outside = sequence_.sequence_joints_outside;
    readings.fitting_extent_mm = sequence_.fitting_extent_mm;
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
  HeatMapPredictor predictor_{stop_.get_token()};  // the worker's own, as are the next two
  HeatMapQuery sequence_of_;
  HeatMapReadings sequence_;

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
