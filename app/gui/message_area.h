#pragma once

#include <functional>

#include <QPointer>
#include <QWidget>

class QVBoxLayout;

namespace solopose {

class MessageBar;
class Session;
struct LeftSession;
struct Removal;
struct Rereading;
struct VerdictMerge;

/// What the studio has to say, above the workspace: failures, what an import brought, and that the alignment
/// is out of date.
class MessageArea : public QWidget {
  Q_OBJECT
 public:
  MessageArea(Session* session, QWidget* parent = nullptr);

  void showError(const QString& text);
  MessageBar* showNotice(const QString& text);
  /// What a window that was not closed has left; `opens` when its project is opened again by itself.
  void tellLeft(const LeftSession& left, bool opens);
  /// Take all messages away; the banner about the alignment stays as long as it is true.
  void clear();

  MessageBar* staleBanner() const { return stale_; }
  QList<MessageBar*> messages() const { return messages_; }

 Q_SIGNALS:
  void problemsWanted();                      ///< "Show problems" was pressed
  void resumeWanted(const QString& run);      ///< "Resume training" was pressed: the run's folder
  void projectWanted(const QString& folder);  ///< "Open" was pressed

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void add(MessageBar* bar);
  void remove(MessageBar* bar);
  void followCatalog();
  void tellRemoved(const Removal& removal);
  void tellMerged(const VerdictMerge& merge);
  void tellReread(const Rereading& rereading);
  void offerUndo(MessageBar* bar);
  void tellChangedElsewhere();
  void retranslate();

  Session* session_;
  QVBoxLayout* layout_;
  MessageBar* stale_;
  QList<MessageBar*> messages_;     ///< oldest first
  QPointer<MessageBar> elsewhere_;  ///< what others did is said once, however often they do it
};

}  // namespace solopose
