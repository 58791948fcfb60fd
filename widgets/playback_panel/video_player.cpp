#include "widgets/playback_panel/video_player.h"

#include <mutex>
#include <utility>

#include <QCoreApplication>
#include <QFileInfo>
#include <QThreadPool>

#include "core/video/media_names.h"
#include "widgets/shared/file_path.h"

namespace solopose {
namespace {

/// Stopping a service waits for the frame it is decoding: not on the GUI thread.
void dispose(std::shared_ptr<FrameService> service) {
  if (service)
    QThreadPool::globalInstance()->start([service = std::move(service)]() mutable { service.reset(); });
}

}  // namespace

/// Holds the newest picture between the service's thread and the GUI's: a slow window gets few, not late
/// ones.
struct VideoPlayer::Mailbox {
  std::mutex mutex;
  VideoPlayer* owner = nullptr;
  std::optional<ServedFrame> latest;

  void put(const ServedFrame& frame) {
    const std::scoped_lock lock(mutex);
    if (owner == nullptr) return;
    const bool told = latest.has_value();
    latest = frame;
    if (!told)
      QMetaObject::invokeMethod(
          owner, [player = owner] { player->take(); }, Qt::QueuedConnection);
  }
  std::optional<ServedFrame> collect() {
    const std::scoped_lock lock(mutex);
    return std::exchange(latest, std::nullopt);
  }
  void orphan() {
    const std::scoped_lock lock(mutex);
    owner = nullptr;
    latest.reset();
  }
};

VideoPlayer::VideoPlayer(QObject* parent) : QObject(parent) {
  connect(&watcher_, &QFileSystemWatcher::fileChanged, this, [this](const QString& path) {
    if (!QFileInfo::exists(path)) Q_EMIT vanished();
  });
}

VideoPlayer::~VideoPlayer() { close(); }

void VideoPlayer::close() {
  opener_.forget();
  if (mailbox_) mailbox_->orphan();
  mailbox_.reset();
  dispose(std::exchange(service_, nullptr));
  if (!watcher_.files().isEmpty()) watcher_.removePaths(watcher_.files());
  file_.clear();
  facts_.reset();
  wanted_.reset();
  awaited_.reset();
  shown_.reset();
  exact_ = false;
}

void VideoPlayer::open(const std::filesystem::path& file, const VideoMemory& memory) {
  close();
  file_ = file;
  const auto read = [file, bytes = memory.decoded_bytes](const std::stop_token& stop) {
    VideoReaderOptions options;
    options.cache_bytes = bytes;
    JobContext context;
    context.stop = stop;
    return VideoReader(file, options, context);
  };
  opener_.request(
      read, [this, memory](VideoReader reader) { start(std::move(reader), memory); },
      [this](const QString& error) { Q_EMIT failed(error); });
}

void VideoPlayer::start(VideoReader reader, const VideoMemory& memory) {
  facts_ = PlayedVideo{reader.frames(),      reader.fps(),  reader.variable_rate(),
                       frame_times(reader),  reader.size(), QString::fromStdString(reader.codec()),
                       reader.info().missing};
  mailbox_ = std::make_shared<Mailbox>();
  mailbox_->owner = this;
  FrameServiceOptions options;
  options.picture_bytes = memory.picture_bytes;
  options.thumbnails.most_bytes = memory.thumbnail_bytes;
  service_ = std::make_shared<FrameService>(
      std::move(reader), options, [mailbox = mailbox_](const ServedFrame& frame) { mailbox->put(frame); });
  watcher_.addPath(QString::fromStdString(file_.string()));
  Q_EMIT opened();
  if (wanted_ && !awaited_) request(*wanted_);
}

void VideoPlayer::show(qint64 frame, bool playing) {
  wanted_ = frame;
  playing_ = playing;
  if (!service_ || awaited_ == frame) return;
  if (!facts_->hasPicture(frame)) return reachGap();
  if (const auto ready = service_->picture(frame)) {
    request(frame);  // so that it decodes on from here
    accept({frame, frame, ready, {}});
  } else if (!playing || !awaited_) {
    request(frame);
    if (!playing && !(exact_ && shown_ == frame)) standIn(service_->nearest(frame));
  }
}

bool VideoPlayer::isNearer(qint64 frame) const {
  return !shown_ || std::abs(frame - *wanted_) < std::abs(*shown_ - *wanted_);
}

void VideoPlayer::standIn(const NearPicture& picture) {
  exact_ = false;
  const bool nearer = picture.image && isNearer(picture.number);
  if (nearer) shown_ = picture.number;
  if (shown_) Q_EMIT previewReady(nearer ? picture : NearPicture(), *wanted_);
}

void VideoPlayer::reachGap() {
  awaited_.reset();
  shown_.reset();
  exact_ = false;
  Q_EMIT gapReached();
}

void VideoPlayer::request(qint64 frame) {
  awaited_ = frame;
  service_->request(frame);
}

void VideoPlayer::take() {
  if (!mailbox_) return;
  if (const auto frame = mailbox_->collect()) accept(*frame);
}

void VideoPlayer::accept(const ServedFrame& frame) {
  const bool on_the_way = frame.image && frame.shown != frame.wanted;
  if (on_the_way && awaited_ != frame.wanted) return;
  if (!on_the_way && awaited_ == frame.wanted) awaited_.reset();
  if (frame.image)
    acceptPicture(frame);
  else
    Q_EMIT failed(QString::fromStdString(frame.error));
  const bool moved_on = wanted_ && *wanted_ != frame.wanted && shown_ != wanted_;
  if (!on_the_way && !awaited_ && moved_on) show(*wanted_, playing_);
}

// While playing every frame is shown, late ones too, so that a slow machine does not stand still; otherwise
// only what is nearer than what is there.
void VideoPlayer::acceptPicture(const ServedFrame& frame) {
  if (wanted_ && !facts_->hasPicture(*wanted_)) return;  // it was asked for before the gap
  const bool wanted = frame.shown == wanted_;
  const bool late = playing_ && frame.shown == frame.wanted;
  if (wanted || late) {
    if (shown_ == frame.shown && exact_) return;
    shown_ = frame.shown;
    exact_ = true;
    Q_EMIT frameReady(frame);
  } else if (isNearer(frame.shown)) {
    standIn({frame.shown, frame.image, false});
  }
}

bool is_video_name(const QString& path) { return is_video_name(path_of(path)); }

QString video_name_filter() {
  QStringList endings;
  for (const std::string_view ending : video_endings())
    endings.append(QString::fromLatin1(ending.data(), static_cast<qsizetype>(ending.size())));
  return QCoreApplication::translate("solopose::VideoPlayer", "Videos (*.%1)")
      .arg(endings.join(QStringLiteral(" *.")));
}

}  // namespace solopose
