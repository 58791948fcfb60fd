#pragma once

#include <QColor>
#include <QIcon>
#include <QObject>
#include <QString>

#include "core/skeleton/canonical.h"

namespace solopose {

/// Colours, fonts and icons, light and dark. One meaning a colour. The application has one
/// Theme; widgets that paint themselves repaint on `changed`.
///
/// Widgets may carry a dynamic property "role" that the style sheet knows: on a QPushButton "primary" (the
/// one main action of a panel); on a QLabel "muted" (secondary text), "heading" (a panel's or section's
/// title), "number" (tabular figures) and "attention".
class Theme : public QObject {
  Q_OBJECT
 public:
  enum class Mode { system, light, dark };

  static Theme& instance();

  void setMode(Mode mode);  ///< sets the application's palette and style sheet
  /// The palette alone, for the time until the first `setMode`. With a style sheet every widget that gets a
  /// parent is styled anew with all that it holds, and a window of nested panels spends most of the time that
  /// it takes to build on that: so it is built before there is one.
  void setColours(Mode mode);
  Mode mode() const;
  bool isDark() const;

  // Surfaces and text
  QColor window() const;  ///< behind panels
  QColor panel() const;   ///< a panel's ground; plots and 3D scenes use it too
  QColor raised() const;  ///< headers, tool bars
  QColor border() const;
  QColor text() const;
  QColor mutedText() const;  ///< secondary text, axis labels: contrast at least 4.5 on panel
  QColor accent() const;     ///< selection, the cursor, the one primary button
  QColor attention() const;  ///< red: only for what needs a person

  /// Okabe-Ito, colour-blind safe, in catalog order of the dataset; repeats after eight. Tuned to stand on
  /// panel() in both themes.
  QColor dataset(int index) const;
  /// Clusters of the key-frame panel: three and more, unlike the datasets' hues.
  QColor cluster(int index) const;
  /// Predicted skeletons, one colour a model: bright enough for a video, unlike the sides' hues.
  QColor prediction(int index) const;
  /// One hue for the body's left, another for its right, neutral in the middle.
  QColor side(Side side) const;

  /// An icon from resources/icons/NAME.svg in the text's colour. It follows the theme by itself. Null when
  /// there is no such file.
  QIcon icon(const QString& name) const;

 Q_SIGNALS:
  void changed();

 private:
  Theme();
  void apply();
  void applyColours();
  Mode mode_ = Mode::system;
  bool dark_ = false;
  bool styled_ = false;       ///< the application has the studio's style
  bool system_dark_ = false;  ///< what the desktop's palette was before ours
};

}  // namespace solopose
