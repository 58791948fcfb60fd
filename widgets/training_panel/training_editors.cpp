#include "widgets/training_panel/training_editors.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QPlainTextEdit>

#include "widgets/shared/file_field.h"
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

WeightsEditor::WeightsEditor(QWidget* parent)
    : OptionEditor(new FileField(
                       {},
                       [](QFileDialog& dialog) {
                         dialog.setWindowTitle(tr("Open CLIP’s weights"));
                         dialog.setFileMode(QFileDialog::ExistingFile);
                         dialog.setNameFilter(tr("Weights (*.pt *.safetensors);;All files (*)"));
                       },
                       parent),
                   parent) {
  connect(field(), &FileField::changed, this, [this] { takeChange(); });
  retranslate();
}

FileField* WeightsEditor::field() const { return static_cast<FileField*>(widget()); }

void WeightsEditor::retranslate() {
  field()->edit()->setPlaceholderText(tr("File with CLIP’s weights"));
  field()->edit()->setToolTip(
      tr("OpenAI’s TorchScript archive, or a safetensors file with Hugging Face’s names"));
}

void WeightsEditor::show(const OptionField& option) {
  field()->setFile(QString::fromStdString(std::get<PathField>(option).value->string()));
}

void WeightsEditor::put(const OptionField& option) const {
  *std::get<PathField>(option).value = field()->file().toStdString();
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
