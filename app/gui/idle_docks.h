#pragma once

#include <functional>
#include <vector>

#include <QObject>

class QDockWidget;

namespace solopose {

/// Docks that have nothing to show give their room to the others, and come back when they have; not those
/// that somebody has opened meanwhile.
class IdleDocks : public QObject {
 public:
  explicit IdleDocks(QObject* parent);

  void add(QDockWidget* dock, std::function<bool()> is_idle);
  /// Whenever one of them may have become idle, or busy.
  void follow();
  /// As they are when they have something to show: before the layout is kept.
  void bringBack();

 private:
  struct Watched {
    QDockWidget* dock;
    std::function<bool()> is_idle;
    bool aside = false;   ///< put aside here
    bool wanted = false;  ///< opened by somebody although it is idle
  };
  std::vector<Watched> watched_;
};

}  // namespace solopose
