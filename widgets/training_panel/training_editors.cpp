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

FileEditor::FileEditor(const Words& words, QWidget* parent)
    : OptionEditor(new FileField(
                       {},
                       [words](QFileDialog& dialog) {
                         dialog.setWindowTitle(tr(words.title));
                         dialog.setFileMode(QFileDialog::ExistingFile);
                         dialog.setNameFilter(tr(words.filter));
                       },
                       parent),
                   parent),
      words_(words) {
  connect(field(), &FileField::changed, this, [this] { takeChange(); });
  retranslate();
}

const FileEditor::Words FileEditor::clip_weights = {
    QT_TR_NOOP("Open CLIP’s weights"), QT_TR_NOOP("Weights (*.pt *.safetensors);;All files (*)"),
    QT_TR_NOOP("File with CLIP’s weights"),
    QT_TR_NOOP("OpenAI’s TorchScript archive, or a safetensors file with Hugging Face’s names")};
const FileEditor::Words FileEditor::model = {
    QT_TR_NOOP("Open a model"), QT_TR_NOOP("Models (*.safetensors);;All files (*)"),
    QT_TR_NOOP("None: from scratch"),
    QT_TR_NOOP("A run’s best.safetensors, whose weights this run begins with")};

FileField* FileEditor::field() const { return static_cast<FileField*>(widget()); }

void FileEditor::retranslate() {
  field()->edit()->setPlaceholderText(tr(words_.placeholder));
  field()->edit()->setToolTip(tr(words_.tip));
}

void FileEditor::show(const OptionField& option) {
  field()->setFile(QString::fromStdString(std::get<PathField>(option).value->string()));
}

void FileEditor::put(const OptionField& option) const {
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
