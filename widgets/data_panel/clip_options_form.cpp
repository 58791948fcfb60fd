#include "widgets/data_panel/clip_options_form.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>

#include "widgets/options/clip_words.h"
#include "widgets/session/session.h"

namespace solopose {

ClipOptionsForm::ClipOptionsForm(Session* session, QWidget* parent)
    : QWidget(parent),
      session_(session),
      fields_(OptionFields::of<ClipOptions>(staticMetaObject.className(), this)) {
  build();
  connect(fields_, &OptionFields::edited, this, &ClipOptionsForm::apply);
  connect(session_, &Session::catalogChanged, this, &ClipOptionsForm::followSession);
  connect(session_, &Session::clipsChanged, this, &ClipOptionsForm::followSession);
  retranslate();
  followSession();
}

void ClipOptionsForm::build() {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  for (const char* path : {"length", "step", "group"}) {
    const OptionFields::Row& field = fields_->add(clip_words(path));
    row->addWidget(field.label);
    row->addWidget(field.editor->widget());
    row->addSpacing(8);
  }
  row->addStretch(1);
  // Not while digits are being typed: every change cuts all clips anew and is an undo step.
  for (QSpinBox* box : {lengthField(), stepField()}) box->setKeyboardTracking(false);
}

QSpinBox* ClipOptionsForm::lengthField() const {
  return qobject_cast<QSpinBox*>(fields_->row("length")->editor->widget());
}

QSpinBox* ClipOptionsForm::stepField() const {
  return qobject_cast<QSpinBox*>(fields_->row("step")->editor->widget());
}

QComboBox* ClipOptionsForm::groupChoice() const {
  return qobject_cast<QComboBox*>(fields_->row("group")->editor->widget());
}

void ClipOptionsForm::retranslate() {
  fields_->retranslate();
  groupChoice()->setItemData(1, tr("As in the paper: overlapping clips may stand on both sides"),
                             Qt::ToolTipRole);
}

void ClipOptionsForm::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void ClipOptionsForm::followSession() {
  fields_->show(session_->clipOptions());
  setEnabled(session_->hasProject() && session_->whyReadOnly().isEmpty());
}

void ClipOptionsForm::apply() {
  ClipOptions options = session_->clipOptions();
  fields_->store(options);
  session_->setClipOptions(options);
}

}  // namespace solopose
