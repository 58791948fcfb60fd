#pragma once

#include <functional>
#include <vector>

#include <QDialog>
#include <QString>

#include "app/gui/manual.h"

class QLineEdit;
class QListWidget;
class QTextBrowser;
class QUrl;

namespace solopose {

class ActionRegistry;

/// The manual, beside the studio: pages on the left, what is searched above, the page on the right. The key
/// that opens it works in it, too.
class ManualWindow : public QDialog {
  Q_OBJECT
 public:
  /// `language_code` is asked whenever the pages are made.
  ManualWindow(const ActionRegistry* actions, std::function<QString()> language_code, QWidget* parent);

  void showPage(const QString& id);
  QString shownPage() const;  ///< its id; empty when no page matches
  void search();              ///< the keyboard goes to the field in which one searches

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  void list();
  void showCurrent();
  void markWords();
  void follow(const QUrl& link);

  const ActionRegistry* actions_;
  std::function<QString()> language_code_;
  std::vector<ManualPage> pages_;
  QLineEdit* search_;
  QListWidget* titles_;
  QTextBrowser* text_;
};

}  // namespace solopose
