#include "widgets/training_panel/training_editors.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QToolButton>

#include "widgets/theme/theme.h"
#include "widgets/training_panel/check_list.h"

namespace solopose {

CheckListEditor::CheckListEditor(Empty empty, QWidget* parent)
    : OptionEditor(new CheckList(parent), parent), empty_(empty) {
  connect(list(), &CheckList::edited, this, [this] { takeChange(); });
}

CheckList* CheckListEditor::list() const { return static_cast<CheckList*>(widget()); }

void CheckListEditor::setNames(const std::vector<std::string>& names) {
  list()->setNames(names, empty_ == Empty::all && list()->allChecked());
  if (isEdited()) return;
  std::vector<std::string> shown = shown_;
  load(TextsField{&shown});
}

void CheckListEditor::show(const OptionField& field) {
  shown_ = *std::get<TextsField>(field).value;
  if (shown_.empty() && empty_ == Empty::all)
    list()->checkAll();
  else
    list()->check(shown_);
}

void CheckListEditor::put(const OptionField& field) const {
  std::vector<std::string>& names = *std::get<TextsField>(field).value;
  names = list()->checked();
  if (empty_ == Empty::all && list()->allChecked()) names.clear();
}

WeightsEditor::WeightsEditor(QWidget* parent) : OptionEditor(new QWidget(parent), parent) {
  line_ = new QLineEdit(widget());
  browse_ = new QToolButton(widget());
  browse_->setIcon(Theme::instance().icon(QStringLiteral("folder-open")));
  auto* row = new QHBoxLayout(widget());
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(4);
  row->addWidget(line_, 1);
  row->addWidget(browse_);
  connect(line_, &QLineEdit::textChanged, this, [this] { takeChange(); });
  connect(browse_, &QToolButton::clicked, this, &WeightsEditor::choose);
  retranslate();
}

void WeightsEditor::choose() {
  const QString file = QFileDialog::getOpenFileName(widget(), tr("Open CLIP’s weights"), line_->text(),
                                                    tr("Weights (*.pt *.safetensors);;All files (*)"));
  if (!file.isEmpty()) line_->setText(file);
}

void WeightsEditor::retranslate() {
  line_->setPlaceholderText(tr("File with CLIP’s weights"));
  line_->setToolTip(tr("OpenAI’s TorchScript archive, or a safetensors file with Hugging Face’s names"));
  browse_->setToolTip(tr("Choose a file with CLIP’s weights"));
  browse_->setAccessibleName(browse_->toolTip());
}

void WeightsEditor::show(const OptionField& field) {
  line_->setText(QString::fromStdString(std::get<PathField>(field).value->string()));
}

void WeightsEditor::put(const OptionField& field) const {
  *std::get<PathField>(field).value = line_->text().trimmed().toStdString();
}

NotesEditor::NotesEditor(QWidget* parent) : OptionEditor(new QPlainTextEdit(parent), parent) {
  text()->setTabChangesFocus(true);
  text()->setFixedHeight(2 * text()->fontMetrics().lineSpacing() + 16);
  connect(text(), &QPlainTextEdit::textChanged, this, [this] { takeChange(); });
}

QPlainTextEdit* NotesEditor::text() const { return static_cast<QPlainTextEdit*>(widget()); }

void NotesEditor::show(const OptionField& field) {
  text()->setPlainText(QString::fromStdString(*std::get<TextField>(field).value));
}

void NotesEditor::put(const OptionField& field) const {
  *std::get<TextField>(field).value = text()->toPlainText().toStdString();
}

}  // namespace solopose
