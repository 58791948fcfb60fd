#pragma once

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include <QFileSystemWatcher>
#include <QObject>
#include <QString>

#include "core/video/frame_service.h"
#include "widgets/cursor/cursor.h"
#include "widgets/shared/latest_work.h"

namespace solopose {

struct PlayedVideo {
  qint64 frames = 0;
  double frames_per_second = 0;  ///< the mean where it varies
  bool variable_rate = false;
  FrameTimesPtr times;  ///< where the rate varies
  PictureSize size;
  QString codec;
  std::vector<std::int64_t> missing;  ///< frames without a picture, ascending

  bool hasPicture(qint64 frame) const { return !std::ranges::binary_search(missing, frame); }
};

/// What may be kept of a video in memory.
struct VideoMemory {
  std::size_t decoded_bytes = std::size_t{192} << 20;
  std::size_t picture_bytes = std::size_t{96} << 20;
  std::size_t thumbnail_bytes = std::size_t{48} << 20;
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
  const std::optional<PlayedVideo>& facts() const { return facts_; }  ///< once opened

  /// While scrubbing the latest request wins, and where it takes longer than this call the nearest picture
  /// there is stands in for it at once. While playing a frame that is being decoded is let finish, so that a
  /// slow machine drops frames but never stands still.
  void show(qint64 frame, bool playing);
  /// Opening, or the wanted frame has not come yet.
  /// What is shown at once while scrubbing has been made for the whole video.
  bool prepared() const { return service_ && service_->thumbnails_complete(); }
  bool busy() const { return opener_.busy() || (service_ && awaited_); }

 Q_SIGNALS:
  void opened();
  void frameReady(const solopose::ServedFrame& frame);
  /// What stands in for a frame until it comes. Without an image: what was shown last is the nearest.
  void previewReady(const solopose::NearPicture& picture, qint64 wanted);
  /// What is wanted has no picture, and is not one that is still to come.
  void gapReached();
  /// The file cannot be opened, or a frame of it not be decoded.
  void failed(const QString& message);
  void vanished();  ///< the file is not there any more; what is open plays on

 private:
  struct Mailbox;
  void start(VideoReader reader, const VideoMemory& memory);
  void reachGap();
  void request(qint64 frame);
  void take();
  void accept(const ServedFrame& frame);
  void acceptPicture(const ServedFrame& frame);
  void standIn(const NearPicture& picture);
  bool isNearer(qint64 frame) const;  ///< to the wanted one than what is shown

  std::filesystem::path file_;
  std::optional<PlayedVideo> facts_;
  LatestWork opener_;
  QFileSystemWatcher watcher_;
  std::shared_ptr<Mailbox> mailbox_;
  std::shared_ptr<FrameService> service_;
  std::optional<qint64> wanted_;
  std::optional<qint64> awaited_;  ///< asked of the service, not answered yet
  std::optional<qint64> shown_;
  bool exact_ = false;  ///< what is shown is what was wanted, in full
  bool playing_ = false;
};

/// A file that a person may mean by "video", by its ending.
bool is_video_name(const QString& path);
/// "Videos (*.mp4 …)", for file dialogs.
QString video_name_filter();

}  // namespace solopose
