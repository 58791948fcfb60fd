#include "app/gui/trash_dialog.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "widgets/session/session.h"
#include "widgets/theme/shown_text.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

constexpr int index_role = Qt::UserRole;  ///< into TrashContents::imports or ::files
constexpr int is_file_role = Qt::UserRole + 1;

QString size_text(std::uint64_t bytes) { return QLocale().formattedDataSize(static_cast<qint64>(bytes)); }

}  // namespace

TrashDialog::TrashDialog(Session* session, QWidget* parent) : QDialog(parent), session_(session) {
  setObjectName(QStringLiteral("trash"));
  setWindowTitle(tr("Trash"));
  resize(680, 400);
  build();
  connect(session_, &Session::trashListed, this, &TrashDialog::show);
  connect(session_, &Session::catalogChanged, this, [this] {
    if (session_->hasProject()) session_->listTrash();
  });
  connect(session_, &Session::projectClosed, this, &QDialog::reject);
  session_->listTrash();
}

void TrashDialog::build() {
  summary_ = new QLabel(this);
  summary_->setWordWrap(true);
  list_ = new QTreeWidget(this);
  list_->setRootIsDecorated(false);
  list_->setUniformRowHeights(true);
  list_->setTextElideMode(Qt::ElideMiddle);
  list_->setHeaderLabels({tr("Name"), tr("What it is"), tr("Size")});
  list_->header()->setStretchLastSection(false);
  list_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  list_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  list_->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
  connect(list_, &QTreeWidget::itemSelectionChanged, this, &TrashDialog::updateButtons);

  restore_ = new QPushButton(tr("Restore"), this);
  discard_ = new QPushButton(tr("Move to the trash"), this);
  discard_->setToolTip(tr("Out of the folder of pose files; emptying the trash then deletes it"));
  empty_ = new QPushButton(tr("Empty the trash…"), this);
  auto* close = new QPushButton(tr("Close"), this);
  close->setDefault(true);
  connect(restore_, &QPushButton::clicked, this, &TrashDialog::restoreSelected);
  connect(discard_, &QPushButton::clicked, this, &TrashDialog::discardSelected);
  connect(empty_, &QPushButton::clicked, this, &TrashDialog::askToEmpty);
  connect(close, &QPushButton::clicked, this, &QDialog::accept);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(restore_);
  buttons->addWidget(discard_);
  buttons->addWidget(empty_);
  buttons->addStretch();
  buttons->addWidget(close);
  auto* layout = new QVBoxLayout(this);
  layout->setSpacing(12);
  layout->addWidget(summary_);
  layout->addWidget(list_, 1);
  layout->addLayout(buttons);
  updateButtons();
}

void TrashDialog::show(const TrashContents& contents) {
  contents_ = contents;
  list_->clear();
  for (std::size_t i = 0; i < contents_.imports.size(); ++i)
    addImport(contents_.imports[i])->setData(0, index_role, static_cast<int>(i));
  for (std::size_t i = 0; i < contents_.files.size(); ++i)
    addFile(contents_.files[i])->setData(0, index_role, static_cast<int>(i));
  const int count = list_->topLevelItemCount();
  QString text = count == 0
                     ? tr("Nothing has been removed from this project, and every file in it is known")
                     : tr("%Ln item(s), %1. Nothing is deleted until the trash is emptied", nullptr, count)
                           .arg(size_text(contents_.bytes()));
  if (contents_.import_under_way)
    text += QLatin1Char('\n') + tr("An import is under way, so files that nobody knows are not listed now");
  summary_->setText(text);
  updateButtons();
}

QTreeWidgetItem* TrashDialog::addImport(const RemovedImport& import) {
  const QString day = QLocale().toString(
      QDateTime::fromString(QString::fromStdString(import.imported_at), Qt::ISODate).toLocalTime().date(),
      QLocale::ShortFormat);
  auto* item = new QTreeWidgetItem(
      list_,
      {shown_name(import.dataset_name),
       tr("removed, %Ln sequence(s) imported on %1", nullptr, static_cast<int>(import.sequences)).arg(day),
       size_text(import.bytes)});
  item->setIcon(0, Theme::instance().icon(QStringLiteral("data")));
  item->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
  item->setData(0, is_file_role, false);
  return item;
}

QTreeWidgetItem* TrashDialog::addFile(const StrayFile& file) {
  const QString what = file.kind == StrayFile::Kind::unlisted   ? tr("file that the project does not know")
                       : file.kind == StrayFile::Kind::leftover ? tr("left by an import that was cut off")
                                                                : tr("file in the trash");
  auto* item = new QTreeWidgetItem(list_, {shown_name(file.path.string()), what, size_text(file.bytes)});
  item->setIcon(0, Theme::instance().icon(QStringLiteral("copy")));
  item->setToolTip(0, item->text(0));
  item->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
  item->setData(0, is_file_role, true);
  return item;
}

void TrashDialog::updateButtons() {
  const QTreeWidgetItem* item = list_->selectedItems().value(0);
  const bool is_file = item != nullptr && item->data(0, is_file_role).toBool();
  const StrayFile* file =
      is_file ? &contents_.files[static_cast<std::size_t>(item->data(0, index_role).toInt())] : nullptr;
  const bool writable = session_->whyReadOnly().isEmpty();
  const bool discarded = is_file && file->kind == StrayFile::Kind::discarded;
  restore_->setEnabled(writable && item != nullptr && (!is_file || discarded));
  discard_->setEnabled(writable && is_file && !discarded);
  const bool deletable =
      !contents_.imports.empty() || std::ranges::any_of(contents_.files, [](const StrayFile& f) {
        return f.kind != StrayFile::Kind::unlisted;
      });
  empty_->setEnabled(writable && deletable);
}

void TrashDialog::restoreSelected() {
  const QTreeWidgetItem* item = list_->selectedItems().value(0);
  if (item == nullptr) return;
  const auto index = static_cast<std::size_t>(item->data(0, index_role).toInt());
  if (item->data(0, is_file_role).toBool())
    session_->restoreFile(contents_.files[index]);
  else
    session_->restoreImport(contents_.imports[index]);
}

void TrashDialog::discardSelected() {
  const QTreeWidgetItem* item = list_->selectedItems().value(0);
  if (item == nullptr || !item->data(0, is_file_role).toBool()) return;
  session_->discardFile(contents_.files[static_cast<std::size_t>(item->data(0, index_role).toInt())]);
}

void TrashDialog::askToEmpty() {
  TrashContents goes = contents_;
  std::erase_if(goes.files, [](const StrayFile& file) { return file.kind == StrayFile::Kind::unlisted; });
  const int count = static_cast<int>(goes.imports.size() + goes.files.size());
  auto* box =
      new QMessageBox(QMessageBox::Warning, tr("Empty the trash"),
                      tr("Delete %Ln item(s), %1, for good?", nullptr, count).arg(size_text(goes.bytes())),
                      QMessageBox::NoButton, this);
  box->setObjectName(QStringLiteral("empty-trash"));
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setInformativeText(
      tr("Removed datasets cannot be brought back then, not by undo either. Files that the project "
         "does not know stay where they are."));
  QPushButton* keep = box->addButton(tr("Cancel"), QMessageBox::RejectRole);
  QPushButton* empty = box->addButton(tr("Delete for good"), QMessageBox::DestructiveRole);
  box->setDefaultButton(keep);
  box->setEscapeButton(keep);
  connect(empty, &QPushButton::clicked, this, [this, goes] { session_->emptyTrash(goes); });
  box->open();
}

}  // namespace solopose
