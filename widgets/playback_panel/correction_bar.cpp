#include "widgets/playback_panel/correction_bar.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "widgets/playback_panel/joint_correction.h"
#include "widgets/playback_panel/playback_data.h"
#include "widgets/shared/joint_names_text.h"

namespace solopose {

CorrectionBar::CorrectionBar(JointCorrection* correction, PlaybackData* source, QWidget* parent)
    : QWidget(parent),
      correction_(correction),
      data_(source),
      joint_(new QComboBox(this)),
      beside_(new QLabel(this)),
      view_(new QComboBox(this)),
      words_(new QLabel(this)) {
  words_->setWordWrap(true);
  words_->setTextFormat(Qt::PlainText);
  words_->setMinimumHeight(2 * words_->fontMetrics().lineSpacing());  // the pictures stand still
  words_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  beside_->setBuddy(view_);
  auto* choices = new QHBoxLayout;
  choices->addWidget(joint_);
  choices->addWidget(beside_);
  choices->addWidget(view_);
  choices->addStretch(1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(10, 6, 10, 4);
  column->addLayout(choices);
  column->addWidget(words_);
  connect(joint_, &QComboBox::activated, this, [this](int row) {
    correction_->choose(row > 0 ? std::optional(static_cast<Joint>(row - 1)) : std::nullopt);
  });
  connect(view_, &QComboBox::activated, this,
          [this](int row) { correction_->choosePartner(view_->itemData(row).value<std::size_t>()); });
  connect(correction_, &JointCorrection::changed, this, &CorrectionBar::follow);
  retranslate();
}

QString CorrectionBar::words() const { return words_->text(); }

void CorrectionBar::retranslate() {
  const QSignalBlocker quiet(joint_);
  joint_->clear();
  joint_->addItem(tr("No joint"));
  for (int joint = 0; joint < joint_count; ++joint) joint_->addItem(joint_text(static_cast<Joint>(joint)));
  joint_->setAccessibleName(tr("Joint"));
  joint_->setToolTip(tr("The joint that is put right"));
  beside_->setText(tr("Second view"));
  view_->setToolTip(tr("The picture beside the first. One from the side tells the depth best"));
  follow();
}

void CorrectionBar::follow() {
  joint_->setCurrentIndex(correction_->joint() ? index_of(*correction_->joint()) + 1 : 0);
  const std::vector<std::size_t> others = correction_->partners();
  view_->clear();
  for (const std::size_t view : others) view_->addItem(data_->views()[view].title, QVariant::fromValue(view));
  if (const auto partner = correction_->partner())
    view_->setCurrentIndex(view_->findData(QVariant::fromValue(*partner)));
  view_->setVisible(others.size() > 1);
  beside_->setVisible(others.size() > 1);
  words_->setText(correction_->words());
}

void CorrectionBar::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

}  // namespace solopose
