#include "widgets/playback_panel/video_stage.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <QGridLayout>
#include <QTimer>

#include "widgets/cursor/cursor.h"
#include "widgets/playback_panel/joint_correction.h"
#include "widgets/session/session.h"
#include "widgets/theme/shown_text.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

constexpr VideoMemory grid_memory{std::size_t{40} << 20, std::size_t{24} << 20, std::size_t{12} << 20};
/// A preview that is over sooner than an eye sees needs no mark: the mark would flicker.
constexpr int unmarked_ms = 60;

QSize size_of(const PlayedVideo& facts) { return {facts.size.width, facts.size.height}; }

}  // namespace

struct VideoStage::Cell {
  std::size_t index = 0;
  std::unique_ptr<VideoView> view;
  VideoPlayer player;
  QTimer mark_soon;
  qint64 poses_of = 0;  ///< the video's frame that the skeletons drawn belong to
  bool failed = false;
  QString note;   ///< about the file; stays
  QString error;  ///< about the frame; goes with the next one
};

VideoStage::VideoStage(PlaybackData* source, QWidget* parent)
    : QWidget(parent), data_(source), layout_(new QGridLayout(this)) {
  layout_->setContentsMargins(0, 0, 0, 0);
  layout_->setSpacing(2);
  connect(data_, &PlaybackData::viewsChanged, this, &VideoStage::rebuild);
  connect(data_, &PlaybackData::truthChanged, this, &VideoStage::refreshOverlays);
  connect(data_, &PlaybackData::labelsChanged, this, &VideoStage::refreshOverlays);
  connect(data_, &PlaybackData::metricsChanged, this, &VideoStage::refreshOverlays);
  connect(&Theme::instance(), &Theme::changed, this, &VideoStage::restyle);
}

VideoStage::~VideoStage() = default;

void VideoStage::setGrid(bool on) {
  if (on == grid_) return;
  grid_ = on;
  rebuild();
}

void VideoStage::setOnBlack(bool on) {
  on_black_ = on;
  restyle();
}

void VideoStage::setActive(bool active) {
  if (active == active_) return;
  active_ = active;
  rebuild();
}

void VideoStage::setOverlay(const OverlayOptions& options) {
  overlay_ = options;
  refreshOverlays();
}

void VideoStage::setCorrection(JointCorrection* correction) {
  correction_ = correction;
  connect(correction_, &JointCorrection::changed, this, &VideoStage::followCorrection);
}

bool VideoStage::correcting() const { return correction_ != nullptr && correction_->active(); }

void VideoStage::followCorrection() {
  if (!active_ || data_->mainView() == nullptr) return;
  std::vector<std::size_t> shown;
  for (const auto& cell : cells_) shown.push_back(cell->index);
  if (wantedViews() != shown) rebuild();
  for (const auto& cell : cells_) draw(*cell);
}

std::vector<std::size_t> VideoStage::wantedViews() const {
  std::vector<std::size_t> wanted{data_->mainIndex()};
  if (correcting()) {
    if (const auto partner = correction_->partner()) wanted.push_back(*partner);
  } else if (grid_) {
    wanted.resize(data_->views().size());
    std::iota(wanted.begin(), wanted.end(), std::size_t{0});
  }
  return wanted;
}

void VideoStage::rebuild() {
  cells_.clear();
  if (!active_ || data_->mainView() == nullptr) return;
  const std::vector<std::size_t> wanted = wantedViews();
  const auto columns = static_cast<int>(std::ceil(std::sqrt(wanted.size())));
  for (const std::size_t index : wanted) {
    const auto place = static_cast<int>(cells_.size());
    addCell(index);
    layout_->addWidget(cells_.back()->view.get(), place / columns, place % columns);
  }
  restyle();
}

void VideoStage::addCell(std::size_t index) {
  cells_.push_back(std::make_unique<Cell>());
  Cell& cell = *cells_.back();
  cell.index = index;
  cell.view = std::make_unique<VideoView>(this);
  const PlaybackView& view = data_->views()[index];
  cell.view->setCaption(view.title);
  connect(cell.view.get(), &VideoView::activated, this, [this, index] {
    if (correcting()) return;
    if (cells_.size() > 1)
      Q_EMIT viewChosen(index);
    else
      Q_EMIT activated();
  });
  connect(cell.view.get(), &VideoView::clicked, this, [this, &cell](const QPointF& pixel) {
    if (cell.index == data_->mainIndex() && !correcting()) Q_EMIT pointedAt(pixel, cell.poses_of);
  });
  connectHandles(cell);
  connect(&cell.player, &VideoPlayer::opened, this, [this, &cell] {
    data_->setFacts(cell.player.file(), *cell.player.facts());
    ask(cell);
  });
  connect(&cell.player, &VideoPlayer::frameReady, this,
          [this, &cell](const ServedFrame& frame) { receive(cell, frame); });
  connect(&cell.player, &VideoPlayer::previewReady, this,
          [this, &cell](const NearPicture& picture, qint64 wanted) { standIn(cell, picture, wanted); });
  cell.mark_soon.setSingleShot(true);
  cell.mark_soon.setInterval(unmarked_ms);
  connect(&cell.mark_soon, &QTimer::timeout, cell.view.get(), [&cell] { cell.view->setPreviewMark(true); });
  connect(&cell.player, &VideoPlayer::gapReached, this, [this, &cell] { showGap(cell); });
  connect(&cell.player, &VideoPlayer::failed, this, [this, &cell](const QString& message) {
    cell.failed = true;
    cell.error = message;
    Q_EMIT data_->session()->errorShown(message);
    tell(cell);
    Q_EMIT shown();
  });
  connect(&cell.player, &VideoPlayer::vanished, this, [this, &cell] {
    cell.note = tr("%1 was deleted or moved: what is still open plays on")
                    .arg(shown_name(cell.player.file().filename().string()));
    tell(cell);
  });
  cell.player.open(view.file, wantedViews().size() > 1 ? grid_memory : VideoMemory());
  ask(cell);
}

