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

/// What the studio has to say: failures, what an import brought, and that the alignment is out of date. What
/// passes lies over the foot of the parent, which keeps its size; what stays true, the banner, is the owner's
/// to place.
class MessageArea : public QWidget {
  Q_OBJECT
 public:
  /// `parent` is what it lies over.
  MessageArea(Session* session, QWidget* parent);

  void showError(const QString& text);
  MessageBar* showNotice(const QString& text);
  /// A notice of what went well: it goes by itself.
  MessageBar* showSuccess(const QString& text);
  /// Where something was written, with a way there.
  void tellSaved(const QString& place);
  /// What a window that was not closed has left; `opens` when its project is opened again by itself.
  void tellLeft(const LeftSession& left, bool opens);
  void dismissNewest();
  /// Take all messages away; the banner about the alignment stays as long as it is true.
  void clear();

  MessageBar* staleBanner() const { return stale_; }
  QList<MessageBar*> messages() const { return messages_; }

 Q_SIGNALS:
  void problemsWanted();                      ///< "Show problems" was pressed
  void resumeWanted(const QString& run);      ///< "Resume training" was pressed: the run's folder
  void projectWanted(const QString& folder);  ///< "Open" was pressed

 protected:
  bool event(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void place();
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
