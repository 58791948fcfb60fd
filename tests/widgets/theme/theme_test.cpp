#include "widgets/theme/theme.h"

#include <QDir>
#include <QPainter>
#include <QToolBar>
#include <QToolButton>

namespace solopose {
namespace {

double channel(float value) {
  return value <= 0.03928F ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour) {
  return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) +
         0.0722 * channel(colour.blueF());
}

/// WCAG 2: 1 to 21.
double contrast(const QColor& first, const QColor& second) {
  const double a = luminance(first);
  const double b = luminance(second);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

class ThemeTest : public ::testing::TestWithParam<Theme::Mode> {
 protected:
  void SetUp() override { Theme::instance().setMode(GetParam()); }
  Theme& theme = Theme::instance();
};

INSTANTIATE_TEST_SUITE_P(modes, ThemeTest, ::testing::Values(Theme::Mode::light, Theme::Mode::dark),
                         [](const auto& test) { return test.param == Theme::Mode::dark ? "dark" : "light"; });

TEST_P(ThemeTest, text_is_readable_on_every_surface) {
  for (const QColor& ground : {theme.window(), theme.panel(), theme.raised()}) {
    EXPECT_GE(contrast(theme.text(), ground), 7);
    EXPECT_GE(contrast(theme.mutedText(), ground), 4.5);
    EXPECT_GE(contrast(theme.attention(), ground), 4.5);
  }
  EXPECT_GE(contrast(qApp->palette().color(QPalette::HighlightedText), theme.accent()), 4.5);
}

TEST_P(ThemeTest, marks_stand_out_on_panels) {
  for (int i = 0; i < 8; ++i) {
    EXPECT_GE(contrast(theme.dataset(i), theme.panel()), 3) << "dataset " << i;
    EXPECT_GE(contrast(theme.cluster(i), theme.panel()), 3) << "cluster " << i;
  }
  for (const Side side : {Side::left, Side::right, Side::middle})
    EXPECT_GE(contrast(theme.side(side), theme.panel()), 4.5);  // letters are written in these
}

TEST_P(ThemeTest, colours_of_different_meaning_differ) {
  std::set<QRgb> colours{theme.accent().rgb(), theme.attention().rgb()};
  for (int i = 0; i < 8; ++i) colours.insert({theme.dataset(i).rgb(), theme.cluster(i).rgb()});
  EXPECT_EQ(colours.size(), 18U);
  EXPECT_EQ(theme.dataset(0), theme.dataset(8));
  EXPECT_EQ(theme.dataset(-1), theme.dataset(7));
}

TEST_P(ThemeTest, icons_are_drawn_in_the_colour_of_text) {
  const QImage picture = theme.icon("undo").pixmap(QSize(32, 32), 1).toImage();
  int drawn = 0;
  for (int y = 0; y < picture.height(); ++y) {
    for (int x = 0; x < picture.width(); ++x) {
      const QColor pixel = picture.pixelColor(x, y);
      if (pixel.alpha() < 255) continue;
      ++drawn;
      ASSERT_EQ(pixel.rgb(), theme.text().rgb());
    }
  }
  EXPECT_GT(drawn, 20);
}

TEST_P(ThemeTest, a_toolbar_that_is_too_narrow_shows_plainly_that_there_is_more) {
  theme.setMode(theme.isDark() ? Theme::Mode::light : Theme::Mode::dark);
  QToolBar bar;
  for (int i = 0; i < 12; ++i) bar.addAction(theme.icon("undo"), "Undo");
  bar.resize(160, 36);
  bar.show();
  ASSERT_TRUE(QTest::qWaitForWindowExposed(&bar));
  auto* more = bar.findChild<QToolButton*>("qt_toolbar_ext_button");
  ASSERT_NE(more, nullptr);
  ASSERT_TRUE(more->isVisible());
  theme.setMode(GetParam());  // with the bar there
  EXPECT_GE(more->width(), 16);
  const QImage picture = more->grab().toImage();
  int drawn = 0;
  for (int y = 2; y < picture.height() - 2; ++y)
    for (int x = 2; x < picture.width() - 2; ++x)
      drawn += contrast(picture.pixelColor(x, y), theme.raised()) >= 4.5 ? 1 : 0;
  EXPECT_GT(drawn, 16);
}

TEST_P(ThemeTest, every_colour_the_style_sheet_names_is_known) {
  EXPECT_FALSE(qApp->styleSheet().isEmpty());
  EXPECT_FALSE(qApp->styleSheet().contains('@'));
}

/// WCAG AA asks for 4.5. Disabled controls are exempt, and pictures are no text.
TEST_P(ThemeTest, text_is_readable_wherever_the_style_sheet_colours_both_it_and_its_ground) {
  static const QRegularExpression rule("([^{}]+)\\{([^{}]*)\\}");
  static const QRegularExpression ground("background(?:-color)?:\\s*(#[0-9a-f]{6})");
  static const QRegularExpression text("(?:^|[;\\s])color:\\s*(#[0-9a-f]{6})");
  int pairs = 0;
  auto rules = rule.globalMatch(qApp->styleSheet());
  while (rules.hasNext()) {
    const auto match = rules.next();
    const QString on = ground.match(match.captured(2)).captured(1);
    const QString written = text.match(match.captured(2)).captured(1);
    if (on.isEmpty() || written.isEmpty() || match.captured(1).contains(":disabled")) continue;
    ++pairs;
    EXPECT_GE(contrast(QColor(written), QColor(on)), 4.5) << match.captured(1).trimmed().toStdString();
  }
  EXPECT_GT(pairs, 8);
}

/// Delegates write secondary text on the row that is chosen.
TEST_P(ThemeTest, text_is_readable_on_a_chosen_row) {
  static const QRegularExpression chosen("QTreeView::item:selected[^{]*\\{ background: (#[0-9a-f]{6})");
  const QString ground = chosen.match(qApp->styleSheet()).captured(1);
  ASSERT_FALSE(ground.isEmpty());
  EXPECT_GE(contrast(theme.text(), QColor(ground)), 4.5);
  EXPECT_GE(contrast(theme.mutedText(), QColor(ground)), 4.5);
}

TEST_P(ThemeTest, every_picture_the_style_sheet_names_is_there) {
  static const QRegularExpression picture("url\\(([^)]+)\\)");
  auto found = picture.globalMatch(qApp->styleSheet());
  ASSERT_TRUE(found.hasNext());
  while (found.hasNext()) {
    const QString name = found.next().captured(1);
    EXPECT_TRUE(QFile::exists(name)) << name.toStdString();
  }
}

TEST(ThemeIcons, all_draw_something) {
  const QStringList names = QDir(":/icons").entryList();
  ASSERT_GT(names.size(), 40);
  for (const QString& file : names) {
    const QImage picture =
        Theme::instance().icon(QFileInfo(file).baseName()).pixmap(QSize(24, 24), 1).toImage();
    QImage nothing = picture;
    nothing.fill(Qt::transparent);
    EXPECT_NE(picture, nothing) << file.toStdString();
  }
  EXPECT_TRUE(Theme::instance().icon("no-such-icon").isNull());
}

QStringList warnings;

TEST(ThemeIcons, for_a_place_without_room_there_is_no_picture_and_no_complaint) {
  const QtMessageHandler before = qInstallMessageHandler(
      [](QtMsgType, const QMessageLogContext&, const QString& text) { warnings << text; });
  const QPixmap picture = Theme::instance().icon("undo").pixmap(QSize(0, 12), 1);
  qInstallMessageHandler(before);
  EXPECT_TRUE(picture.isNull());
  EXPECT_TRUE(warnings.isEmpty()) << warnings.join('\n').toStdString();
}

TEST(ThemeIcons, follow_the_theme_without_being_set_again) {
  Theme::instance().setMode(Theme::Mode::light);
  const QIcon icon = Theme::instance().icon("undo");
  const QImage light = icon.pixmap(QSize(24, 24), 1).toImage();
  Theme::instance().setMode(Theme::Mode::dark);
  EXPECT_NE(icon.pixmap(QSize(24, 24), 1).toImage(), light);
}

}  // namespace
}  // namespace solopose
