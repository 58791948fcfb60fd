#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include <QFileSystemWatcher>
#include <QObject>
#include <QSize>
#include <QString>

#include "core/video/frame_service.h"
#include "widgets/shared/background_work.h"

namespace solopose {

struct VideoFacts {
  qint64 frames = 0;
  double frames_per_second = 0;
  bool variable_rate = false;
  QSize size;
  QString codec;
};

/// What may be kept of a video in memory.
struct VideoMemory {
  std::size_t decoded_bytes = std::size_t{192} << 20;
  std::size_t picture_bytes = std::size_t{96} << 20;
};

/// A video file behind a FrameService, for the GUI thread: opened and closed without waiting, one picture at
/// a time handed over, always the latest.
class VideoPlayer : public QObject {
  Q_OBJECT
 public:
  explicit VideoPlayer(QObject* parent = nullptr);
  ~VideoPlayer() override;

  void open(const std::filesystem::path& file, const VideoMemory& memory);
  void close();

  const std::filesystem::path& file() const { return file_; }
  const std::optional<VideoFacts>& facts() const { return facts_; }  ///< once opened

  /// While scrubbing the latest request wins, and a near key frame comes first where the wanted frame takes
  /// long. While playing a frame that is being decoded is let finish, so that a slow machine drops frames
  /// but never stands still.
  void show(qint64 frame, bool playing);
  /// Opening, or the wanted frame has not come yet.
  bool busy() const { return opener_.busy() || (service_ && awaited_); }

 Q_SIGNALS:
  void opened();
  void frameReady(const solopose::ServedFrame& frame);
  /// The file cannot be opened, or a frame of it not be decoded.
  void failed(const QString& message);
  void vanished();  ///< the file is not there any more; what is open plays on

 private:
  struct Mailbox;
  void start(VideoReader reader, const VideoMemory& memory);
  void request(qint64 frame);
  void take();
  void accept(const ServedFrame& frame);

  std::filesystem::path file_;
  std::optional<VideoFacts> facts_;
  BackgroundWork opener_;
  QFileSystemWatcher watcher_;
  std::shared_ptr<Mailbox> mailbox_;
  std::shared_ptr<FrameService> service_;
  std::optional<qint64> wanted_;
  std::optional<qint64> awaited_;  ///< asked of the service, not answered yet
  std::optional<qint64> shown_;
  bool playing_ = false;
};

/// A file that a person may mean by "video", by its ending.
bool is_video_name(const QString& path);
/// "Videos (*.mp4 …)", for file dialogs.
QString video_name_filter();

}  // namespace solopose