void VideoStage::connectHandles(const Cell& cell) {
  const VideoView* view = cell.view.get();
  const auto on = [this, index = cell.index](auto what) {
    return [this, index, what](int joint, const QPointF& pixel) {
      if (correction_ != nullptr)
        (correction_->*what)(index, static_cast<Joint>(joint), {pixel.x(), pixel.y()});
    };
  };
  connect(view, &VideoView::handlePicked, this,
          [this](int joint) { correction_->choose(static_cast<Joint>(joint)); });
  connect(view, &VideoView::handleDragged, this, on(&JointCorrection::mark));
  connect(view, &VideoView::handleNudged, this, on(&JointCorrection::nudge));
  connect(view, &VideoView::handleReleased, this, [this] { correction_->drop(); });
  connect(view, &VideoView::handlesConfirmed, this, [this] { correction_->keep(); });
  connect(view, &VideoView::handlesCancelled, this, [this] {
    if (!correction_->giveUp()) Q_EMIT correctionLeft();
  });
}

void VideoStage::showFrame(qint64 track_frame, bool playing) {
  frame_ = track_frame;
  playing_ = playing;
  for (const auto& cell : cells_) ask(*cell);
}

void VideoStage::ask(Cell& cell) {
  const PlaybackView& view = data_->views()[cell.index];
  if (!cell.player.facts()) return;
  const FrameMap map = data_->mapOf(view);
  cell.failed = false;
  cell.error = map.reaches(frame_) ? QString() : tr("The video has ended: its last frame is shown");
  tell(cell);
  cell.player.show(map.video_frame(frame_), playing_);
}

void VideoStage::receive(Cell& cell, const ServedFrame& frame) {
  cell.mark_soon.stop();
  cell.view->setPicture(frame.image, frame.shown);
  cell.poses_of = frame.shown;
  draw(cell);
  Q_EMIT shown();
}

// The picture is near the cursor; the skeletons, which need no decoding, are the cursor's own.
void VideoStage::standIn(Cell& cell, const NearPicture& picture, qint64 wanted) {
  if (picture.image)
    cell.view->setPreview(picture.image, picture.number, size_of(*cell.player.facts()));
  else
    cell.view->keepAsPreview();
  if (!cell.view->previewMark() && !cell.mark_soon.isActive()) cell.mark_soon.start();
  cell.poses_of = wanted;
  draw(cell);
}

void VideoStage::showGap(Cell& cell) {
  cell.mark_soon.stop();
  cell.view->setPicture(nullptr);
  draw(cell);
  cell.error = tr("No picture: there is none for this frame in the folder");
  tell(cell);
  Q_EMIT shown();
}

void VideoStage::tell(Cell& cell) { cell.view->setMessage(cell.error.isEmpty() ? cell.note : cell.error); }

void VideoStage::refreshOverlays() {
  for (const auto& cell : cells_)
    if (cell->view->hasPicture()) draw(*cell);
}

/// What is dragged is seen: there are handles on the cursor's own picture only.
void VideoStage::draw(Cell& cell) {
  cell.view->setStrokes(strokesOf(cell, cell.poses_of));
  if (!correcting() || !cell.view->hasPicture() || cell.view->isPreview()) return cell.view->setHandles({});
  const auto joint = correction_->joint();
  cell.view->setHandles(correction_->handles(cell.index),
                        joint ? std::optional(index_of(*joint)) : std::nullopt);
}

std::vector<Stroke> VideoStage::strokesOf(const Cell& cell, qint64 video_frame) const {
  if (correcting()) return correction_->strokes(cell.index);
  const PlaybackView& view = data_->views()[cell.index];
  const FrameMap map = data_->mapOf(view);
  // Several frames of the track may share one of the video: then it is the cursor's own.
  const qint64 track_frame = map.video_frame(frame_) == video_frame ? frame_ : map.track_frame(video_frame);
  return overlay_strokes(*data_, view, overlay_, video_frame, track_frame);
}

void VideoStage::restyle() {
  const Theme& theme = Theme::instance();
  VideoView::Colours colours;
  const QColor around = theme.isDark() ? theme.window() : theme.raised();
  colours.background = on_black_ ? QColor(Qt::black) : around;
  colours.accent = theme.accent();
  for (const auto& cell : cells_) cell->view->setColours(colours);
  refreshOverlays();
}

void VideoStage::fit() {
  for (const auto& cell : cells_) cell->view->fit();
}

VideoView* VideoStage::mainView() const {
  for (const auto& cell : cells_)
    if (cell->index == data_->mainIndex()) return cell->view.get();
  return nullptr;
}

std::vector<VideoView*> VideoStage::viewsShown() const {
  std::vector<VideoView*> views;
  for (const auto& cell : cells_) views.push_back(cell->view.get());
  return views;
}

bool VideoStage::settled() const {
  return std::ranges::all_of(cells_, [](const auto& cell) { return cell->failed || !cell->player.busy(); });
}

bool VideoStage::prepared() const {
  return std::ranges::all_of(cells_, [](const auto& cell) { return cell->player.prepared(); });
}

QImage VideoStage::picture() const {
  VideoView* view = mainView();
  return view == nullptr ? QImage() : view->grab().toImage();
}

}  // namespace solopose
