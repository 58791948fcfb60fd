#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QColor>
#include <QImage>
#include <QPointF>
#include <QRectF>
#include <QString>
#include <QWidget>

#include "core/film/skeleton_drawing.h"
#include "core/video/image.h"
#include "render/video/video_handles.h"

namespace solopose {

/// Shows one picture of a video with skeletons drawn on it. Fits the picture until it is zoomed with the
/// wheel and dragged; a double click is the owner's to answer. Handles on the picture are picked and dragged
/// with the mouse, and the chosen one moved by arrow keys: by a pixel, with Shift by ten. Draws only when
/// something has changed, and never decodes or converts.
class VideoView : public QWidget {
  Q_OBJECT
 public:
  struct Colours {
    QColor background = Qt::black;
    QColor text = Qt::white;
    QColor accent = Qt::blue;
    QColor plate = QColor(0, 0, 0, 150);  ///< behind words on the picture
  };

  explicit VideoView(QWidget* parent = nullptr);

  /// As a FrameService hands them out; null: no picture. `number` is the picture's own.
  void setPicture(std::shared_ptr<const Image> picture, qint64 number = 0);
  /// Until the wanted frame comes: a small picture in the place of one of `full_size`, or another frame's.
  void setPreview(std::shared_ptr<const Image> picture, qint64 number, const QSize& full_size);
  /// What is shown stays until the wanted frame comes.
  void keepAsPreview();
  /// What is shown is not the frame that was wanted, or not in full.
  bool isPreview() const { return preview_; }
  /// Says on the picture that it is a preview, for as long as it is one.
  void setPreviewMark(bool shown);
  bool previewMark() const { return preview_ && preview_mark_; }
  bool hasPicture() const { return picture_ != nullptr; }
  qint64 number() const { return number_; }                ///< of the picture shown, -1 = none
  const QSize& pictureSize() const { return full_size_; }  ///< in full; empty without a picture

  /// In the picture's pixels, the centre of the first one at (0, 0).
  void setStrokes(std::vector<Stroke> strokes);
  const std::vector<Stroke>& strokes() const { return strokes_; }

  void setCaption(const QString& caption);  ///< in the upper left corner: which camera
  void setMessage(const QString& message);  ///< what is wrong, or what is awaited
  const QString& caption() const { return caption_; }
  const QString& message() const { return message_; }
  void setColours(const Colours& colours);

  double zoom() const { return zoom_; }  ///< 1 = the picture fits
  void zoomBy(double factor, const QPointF& at);
  void zoomToActualSize();  ///< one pixel of the picture on one of the screen
  void fit();
  QPointF fromPicture(const QPointF& pixel) const;
  QPointF toPicture(const QPointF& point) const;

  /// The next drag draws a square around somebody; Escape gives up.
  void askForSquare();
  bool asksForSquare() const { return asking_; }
  void setSquare(const std::optional<QRectF>& square);  ///< in the picture's pixels
  const std::optional<QRectF>& square() const { return square_; }

  /// While there are any, the arrow keys, Enter and Escape belong to them. They stay where they are until
  /// others are set.
  void setHandles(std::vector<VideoHandle> handles, std::optional<int> chosen = {});
  const VideoHandles& handles() const { return handles_; }

 Q_SIGNALS:
  void activated();                    ///< a double click
  void clicked(const QPointF& pixel);  ///< in the picture's pixels; a press that does not drag
  void squareDrawn(const QRectF& square);
  void handlePicked(int id);
  void handleDragged(int id, const QPointF& to);   ///< while the button is held; the picture's pixels
  void handleReleased(int id, const QPointF& at);  ///< after it was dragged
  void handleNudged(int id, const QPointF& by);    ///< the picture's pixels
  void handlesConfirmed();                         ///< Enter
  void handlesCancelled();                         ///< Escape; what was grabbed is let go
  void painted();

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  double scale() const;  ///< widget pixels to a picture's
  QPointF origin() const;
  void keepInside();
  void endAsking();
  QRectF squareBetween(const QPointF& centre, const QPointF& edge) const;
  bool grabHandle(const QPointF& point);
  void dragHandle(const QPointF& point);
  void releaseHandle();
  bool handleKey(const QKeyEvent* event);
  std::optional<VideoHandle> handleAt(const QPointF& point) const;
  void put(std::shared_ptr<const Image> picture, qint64 number, const QSize& full_size);
  void drawStrokes(QPainter& painter) const;
  void drawSquare(QPainter& painter) const;
  void drawHandles(QPainter& painter) const;
  void drawPlate(QPainter& painter, const QRectF& within, int alignment, const QString& text) const;

  std::shared_ptr<const Image> picture_;
  QImage image_;           ///< the same bytes
  QSize full_size_{0, 0};  ///< what its pixels are counted in, whatever the bytes' size
  qint64 number_ = -1;
  bool preview_ = false;
  bool preview_mark_ = false;
  std::vector<Stroke> strokes_;
  QString caption_;
  QString message_;
  Colours colours_;
  double zoom_ = 1;
  QPointF centre_{0.5, 0.5};  ///< of what is seen, in shares of the picture
  std::optional<QRectF> square_;
  bool asking_ = false;
  std::optional<QPointF> square_centre_;
  std::optional<QPointF> dragged_from_;
  std::optional<QPointF> pressed_at_;
  VideoHandles handles_;
};

}  // namespace solopose
