#include "widgets/playback_panel/film_dialog.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include "widgets/options/decimal_box.h"
#include "widgets/shared/dialog_buttons.h"
#include "widgets/shared/file_field.h"

namespace solopose {
namespace {

const QString film_ending = QStringLiteral(".mp4");

}  // namespace

FilmDialog::FilmDialog(const PlayedVideo& facts, const QString& suggested_file, qint64 first, qint64 last,
                       bool with_poses, QWidget* parent)
    : QDialog(parent),
      facts_(facts),
      form_(new QComboBox(this)),
      file_(new FileField(
          suggested_file, [this](QFileDialog& dialog) { prepare(dialog); }, this)),
      content_(new QComboBox(this)),
      first_(new QSpinBox(this)),
      last_(new QSpinBox(this)),
      rate_(new DecimalBox(this)),
      height_(new QComboBox(this)),
      length_(new QLabel(this)) {
  setWindowTitle(tr("Export film"));
  resize(560, 320);
  build(with_poses);
  first_->setAccessibleName(tr("First frame"));
  last_->setAccessibleName(tr("Last frame"));
  first_->setValue(static_cast<int>(first));
  last_->setValue(static_cast<int>(last));
  updateState();
}

void FilmDialog::build(bool with_poses) {
  form_->addItems({tr("MP4 film"), tr("Folder of PNG pictures")});
  content_->addItem(tr("Skeletons on the video"), static_cast<int>(FilmContent::overlay));
  if (with_poses) {
    content_->addItem(tr("3D view"), static_cast<int>(FilmContent::view_3d));
    content_->addItem(tr("Both, side by side"), static_cast<int>(FilmContent::side_by_side));
  }
  for (QSpinBox* box : {first_, last_}) {
    box->setRange(0, static_cast<int>(facts_.frames - 1));
    box->setGroupSeparatorShown(true);
  }
  rate_->setRange(1, 240);
  rate_->setDecimals(3);
  rate_->setSuffix(tr(" frames/s"));
  rate_->setValue(facts_.frames_per_second);
  height_->addItem(tr("As the video, %1 pixels high").arg(QLocale().toString(facts_.size.height)), 0);
  for (const int height : {1080, 720, 480})
    if (height < facts_.size.height)
      height_->addItem(tr("%1 pixels high").arg(QLocale().toString(height)), height);
  length_->setProperty("role", "muted");
  length_->setWordWrap(true);
  auto* range_row = new QHBoxLayout;
  range_row->addWidget(first_);
  range_row->addWidget(new QLabel(tr("to"), this));
  range_row->addWidget(last_);
  range_row->addStretch(1);
  auto* form = new QFormLayout;
  form->addRow(tr("Content"), content_);
  form->addRow(tr("Form"), form_);
  form->addRow(tr("File"), file_);
  form->addRow(tr("Video frames"), range_row);
  form->addRow(tr("Rate"), rate_);
  form->addRow(tr("Size"), height_);
  form->addRow(QString(), length_);
  auto* column = new QVBoxLayout(this);
  column->setSpacing(12);
  column->addLayout(form);
  column->addStretch(1);
  accept_ = add_dialog_buttons(this, tr("Export"));
  connect(file_, &FileField::changed, this, &FilmDialog::updateState);
  connect(first_, &QSpinBox::valueChanged, this, &FilmDialog::updateState);
  connect(last_, &QSpinBox::valueChanged, this, &FilmDialog::updateState);
  connect(rate_, &QDoubleSpinBox::valueChanged, this, &FilmDialog::updateState);
  connect(form_, &QComboBox::currentIndexChanged, this, [this](int form_row) {
    QString name = file_->file();
    if (name.endsWith(film_ending)) name.chop(film_ending.size());
    file_->setFile(form_row == 0 && !name.isEmpty() ? name + film_ending : name);
    updateState();
  });
}

void FilmDialog::setFile(const QString& file) { file_->setFile(file); }

void FilmDialog::prepare(QFileDialog& dialog) const {
  dialog.setWindowTitle(tr("Export film"));
  dialog.setAcceptMode(QFileDialog::AcceptSave);
  if (form_->currentIndex() != 0) return;
  dialog.setNameFilter(tr("MP4 film (*.mp4)"));
  dialog.setDefaultSuffix(QStringLiteral("mp4"));
}

void FilmDialog::accept() {
  file_->askBeforeReplacing([this] { QDialog::accept(); });
}

void FilmDialog::updateState() {
  const QString name = file_->file();
  const bool film = form_->currentIndex() == 0;
  rate_->setEnabled(film);
  const qint64 frames = last_->value() - first_->value() + 1;
  QString text;
  if (frames < 1) {
    text = tr("The last frame lies before the first");
  } else if (film) {
    text = tr("%Ln frame(s)", nullptr, static_cast<int>(frames)) + QStringLiteral(", ") +
           tr("%1 s").arg(QLocale().toString(static_cast<double>(frames) / rate_->value(), 'f', 2));
  } else {
    text = tr("%Ln picture(s), numbered from 000000.png on; the folder must be new or empty", nullptr,
              static_cast<int>(frames));
  }
  length_->setText(text);
  const bool named = !name.isEmpty() && (!film || name.endsWith(film_ending, Qt::CaseInsensitive));
  accept_->setEnabled(frames > 0 && named);
  accept_->setToolTip(named ? QString() : tr("A film's name ends in .mp4"));
}

FilmOptions FilmDialog::options() const {
  FilmOptions chosen;
  chosen.out = file_->file().toStdString();
  chosen.content = static_cast<FilmContent>(content_->currentData().toInt());
  chosen.first = first_->value();
  chosen.count = last_->value() - first_->value() + 1;
  chosen.frames_per_second = form_->currentIndex() == 0 ? rate_->value() : 0;
  chosen.height = height_->currentData().toInt();
  return chosen;
}

}  // namespace solopose
