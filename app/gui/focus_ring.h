#pragma once

#include <QObject>
#include <QPointer>

class QFocusFrame;
class QWidget;

namespace solopose {

/// A ring round whatever has the focus, whoever draws it, once somebody goes about by keyboard. The first
/// click takes it away. An event filter for the application.
class FocusRing : public QObject {
 public:
  explicit FocusRing(QObject* parent = nullptr);
  ~FocusRing() override;

  const QWidget* ringed() const;  ///< nullptr when there is no ring

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void put(QWidget* widget);

  QPointer<QFocusFrame> frame_;
};

}  // namespace solopose
