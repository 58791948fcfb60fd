#include "widgets/key_frames_panel/key_frame_options_bar.h"

#include <QEvent>
#include <QLabel>

#include "widgets/options/labelled_field.h"
#include "widgets/options/option_fields.h"
#include "widgets/shared/flow_layout.h"

namespace solopose {

KeyFrameOptionsBar::KeyFrameOptionsBar(QWidget* parent)
    : QWidget(parent), fields_(OptionFields::of<AlignOptions>(staticMetaObject.className(), this)) {
  const OptionWords words[] = {
      {"clusters", QT_TR_NOOP("&Clusters"),
       QT_TR_NOOP("How many clusters k-means makes of a video's frames (k)")},
      {"tolerance_deg", QT_TR_NOOP("&Tolerance"),
       QT_TR_NOOP("How far a torso may lean and still count as upright")},
      {"per",
       QT_TR_NOOP("&One key frame per"),
       QT_TR_NOOP("Choose a key frame for every video, or one for all synchronised views of a take"),
       {QT_TR_NOOP("video"), QT_TR_NOOP("take")}}};
  auto* flow = new FlowLayout(16, 6);
  setLayout(flow);
  for (const OptionWords& each : words) {
    const OptionFields::Row& row = fields_->add(each);
    flow->addWidget(labelled_field(row.label, row.editor->widget(), this));
  }
  setOptions({});
  connect(fields_, &OptionFields::edited, this, &KeyFrameOptionsBar::edited);
}

void KeyFrameOptionsBar::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) fields_->retranslate();
}

void KeyFrameOptionsBar::setOptions(const AlignOptions& options) { fields_->show(options); }

AlignOptions KeyFrameOptionsBar::options(AlignOptions base) const {
  fields_->store(base);
  return base;
}

}  // namespace solopose
