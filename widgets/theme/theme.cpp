#include "widgets/theme/theme.h"

#include <array>
#include <cstddef>

#include <QApplication>
#include <QFile>
#include <QPalette>
#include <QProxyStyle>
#include <QStyleHints>

#include "widgets/theme/tinted_icon_engine.h"

// Outside the namespace, as Qt demands. The pictures live in a static library, so nothing else would pull
// them in.
static void initialise_resources() { Q_INIT_RESOURCE(solopose); }

namespace solopose {
namespace {

struct Surfaces {
  QRgb window, panel, raised, border, text, muted, accent, attention;
};
constexpr Surfaces light_surfaces{0xffe6e8ec, 0xfffbfbfc, 0xfff0f2f5, 0xffcdd2da,
                                  0xff1c2128, 0xff5a6472, 0xff4a55d4, 0xffc62336};
constexpr Surfaces dark_surfaces{0xff131519, 0xff1c1f24, 0xff262a31, 0xff383e48,
                                 0xffe4e7eb, 0xff9aa4b1, 0xff8c97ff, 0xffff6b74};

// Blue, orange, bluish green, reddish purple, sky blue, vermillion, yellow, and black or white (Okabe and Ito
// 2008), with the lightness moved only as far as a contrast of 3 on panel() needs.
using Palette8 = std::array<QRgb, 8>;
constexpr Palette8 light_datasets{0xff0072b2, 0xffc08400, 0xff009e73, 0xffc06a99,
                                  0xff3093cc, 0xffd55e00, 0xff9c9100, 0xff2b2f36};
constexpr Palette8 dark_datasets{0xff2e94d8, 0xffe69f00, 0xff12b587, 0xffd98ab5,
                                 0xff86cdf7, 0xfff0762b, 0xfff0e442, 0xffdfe3e8};

// Turquoise, lime, plum, sand, wine, moss, slate, petrol.
constexpr Palette8 light_clusters{0xff0e8f94, 0xff7d8f12, 0xff8e3fb4, 0xff9a7b4f,
                                  0xff97284f, 0xff466a2e, 0xff61728f, 0xff1d5560};
constexpr Palette8 dark_clusters{0xff2cc5c9, 0xffb5c934, 0xffbf78e0, 0xffcdb182,
                                 0xffd2628a, 0xff86b06a, 0xff94a5c2, 0xff5b98a5};

// Magenta, green, violet, amber, cyan, brown, lime, pink.
constexpr Palette8 light_predictions{0xffd1188a, 0xff1f9140, 0xff7a4fd8, 0xffb07800,
                                     0xff0087a0, 0xff8a5a2b, 0xff6f8f00, 0xffc75b7a};
constexpr Palette8 dark_predictions{0xffff5cc0, 0xff5fe080, 0xffb49bff, 0xffffc44d,
                                    0xff4fd8ef, 0xffd0a070, 0xffc4e04d, 0xffffa0b8};

const Surfaces& surfaces(bool dark) { return dark ? dark_surfaces : light_surfaces; }

QColor entry(const Palette8& palette, int index) {
  const int size = static_cast<int>(palette.size());
  return QColor::fromRgb(palette[static_cast<std::size_t>(((index % size) + size) % size)]);
}

QColor mixed(const QColor& first, const QColor& second, float share) {
  return QColor::fromRgbF(first.redF() * (1 - share) + second.redF() * share,
                          first.greenF() * (1 - share) + second.greenF() * share,
                          first.blueF() * (1 - share) + second.blueF() * share);
}

/// Fusion, but for what no style sheet can say.
class Style : public QProxyStyle {
 public:
  Style() : QProxyStyle(QStringLiteral("Fusion")) {}
  int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override {
    if (metric == PM_ToolBarExtensionExtent)
      return 20;  // the button of what has no room: as wide as one hits
    return QProxyStyle::pixelMetric(metric, option, widget);
  }
};

bool looks_dark(const QPalette& palette) {
  return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

QColor on_accent(const Theme& theme) { return theme.isDark() ? QColor(0x10, 0x12, 0x16) : QColor(Qt::white); }

QPalette palette_of(const Theme& theme) {
  QPalette palette(theme.text(), theme.raised(), mixed(theme.raised(), Qt::white, 0.1F),
                   mixed(theme.border(), Qt::black, 0.3F), theme.border(), theme.text(), theme.text(),
                   theme.panel(), theme.window());
  palette.setColor(QPalette::AlternateBase, mixed(theme.panel(), theme.raised(), 0.5F));
  palette.setColor(QPalette::Highlight, theme.accent());
  palette.setColor(QPalette::HighlightedText, on_accent(theme));
  palette.setColor(QPalette::PlaceholderText, theme.mutedText());
  palette.setColor(QPalette::ToolTipBase, theme.raised());
  palette.setColor(QPalette::ToolTipText, theme.text());
  palette.setColor(QPalette::Link, theme.accent());
  palette.setColor(QPalette::LinkVisited, theme.accent());
  const QColor faded = mixed(theme.mutedText(), theme.panel(), 0.45F);
  for (const QPalette::ColorRole role :
       {QPalette::Text, QPalette::WindowText, QPalette::ButtonText, QPalette::HighlightedText}) {
    palette.setColor(QPalette::Disabled, role, faded);
  }
  palette.setColor(QPalette::Disabled, QPalette::Highlight, theme.border());
  return palette;
}

// The style sheet names colours as @name@.
QString style_sheet_of(const Theme& theme) {
  QFile file(QStringLiteral(":/styles/studio.qss"));
  if (!file.open(QIODevice::ReadOnly)) return {};
  QString sheet = QString::fromUtf8(file.readAll());
  const QColor hover = mixed(theme.raised(), theme.text(), 0.08F);
  const QColor pressed = mixed(theme.raised(), theme.text(), 0.16F);
  const std::array<std::pair<const char*, QString>, 16> values{{
      {"@theme@", theme.isDark() ? QStringLiteral("dark") : QStringLiteral("light")},
      {"@window@", theme.window().name()},
      {"@panel@", theme.panel().name()},
      {"@raised@", theme.raised().name()},
      {"@border@", theme.border().name()},
      {"@text@", theme.text().name()},
      {"@muted@", theme.mutedText().name()},
      {"@faded@", mixed(theme.mutedText(), theme.panel(), 0.45F).name()},
      {"@accent@", theme.accent().name()},
      {"@accent-hover@", mixed(theme.accent(), theme.text(), 0.18F).name()},
      {"@accent-soft@", mixed(theme.panel(), theme.accent(), theme.isDark() ? 0.18F : 0.16F).name()},
      {"@on-accent@", on_accent(theme).name()},
      {"@attention@", theme.attention().name()},
      {"@attention-soft@", mixed(theme.panel(), theme.attention(), 0.14F).name()},
      {"@hover@", hover.name()},
      {"@pressed@", pressed.name()},
  }};
  for (const auto& [name, value] : values) sheet.replace(QLatin1String(name), value);
  return sheet;
}

}  // namespace

Theme& Theme::instance() {
  static Theme theme;
  return theme;
}

Theme::Theme() {
  initialise_resources();
  system_dark_ = qGuiApp != nullptr && looks_dark(QGuiApplication::palette());
  dark_ = system_dark_;
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
  if (qGuiApp == nullptr) return;
  QStyleHints* hints = QGuiApplication::styleHints();
  connect(hints, &QStyleHints::colorSchemeChanged, this, [this](Qt::ColorScheme scheme) {
    system_dark_ = scheme == Qt::ColorScheme::Dark;
    if (mode_ == Mode::system) apply();
  });
#endif
}

void Theme::setMode(Mode mode) {
  mode_ = mode;
  apply();
}

void Theme::setColours(Mode mode) {
  mode_ = mode;
  applyColours();
  Q_EMIT changed();
}

void Theme::apply() {
  applyColours();
  qApp->setStyleSheet(style_sheet_of(*this));
  Q_EMIT changed();
}

void Theme::applyColours() {
  dark_ = mode_ == Mode::dark || (mode_ == Mode::system && system_dark_);
  if (!styled_) QApplication::setStyle(new Style);
  styled_ = true;
  const QPalette palette = palette_of(*this);
  if (palette != QApplication::palette()) QApplication::setPalette(palette);
}

Theme::Mode Theme::mode() const { return mode_; }
bool Theme::isDark() const { return dark_; }

QColor Theme::window() const { return QColor::fromRgb(surfaces(dark_).window); }
QColor Theme::panel() const { return QColor::fromRgb(surfaces(dark_).panel); }
QColor Theme::raised() const { return QColor::fromRgb(surfaces(dark_).raised); }
QColor Theme::border() const { return QColor::fromRgb(surfaces(dark_).border); }
QColor Theme::text() const { return QColor::fromRgb(surfaces(dark_).text); }
QColor Theme::mutedText() const { return QColor::fromRgb(surfaces(dark_).muted); }
QColor Theme::accent() const { return QColor::fromRgb(surfaces(dark_).accent); }
QColor Theme::attention() const { return QColor::fromRgb(surfaces(dark_).attention); }

QColor Theme::dataset(int index) const { return entry(dark_ ? dark_datasets : light_datasets, index); }
QColor Theme::cluster(int index) const { return entry(dark_ ? dark_clusters : light_clusters, index); }

QColor Theme::prediction(int index) const {
  return entry(dark_ ? dark_predictions : light_predictions, index);
}

QColor Theme::side(Side side) const {
  switch (side) {
    case Side::left:
      return dark_ ? QColor(0x4f, 0xb8, 0xd8) : QColor(0x17, 0x7a, 0x9a);
    case Side::right:
      return dark_ ? QColor(0xf0, 0xa8, 0x5c) : QColor(0xa8, 0x5f, 0x10);
    case Side::middle:
      break;
  }
  return dark_ ? QColor(0xb9, 0xc0, 0xca) : QColor(0x6b, 0x74, 0x80);
}

QIcon Theme::icon(const QString& name) const {
  QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
  if (name.isEmpty() || !file.open(QIODevice::ReadOnly)) return {};
  return QIcon(new TintedIconEngine(file.readAll()));
}

}  // namespace solopose
