#include "widgets/key_frames_panel/key_frames_panel.h"

#include <QAction>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>

#include "core/project/catalog.h"
#include "widgets/actions/action_registry.h"
#include "widgets/cursor/cursor.h"
#include "widgets/key_frames_panel/cluster_plot.h"
#include "widgets/key_frames_panel/key_frame_options_bar.h"
#include "widgets/key_frames_panel/key_frame_text.h"
#include "widgets/key_frames_panel/tilt_plot.h"
#include "widgets/session/job_runner.h"
#include "widgets/session/pose_cache.h"
#include "widgets/session/session.h"
#include "widgets/shared/empty_page.h"
#include "widgets/theme/theme.h"
#include "widgets/timeline/timeline_lanes.h"

namespace solopose {

namespace {

constexpr int store_delay_ms = 300;  ///< a spin box held down must not start a job per step

}  // namespace

KeyFramesPanel::KeyFramesPanel(const PanelContext& context, QWidget* parent)
    : Panel(parent),
      session_(context.session),
      actions_(context.actions),
      lanes_(context.lanes),
      options_(session_->alignOptions()),
      store_later_(new QTimer(this)) {
  setObjectName("key-frames");
  setAttribute(Qt::WA_StyledBackground);
  store_later_->setSingleShot(true);
  store_later_->setInterval(store_delay_ms);
  addActions();
  build();
  retranslateUi();
  connectSession();
  followCatalog();
  followSequence();
}

void KeyFramesPanel::addActions() {
  const auto menu = [] { return tr("&Align"); };
  pick_ = actions_->add({.id = "align.pick-key-frame",
                         .text = [] { return tr("&Use this frame as key frame"); },
                         .menu = menu,
                         // K alone is the shuttle's.
                         .shortcut = QKeySequence("Shift+K"),
                         .icon = "key-frame",
                         .run = [this](bool) { pickKeyFrame(); },
                         .separator = true});
  release_ = actions_->add({.id = "align.release-key-frame",
                            .text = [] { return tr("&Let the program choose"); },
                            .menu = menu,
                            .shortcut = QKeySequence("Ctrl+Shift+K"),
                            .icon = "refresh",
                            .run = [this](bool) { releaseKeyFrame(); }});
  go_to_ = actions_->add({.id = "align.go-to-key-frame",
                          .text = [] { return tr("&Go to the key frame"); },
                          .menu = menu,
                          .shortcut = QKeySequence("Alt+K"),
                          .icon = "goto",
                          .run = [this](bool) { goToKeyFrame(); }});
}

void KeyFramesPanel::connectSession() {
  connect(session_, &Session::catalogChanged, this, &KeyFramesPanel::followCatalog);
  connect(session_, &Session::idle, this, &KeyFramesPanel::settleOptions);
  connect(session_->cursor(), &Cursor::sequenceChanged, this, &KeyFramesPanel::followSequence);
  connect(session_->cursor(), &Cursor::frameChanged, this, &KeyFramesPanel::followFrame);
  connect(session_->poses(), &PoseCache::loaded, this, [this](SequenceId loaded) {
    if (loaded == session_->cursor()->sequence() && !analysis_) analyse();
  });
  connect(session_, &Session::posesChanged, this, [this](SequenceId changed) {
    if (changed == session_->cursor()->sequence()) analyseAnew();
  });
  connect(session_->poses(), &PoseCache::failed, this, [this](SequenceId failed, const QString& error) {
    if (failed == session_->cursor()->sequence()) drop(error);
  });
  connect(options_bar_, &KeyFrameOptionsBar::edited, this, &KeyFramesPanel::optionsEdited);
  connect(store_later_, &QTimer::timeout, this, &KeyFramesPanel::storeOptions);
  for (KeyFramePlot* plot : {static_cast<KeyFramePlot*>(clusters_), static_cast<KeyFramePlot*>(tilt_)})
    connect(plot, &KeyFramePlot::frameClicked, session_->cursor(), &Cursor::setFrame);
  connect(&Theme::instance(), &Theme::changed, this, &KeyFramesPanel::refresh);
}

const SequenceRecord* KeyFramesPanel::sequence() const {
  return session_->catalog()->sequence(session_->cursor()->sequence());
}

bool KeyFramesPanel::isSettled() const {
  return !analyser_.busy() && (!sequence() || analysis_ || !error_.isEmpty());
}

void KeyFramesPanel::followSequence() {
  lanes_->setClusters(session_->cursor()->sequence(), {});
  analyseAnew();
}

/// The clusters on the timeline stay until there are others: a repair of some frames moves few of them.
void KeyFramesPanel::analyseAnew() {
  analyser_.forget();
  analysis_.reset();
  error_.clear();
  for (KeyFramePlot* plot : {static_cast<KeyFramePlot*>(clusters_), static_cast<KeyFramePlot*>(tilt_)}) {
    plot->setAnalysis(nullptr);
    plot->setMarks({});
  }
  followFrame();
  refresh();
  analyse();
}

void KeyFramesPanel::followFrame() {
  clusters_->setCursorFrame(session_->cursor()->frame());
  tilt_->setCursorFrame(session_->cursor()->frame());
  updateActions();
}

void KeyFramesPanel::followCatalog() {
  const bool settled =
      !store_later_->isActive() && (!unsettled_ || session_->alignOptions().to_json() == options_.to_json());
  if (settled) {
    const std::string before = options_.to_json();
    unsettled_ = false;
    options_ = session_->alignOptions();
    options_bar_->setOptions(options_);
    tilt_->setTolerance(options_.key_frame.tolerance_deg);
    if (options_.to_json() != before) analyse();
  }
  refresh();
}

/// Asks for the analysis of the cursor's sequence with the options of the fields.
void KeyFramesPanel::analyse() {
  const SequenceRecord* record = sequence();
  if (record == nullptr) return;
  SequenceRecord used = *record;
  used.rejected_are_missing = !record->is_left_out();  // as an alignment sees it
  const PosesPtr poses = session_->poses()->poses(used);
  if (!poses) return;
  analyser_.request([sequence = record->id, poses, up = record->up, options = options_.key_frame](
                        const std::stop_token&) { return analyse_key_frames(sequence, poses, up, options); },
                    [this](const KeyFrameAnalysisPtr& analysis) { take(analysis); },
                    [this](const QString& error) { drop(error); });
}

void KeyFramesPanel::take(const KeyFrameAnalysisPtr& analysis) {
  if (analysis->sequence != session_->cursor()->sequence()) return;
  analysis_ = analysis;
  error_.clear();
  clusters_->setAnalysis(analysis_);
  tilt_->setAnalysis(analysis_);
  refresh();
  lanes_->setClusters(analysis_->sequence, analysis_->labels_per_frame());
}

void KeyFramesPanel::drop(const QString& error) {
  Q_EMIT session_->errorShown(error);
  analysis_.reset();
  error_ = error;
  clusters_->setAnalysis(nullptr);
  tilt_->setAnalysis(nullptr);
  lanes_->setClusters(session_->cursor()->sequence(), {});
  refresh();
}

void KeyFramesPanel::optionsEdited() {
  options_ = options_bar_->options(session_->alignOptions());
  tilt_->setTolerance(options_.key_frame.tolerance_deg);
  unsettled_ = true;
  analyse();
  refresh();
  store_later_->start();
}

void KeyFramesPanel::storeOptions() {
  if (session_->hasProject())
    session_->setAlignOptions(options_);
  else
    settleOptions();
}

/// Nothing is under way any more, so the session's options are the truth, also after a failure or a cancelled
/// job.
void KeyFramesPanel::settleOptions() {
  if (store_later_->isActive() || !unsettled_) return;
  unsettled_ = false;
  followCatalog();
}

void KeyFramesPanel::refresh() {
  const SequenceRecord* record = sequence();
  const bool unusable = analysis_ && analysis_->features.frames.empty();
  const bool empty = record == nullptr || unusable || !error_.isEmpty();
  pages_->setCurrentIndex(empty ? 1 : 0);
  if (empty) refreshEmpty();
  facts_ = record == nullptr
               ? KeyFrameFacts{}
               : key_frame_facts(*session_->catalog(), *record, options_, analysis_.get(), unsettled_);
  title_->setText(record == nullptr || !(analysis_ || facts_.key_frame) ? tr("Key frame …")
                                                                        : key_frame_title(facts_));
  words_->setText(key_frame_rich_text(facts_));
  align_->setVisible(record != nullptr && !facts_.aligned && !session_->jobs()->busy());
  legend_->setText(key_frame_legend(analysis_.get(), facts_.marks));
  clusters_->setMarks(facts_.marks);
  tilt_->setMarks(facts_.marks);
  updateActions();
}

void KeyFramesPanel::refreshEmpty() {
  const QStringList import{QStringLiteral("file.import")};
  if (!session_->hasProject()) {
    empty_->sayNoProject(tr("Open a project to see how the key frames of its sequences are chosen"));
  } else if (sequence() == nullptr) {
    empty_->say(tr("No sequence"), tr("Import data to see how the key frames of its sequences are chosen"),
                import);
  } else if (!error_.isEmpty()) {
    empty_->sayUnreadable(error_);
  } else {
    empty_->say(tr("No usable frame"),
                tr("No frame of this sequence has both shoulders and the pelvis. Check its joint mapping and "
                   "import it again"),
                import);
  }
}

void KeyFramesPanel::updateActions() {
  const SequenceRecord* record = sequence();
  const qint64 frame = session_->cursor()->frame();
  const bool free = record != nullptr && !facts_.forced && session_->whyReadOnly().isEmpty();
  pick_->setEnabled(free && analysis_ && analysis_->can_be_key_frame(frame) &&
                    record->key_frame_override != frame);
  release_->setEnabled(free && record->key_frame_override.has_value());
  go_to_->setEnabled(facts_.key_frame && *facts_.key_frame != frame);
}

void KeyFramesPanel::pickKeyFrame() {
  session_->setKeyFrame(session_->cursor()->sequence(), session_->cursor()->frame());
}

void KeyFramesPanel::releaseKeyFrame() {
  session_->setKeyFrame(session_->cursor()->sequence(), std::nullopt);
}

void KeyFramesPanel::goToKeyFrame() {
  if (facts_.key_frame) session_->cursor()->setFrame(*facts_.key_frame);
}

void KeyFramesPanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) {
    retranslateUi();
    refresh();
  }
}

}  // namespace solopose
