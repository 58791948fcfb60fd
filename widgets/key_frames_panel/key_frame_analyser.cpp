#include "widgets/key_frames_panel/key_frame_analyser.h"

#include <condition_variable>
#include <mutex>
#include <utility>

#include <QThread>

namespace solopose {

class KeyFrameAnalyser::Thread {
 public:
  struct Request {
    SequenceId sequence = 0;
    PosesPtr poses;
    std::optional<Eigen::Vector3d> up;
    KeyFrameOptions options;
    int number = 0;
  };

  explicit Thread(KeyFrameAnalyser* analyser)
      : analyser_(analyser), thread_(QThread::create([this] { run(); })) {
    thread_->setObjectName("key frames");
    thread_->start();
  }

  ~Thread() {
    {
      const std::scoped_lock lock(mutex_);
      quit_ = true;
    }
    wake_.notify_all();
    thread_->wait();
  }

  void ask(std::optional<Request> request) {
    ++asked_;
    if (request) {
      request->number = asked_;
    } else {
      answered_ = asked_;
    }
    {
      const std::scoped_lock lock(mutex_);
      next_ = std::move(request);
    }
    wake_.notify_all();
  }

  bool busy() const { return answered_ != asked_; }

 private:
  void run() {
    while (const auto request = wait()) {
      KeyFrameAnalysisPtr analysis;
      QString error;
      try {
        analysis = analyse_key_frames(request->sequence, request->poses, request->up, request->options);
      } catch (const std::exception& e) {
        error = QString::fromUtf8(e.what());
      }
      const auto answer = [this, analysis, error, number = request->number] {
        take(analysis, error, number);
      };
      QMetaObject::invokeMethod(analyser_, answer, Qt::QueuedConnection);
    }
  }

  std::optional<Request> wait() {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return quit_ || next_; });
    if (quit_) return std::nullopt;
    return std::exchange(next_, std::nullopt);
  }

  void take(const KeyFrameAnalysisPtr& analysis, const QString& error, int number) {
    if (number != asked_) return;
    answered_ = asked_;
    if (analysis)
      Q_EMIT analyser_->ready(analysis);
    else
      Q_EMIT analyser_->failed(error);
  }

  KeyFrameAnalyser* analyser_;
  int asked_ = 0;     // the GUI thread's own
  int answered_ = 0;  // the GUI thread's own

  std::mutex mutex_;
  std::condition_variable wake_;
  std::optional<Request> next_;
  bool quit_ = false;
  std::unique_ptr<QThread> thread_;
};

KeyFrameAnalyser::KeyFrameAnalyser(QObject* parent)
    : QObject(parent), thread_(std::make_unique<Thread>(this)) {}

KeyFrameAnalyser::~KeyFrameAnalyser() { thread_.reset(); }

void KeyFrameAnalyser::request(SequenceId sequence, PosesPtr poses, const std::optional<Eigen::Vector3d>& up,
                               const KeyFrameOptions& options) {
  thread_->ask(Thread::Request{sequence, std::move(poses), up, options, 0});
}

void KeyFrameAnalyser::forget() { thread_->ask(std::nullopt); }

bool KeyFrameAnalyser::busy() const { return thread_->busy(); }

}  // namespace solopose
