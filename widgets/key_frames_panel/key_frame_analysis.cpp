#include "widgets/key_frames_panel/key_frame_analysis.h"

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <mutex>

#include <QThread>

#include "core/skeleton/canonical.h"

namespace solopose {

std::int64_t KeyFrameAnalysis::frameCount() const {
  return static_cast<std::int64_t>(poses->size()) / (3 * joint_count);
}

std::optional<std::size_t> KeyFrameAnalysis::rowOf(std::int64_t frame) const {
  const auto at = std::ranges::lower_bound(features.frames, frame);
  if (at == features.frames.end() || *at != frame) return std::nullopt;
  return static_cast<std::size_t>(at - features.frames.begin());
}

bool KeyFrameAnalysis::canBeKeyFrame(std::int64_t frame) const {
  if (frame < 0 || frame >= frameCount()) return false;
  const float* pose = poses->data() + frame * 3 * joint_count;
  const auto present = [pose](Joint joint) {
    const float* position = pose + 3 * index_of(joint);
    return std::isfinite(position[0]) && std::isfinite(position[1]) && std::isfinite(position[2]);
  };
  return present(Joint::left_shoulder) && present(Joint::right_shoulder) && present(Joint::pelvis);
}

std::vector<std::int8_t> KeyFrameAnalysis::labelsPerFrame() const {
  std::vector<std::int8_t> labels(static_cast<std::size_t>(frameCount()), std::int8_t{-1});
  for (std::size_t row = 0; row < features.frames.size(); ++row)
    labels[static_cast<std::size_t>(features.frames[row])] = choice.labels[row];
  return labels;
}

KeyFrameAnalysisPtr analyse_key_frames(SequenceId sequence, PosesPtr poses,
                                       const std::optional<Eigen::Vector3d>& up,
                                       const KeyFrameOptions& options) {
  auto analysis = std::make_shared<KeyFrameAnalysis>();
  analysis->sequence = sequence;
  analysis->poses = std::move(poses);
  analysis->features = key_frame_features(*analysis->poses, up);
  analysis->choice = choose_key_frame(analysis->features, options);
  analysis->plane = principal_plane(analysis->features);
  return analysis;
}

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
