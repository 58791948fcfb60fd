#include "app/gui/manual_window.h"

#include <algorithm>
#include <utility>

#include <QAction>
#include <QEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QSplitter>
#include <QTextBrowser>
#include <QTextCursor>
#include <QTextDocument>
#include <QUrl>
#include <QVBoxLayout>

#include "widgets/actions/action_registry.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

constexpr QSize wanted_size(900, 620);
constexpr int titles_width = 220;
const auto without_markup =
    QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) | QTextDocument::MarkdownNoHTML;

}  // namespace

ManualWindow::ManualWindow(const ActionRegistry* actions, std::function<QString()> language_code,
                           QWidget* parent)
    : QDialog(parent),
      actions_(actions),
      language_code_(std::move(language_code)),
      search_(new QLineEdit(this)),
      titles_(new QListWidget(this)),
      text_(new QTextBrowser(this)) {
  setObjectName(QStringLiteral("manual"));
  resize(wanted_size.boundedTo(parent->window()->size()));
  search_->setClearButtonEnabled(true);
  search_->addAction(Theme::instance().icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
  text_->setOpenLinks(false);
  text_->document()->setDocumentMargin(16);
  auto* splitter = new QSplitter(this);
  splitter->addWidget(titles_);
  splitter->addWidget(text_);
  splitter->setStretchFactor(1, 1);
  splitter->setSizes({titles_width, width() - titles_width});
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(search_);
  layout->addWidget(splitter, 1);
  connect(search_, &QLineEdit::textChanged, this, &ManualWindow::list);
  connect(titles_, &QListWidget::currentRowChanged, this, &ManualWindow::showCurrent);
  connect(text_, &QTextBrowser::anchorClicked, this, &ManualWindow::follow);
  connect(&Theme::instance(), &Theme::changed, this, &ManualWindow::markWords);
  if (QAction* opening = actions->action(QStringLiteral("help.manual"))) addAction(opening);
  retranslate();
}

void ManualWindow::showPage(const QString& id) {
  search_->clear();
  const auto found = std::ranges::find(pages_, id, &ManualPage::id);
  if (found != pages_.end()) titles_->setCurrentRow(static_cast<int>(found - pages_.begin()));
}

void ManualWindow::search() {
  search_->setFocus(Qt::ShortcutFocusReason);
  search_->selectAll();
}

QString ManualWindow::shownPage() const {
  const QListWidgetItem* item = titles_->currentItem();
  return item == nullptr || item->isHidden() ? QString() : item->data(Qt::UserRole).toString();
}

void ManualWindow::retranslate() {
  setWindowTitle(tr("Manual"));
  search_->setPlaceholderText(tr("Search the manual"));
  search_->setAccessibleName(search_->placeholderText());
  titles_->setAccessibleName(tr("Pages"));
  text_->setAccessibleName(tr("Page"));
  const QString before = shownPage();
  pages_ = manual_pages(*actions_, language_code_());
  titles_->clear();
  for (const ManualPage& page : pages_) {
    auto* item = new QListWidgetItem(page.title, titles_);
    item->setData(Qt::UserRole, page.id);
  }
  showPage(before.isEmpty() ? pages_.front().id : before);
}

/// Pages without the words are hidden; the first of the others is shown unless the one on show has them.
void ManualWindow::list() {
  int first = -1;
  for (int row = 0; row < titles_->count(); ++row) {
    const bool found = matches(pages_[static_cast<std::size_t>(row)], search_->text());
    titles_->item(row)->setHidden(!found);
    if (found && first < 0) first = row;
  }
  if (shownPage().isEmpty()) titles_->setCurrentRow(first);
  markWords();
}

void ManualWindow::showCurrent() {
  const int row = titles_->currentRow();
  if (row < 0)
    text_->setPlainText(tr("No page has all of these words"));
  else
    text_->document()->setMarkdown(pages_[static_cast<std::size_t>(row)].text, without_markup);
  text_->moveCursor(QTextCursor::Start);
  markWords();
}

void ManualWindow::markWords() {
  QList<QTextEdit::ExtraSelection> marks;
  for (const QString& word : search_->text().split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
    for (QTextCursor at = text_->document()->find(word); !at.isNull();
         at = text_->document()->find(word, at)) {
      QTextEdit::ExtraSelection mark;
      mark.cursor = at;
      mark.format.setBackground(palette().highlight());
      mark.format.setForeground(palette().highlightedText());
      marks << mark;
    }
  }
  text_->setExtraSelections(marks);
}

/// Links name pages.
void ManualWindow::follow(const QUrl& link) { showPage(link.toString()); }

void ManualWindow::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QDialog::changeEvent(event);
}

}  // namespace solopose
