#include "widgets/playback_panel/playback_data.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/project/catalog.h"
#include "core/project/placement.h"
#include "core/project/sequence_videos.h"
#include "core/skeleton/marker_cloud.h"
#include "core/video/video_reader.h"
#include "widgets/cursor/cursor.h"
#include "widgets/cursor/playback.h"
#include "widgets/session/pose_cache.h"
#include "widgets/session/session.h"
#include "widgets/shared/recent_videos.h"
#include "widgets/theme/shown_text.h"

namespace solopose {

PlaybackData::PlaybackData(Session* session, QObject* parent) : QObject(parent), session_(session) {
  connect(session_->cursor(), &Cursor::sequenceChanged, this, &PlaybackData::followCursor);
  connect(session_, &Session::catalogChanged, this, &PlaybackData::followCursor);
  connect(session_->poses(), &PoseCache::loaded, this, &PlaybackData::followTruth);
  connect(session_, &Session::posesChanged, this, &PlaybackData::followTruth);
  connect(&predictions_, &Predictions::changed, this, &PlaybackData::measure);
  connect(&predictions_, &Predictions::shownChanged, this, &PlaybackData::metricsChanged);
  connect(&predictions_, &Predictions::failed, this, &PlaybackData::failed);
  followCursor();
}

void PlaybackData::followTruth(SequenceId changed) {
  const auto own = std::ranges::find(found_.views, changed, &PlaybackView::track);
  if (own == found_.views.end() && changed != session_->cursor()->sequence()) return;
  Q_EMIT truthChanged();
  measure();
}

const PlaybackView* PlaybackData::mainView() const {
  return main_ < found_.views.size() ? &found_.views[main_] : nullptr;
}

bool PlaybackData::onLooseVideo() const { return session_->cursor()->onLooseVideo(); }

void PlaybackData::followCloud() {
  const SequenceRecord* record =
      onLooseVideo() ? nullptr : session_->catalog()->sequence(session_->cursor()->sequence());
  const std::filesystem::path project = session_->projectFolder().toStdString();
  if (record != nullptr && cloud_ && cloud_->track == *record && cloud_->project == project) return;
  cloud_.reset();
  if (record == nullptr || !is_marker_cloud(*record->joints)) return cloud_reader_.forget();
  const auto show = [this](ShownCloudPtr read) {
    cloud_ = std::move(read);
    Q_EMIT metricsChanged();
  };
  cloud_reader_.request(
      [project, track = *record](const std::stop_token&) { return read_cloud(project, track); }, show,
      [this](const QString& error) { Q_EMIT failed(error); });
}

void PlaybackData::showLabels(bool shown) {
  labels_shown_ = shown;
  followLabels();
}

/// Of the tracks that are seen in the views.
void PlaybackData::followLabels() {
  std::vector<SequenceRecord> tracks;
  for (const PlaybackView& view : found_.views) {
    const SequenceRecord* track = labels_shown_ ? trackOf(view) : nullptr;
    if (track != nullptr && std::ranges::find(tracks, track->id, &SequenceRecord::id) == tracks.end())
      tracks.push_back(*track);
  }
  const std::filesystem::path project = session_->projectFolder().toStdString();
  if (labels_ && labels_->tracks == tracks && labels_->project == project) return;
  const auto show = [this](ShownLabelsPtr read) {
    labels_ = std::move(read);
    Q_EMIT labelsChanged();
  };
  if (tracks.empty()) {
    labels_reader_.forget();
    return show(nullptr);
  }
  labels_reader_.request([project, tracks](const std::stop_token&) { return read_labels(project, tracks); },
                         show, [this](const QString& error) { Q_EMIT failed(error); });
}

void PlaybackData::followCursor() {
  followCloud();
  const SequenceId sequence = session_->cursor()->sequence();
  if (!onLooseVideo()) {
    setViews(playback_views(*session_->catalog(), session_->projectFolder().toStdString(), sequence));
    return;
  }
  PlaybackView view;
  view.file = loose_file_;
  view.title = shown_name(loose_file_.filename().string());
  setViews({{view}, {}});
}

void PlaybackData::setViews(PlaybackViews found) {
  const QString kept = mainView() != nullptr ? mainView()->title : QString();
  const SequenceId sequence = session_->cursor()->sequence();
  // An alignment or another name leaves the videos as they are.
  if (sequence == shown_ && found.views == found_.views && found.missing == found_.missing) {
    found_ = std::move(found);
    followLabels();
    return measure();
  }
  shown_ = sequence;
  found_ = std::move(found);
  // The same camera where the new sequence has it too.
  const auto like = std::ranges::find(found_.views, kept, &PlaybackView::title);
  main_ = like == found_.views.end() ? 0 : static_cast<std::size_t>(like - found_.views.begin());
  metrics_.reset();
  // Before anything else is told: who draws still draws the views that were.
  Q_EMIT viewsChanged();
  followLabels();
  std::vector<std::filesystem::path> files;
  for (const PlaybackView& view : found_.views) files.push_back(view.file);
  predictions_.setVideos(session_->projectFolder().toStdString(), files);
  measure();
}

void PlaybackData::chooseMain(std::size_t index) {
  if (index == main_ || index >= found_.views.size()) return;
  main_ = index;
  metrics_.reset();
  Q_EMIT viewsChanged();
  measure();
}

void PlaybackData::openLooseVideo(const std::filesystem::path& file) {
  const auto read = [file](const std::stop_token& stop) {
    JobContext context;
    context.stop = stop;
    return VideoReader(file, {}, context);
  };
  const auto show = [this, file](const VideoReader& reader) {
    Cursor* cursor = session_->cursor();
    if (!cursor->onLooseVideo()) {
      before_loose_ = cursor->sequence();
      frame_before_loose_ = cursor->frame();
    }
    loose_file_ = file;
    RecentVideos::add(QString::fromStdString(file.string()));
    cursor->setLooseVideo(reader.frames(), reader.fps(), frame_times(reader));
  };
  opener_.request(read, show, [this](const QString& error) { Q_EMIT failed(error); });
}

void PlaybackData::leaveLooseVideo() {
  if (!onLooseVideo()) return;
  const Catalog& catalog = *session_->catalog();
  const SequenceRecord* record = catalog.sequence(before_loose_);
  if (record == nullptr && !catalog.sequences.empty()) record = &catalog.sequences.front();
  if (record == nullptr) return session_->cursor()->setSequence(0, 0);
  session_->cursor()->setSequence(record->id, record->frames, frame_before_loose_);
}

void PlaybackData::setFacts(const std::filesystem::path& file, const PlayedVideo& facts) {
  const bool main = mainView() != nullptr && mainView()->file == file;
  // Only now is its camera known for its size: what was measured before stands in another frame.
  if (main && !facts_.contains(file)) metrics_.reset();
  facts_[file] = facts;
  Q_EMIT factsChanged();
  if (main) measure();
}

const PlayedVideo* PlaybackData::factsOf(const PlaybackView& view) const {
  const auto found = facts_.find(view.file);
  return found == facts_.end() ? nullptr : &found->second;
}

const SequenceRecord* PlaybackData::trackOf(const PlaybackView& view) const {
  return session_->catalog()->sequence(view.track);
}

PosesPtr PlaybackData::truthOf(const PlaybackView& view) const {
  const SequenceRecord* track = trackOf(view);
  return track == nullptr ? nullptr : session_->poses()->poses(*track);
}

double PlaybackData::trackRate() const {
  if (onLooseVideo()) return session_->cursor()->looseVideoRate();
  const SequenceRecord* record = session_->catalog()->sequence(session_->cursor()->sequence());
  return record != nullptr && record->frames_per_second > 0 ? record->frames_per_second
                                                            : Playback::assumed_frames_per_second;
}

FrameMap PlaybackData::mapOf(const PlaybackView& view) const {
  const PlayedVideo* facts = factsOf(view);
  const SequenceRecord* track = trackOf(view);
  if (facts == nullptr) return FrameMap(0, 0, session_->cursor()->frameCount());
  const double track_rate = track == nullptr ? 0 : track->frames_per_second;
  const double video_rate = clock_of_video(view.file, facts->frames_per_second);
  return FrameMap(track_rate, video_rate, facts->frames, facts->times);
}

ViewGeometry PlaybackData::geometryOf(const PlaybackView& view) const {
  const SequenceRecord* track = trackOf(view);
  if (track == nullptr) return {};
  std::optional<RigidTransform> universal;
  if (const SequenceAlignment* placement = placement_of(*session_->catalog(), track->id))
    universal = placement->universal_from_dataset;
  const PlayedVideo* facts = factsOf(view);
  if (facts != nullptr) {
    try {
      return {*track, view.camera, facts->size, universal};
    } catch (const Error&) {  // calibrated for another picture
    }
  }
  return {*track, std::nullopt, {}, universal};
}

ViewGeometry PlaybackData::mainGeometry() const {
  if (const PlaybackView* view = mainView()) return geometryOf(*view);
  PlaybackView none;
  none.track = session_->cursor()->sequence();
  return geometryOf(none);
}

FrameMap PlaybackData::mainMap() const {
  const PlaybackView* view = mainView();
  return view == nullptr ? FrameMap(0, 0, session_->cursor()->frameCount()) : mapOf(*view);
}

void PlaybackData::setBone(const Bone& bone) {
  if (bone.parent == bone_.parent && bone.child == bone_.child) return;
  bone_ = bone;
  measure();
}

MetricsQuery PlaybackData::query() const {
  MetricsQuery asked;
  asked.frames = session_->cursor()->frameCount();
  asked.frames_per_second = trackRate();
  asked.geometry = mainGeometry();
  asked.map = mainMap();
  asked.bone = bone_;
  if (const PlaybackView* view = mainView()) {
    asked.truth = truthOf(*view);
    for (const PredictedBy& model : predictions_.models())
      if (PredictionPtr prediction = model.of(view->file))
        asked.predictions.emplace_back(model.fingerprint, std::move(prediction));
  } else if (const SequenceRecord* record = session_->catalog()->sequence(session_->cursor()->sequence())) {
    asked.truth = session_->poses()->poses(*record);
  }
  return asked;
}

void PlaybackData::measure() {
  if (session_->cursor()->frameCount() == 0) {
    measurer_.forget();
    metrics_.reset();
    Q_EMIT metricsChanged();
    return;
  }
  measurer_.request(
      [asked = query()](const std::stop_token&) {
        return std::make_shared<const PoseMetrics>(measure_poses(asked));
      },
      [this](PoseMetricsPtr found) {
        metrics_ = std::move(found);
        Q_EMIT metricsChanged();
      });
}

bool PlaybackData::busy() const {
  return opener_.busy() || measurer_.busy() || cloud_reader_.busy() || labels_reader_.busy() ||
         predictions_.busy();
}

}  // namespace solopose
