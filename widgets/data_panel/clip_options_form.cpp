#include "widgets/data_panel/clip_options_form.h"

#include <array>

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>

#include "widgets/session/session.h"

namespace solopose {
namespace {

constexpr int longest = 1000;
constexpr std::array groups{SplitGroup::take, SplitGroup::clip, SplitGroup::subject, SplitGroup::camera};

}  // namespace

ClipOptionsForm::ClipOptionsForm(Session* session, QWidget* parent) : QWidget(parent), session_(session) {
  build();
  connect(length_, &QSpinBox::valueChanged, this, &ClipOptionsForm::apply);
  connect(step_, &QSpinBox::valueChanged, this, &ClipOptionsForm::apply);
  connect(group_, &QComboBox::currentIndexChanged, this, &ClipOptionsForm::apply);
  connect(session_, &Session::catalogChanged, this, &ClipOptionsForm::followSession);
  connect(session_, &Session::clipsChanged, this, &ClipOptionsForm::followSession);
  retranslate();
  followSession();
}

void ClipOptionsForm::build() {
  length_ = new QSpinBox;
  step_ = new QSpinBox;
  for (QSpinBox* box : {length_, step_}) {
    box->setRange(1, longest);
    // Not while digits are being typed: every change cuts all clips anew and is an undo step.
    box->setKeyboardTracking(false);
  }
  group_ = new QComboBox;
  for (std::size_t i = 0; i < groups.size(); ++i) group_->addItem(QString());
  length_name_ = new QLabel;
  step_name_ = new QLabel;
  group_name_ = new QLabel;
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  const auto add = [&](QLabel* name, QWidget* field) {
    name->setBuddy(field);
    row->addWidget(name);
    row->addWidget(field);
    row->addSpacing(8);
  };
  add(length_name_, length_);
  add(step_name_, step_);
  add(group_name_, group_);
  row->addStretch(1);
}

void ClipOptionsForm::retranslate() {
  length_name_->setText(tr("Clip length"));
  step_name_->setText(tr("Step"));
  group_name_->setText(tr("Split by"));
  length_->setSuffix(tr(" frames"));
  step_->setSuffix(tr(" frames"));
  length_->setToolTip(tr("Frames in a clip"));
  step_->setToolTip(tr("Frames from the start of a clip to the start of the next"));
  group_->setToolTip(tr("What is never torn apart into two splits"));
  const std::array names{tr("Take"), tr("Clip"), tr("Subject"), tr("Camera")};
  const QSignalBlocker quiet(group_);
  for (std::size_t i = 0; i < names.size(); ++i) group_->setItemText(static_cast<int>(i), names[i]);
  group_->setItemData(1, tr("As in the paper: overlapping clips may stand on both sides"), Qt::ToolTipRole);
}

void ClipOptionsForm::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void ClipOptionsForm::followSession() {
  const ClipOptions& options = session_->clipOptions();
  const std::array<QSignalBlocker, 3> quiet{QSignalBlocker(length_), QSignalBlocker(step_),
                                            QSignalBlocker(group_)};
  length_->setValue(options.length);
  step_->setValue(options.step);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i] == options.group) group_->setCurrentIndex(static_cast<int>(i));
  }
  setEnabled(session_->hasProject() && session_->whyReadOnly().isEmpty());
}

void ClipOptionsForm::apply() {
  ClipOptions options = session_->clipOptions();
  options.length = length_->value();
  options.step = step_->value();
  options.group = groups[static_cast<std::size_t>(group_->currentIndex())];
  session_->setClipOptions(options);
}

}  // namespace solopose
