#include "widgets/session/pose_cache.h"

#include <condition_variable>
#include <list>
#include <map>
#include <mutex>
#include <set>

#include <QThread>

#include "core/project/catalog.h"
#include "core/project/ids.h"
#include "core/project/pose_store.h"
#include "core/project/repair.h"

namespace solopose {

namespace {

std::size_t bytes_of(const PosesPtr& poses) { return poses->size() * sizeof(float); }

/// What a track's poses depend on: with other repairs, or without its rejected frames, it is another one.
struct TrackKey {
  SequenceId sequence = 0;
  std::vector<RepairId> repairs;
  std::vector<std::pair<std::int64_t, std::int64_t>> missing;

  explicit TrackKey(const SequenceRecord& record) : sequence(record.id) {
    for (const RepairPtr& repair : record.repairs) repairs.push_back(repair->id);
    if (!record.rejected_are_missing) return;
    for (const FrameRun& run : record.rejected) missing.emplace_back(run.first, run.last);
  }
  auto operator<=>(const TrackKey&) const = default;
};

}  // namespace

/// The loading thread with its stack of requests, and the GUI thread's store of what came.
class PoseCache::Loader {
 public:
  Loader(PoseCache* cache, std::size_t limit_bytes)
      : cache_(cache), limit_bytes_(limit_bytes), thread_(QThread::create([this] { run(); })) {
    thread_->setObjectName("poses");
    thread_->start();
  }

  ~Loader() {
    {
      const std::scoped_lock lock(mutex_);
      quit_ = true;
    }
    wake_.notify_all();
    thread_->wait();
  }

  void reset(const QString& folder) {
    {
      const std::scoped_lock lock(mutex_);
      ++generation_;
      folder_ = folder.toStdString();
      stack_.clear();
    }
    requested_.clear();
    entries_.clear();
    recent_.clear();
    bytes_ = 0;
  }

  PosesPtr find(const TrackKey& track) {
    const auto entry = entries_.find(track);
    if (entry == entries_.end()) return nullptr;
    recent_.splice(recent_.begin(), recent_, entry->second.place);
    return entry->second.poses;
  }

  void request(const SequenceRecord& sequence) {
    const std::scoped_lock lock(mutex_);
    if (folder_.empty()) return;
    const TrackKey track(sequence);
    const bool again = !requested_.insert(track).second;
    if (again) {
      // On top once more; when it is not on the stack it is being read right now.
      const auto waiting = std::find_if(stack_.begin(), stack_.end(), [&](const SequenceRecord& record) {
        return TrackKey(record) == track;
      });
      if (waiting != stack_.end()) stack_.splice(stack_.end(), stack_, waiting);
      return;
    }
    stack_.push_back(sequence);
    wake_.notify_all();
  }

  bool busy() const { return !requested_.empty(); }

 private:
  struct Entry {
    PosesPtr poses;
    std::list<TrackKey>::iterator place;
  };

  void run() {
    std::unique_lock lock(mutex_);
    while (true) {
      wake_.wait(lock, [this] { return quit_ || !stack_.empty(); });
      if (quit_) return;
      const SequenceRecord sequence = std::move(stack_.back());
      stack_.pop_back();
      const int generation = generation_;
      const std::filesystem::path folder = folder_;
      lock.unlock();
      load(folder, sequence, generation);
      lock.lock();
    }
  }

  void load(const std::filesystem::path& folder, const SequenceRecord& sequence, int generation) {
    PosesPtr poses;
    QString error;
    try {
      poses = std::make_shared<const std::vector<float>>(PoseStore(folder).poses_mm(sequence));
    } catch (const std::exception& e) {
      error = QString::fromUtf8(e.what());
    }
    const auto deliver = [this, track = TrackKey(sequence), poses, error, generation] {
      take(track, poses, error, generation);
    };
    QMetaObject::invokeMethod(cache_, deliver, Qt::QueuedConnection);
  }

  void take(const TrackKey& track, const PosesPtr& poses, const QString& error, int generation) {
    if (generation != generation_) return;
    requested_.erase(track);
    if (!poses) {
      Q_EMIT cache_->failed(track.sequence, error);
      return;
    }
    recent_.push_front(track);
    entries_[track] = {poses, recent_.begin()};
    bytes_ += bytes_of(poses);
    while (bytes_ > limit_bytes_ && recent_.size() > 1) {
      const auto oldest = entries_.find(recent_.back());
      bytes_ -= bytes_of(oldest->second.poses);
      entries_.erase(oldest);
      recent_.pop_back();
    }
    Q_EMIT cache_->loaded(track.sequence);
  }

  PoseCache* cache_;
  std::size_t limit_bytes_;

  // The GUI thread's own.
  std::map<TrackKey, Entry> entries_;
  std::list<TrackKey> recent_;  ///< most recently used first
  std::set<TrackKey> requested_;
  std::size_t bytes_ = 0;

  // Shared; generation_ is written by the GUI thread only.
  std::mutex mutex_;
  std::condition_variable wake_;
  std::list<SequenceRecord> stack_;  ///< the latest at the back
  std::filesystem::path folder_;
  int generation_ = 0;
  bool quit_ = false;
  std::unique_ptr<QThread> thread_;
};

PoseCache::PoseCache(QObject* parent, std::size_t limit_bytes)
    : QObject(parent), loader_(std::make_unique<Loader>(this, limit_bytes)) {}

PoseCache::~PoseCache() { loader_.reset(); }

void PoseCache::setProject(const QString& folder) { loader_->reset(folder); }

PosesPtr PoseCache::poses(const SequenceRecord& sequence) {
  if (PosesPtr poses = loader_->find(TrackKey(sequence))) return poses;
  loader_->request(sequence);
  return nullptr;
}

bool PoseCache::busy() const { return loader_->busy(); }

}  // namespace solopose
