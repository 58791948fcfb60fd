#include "widgets/heat_maps_panel/profile_page.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "widgets/heat_maps_panel/shown_number.h"
#include "widgets/options/labelled_field.h"
#include "widgets/shared/joint_names_text.h"
#include "widgets/shared/plot_style.h"
#include "widgets/shared/qcustomplot.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

constexpr std::array<SigmaRule, 2> rules{SigmaRule::growing, SigmaRule::equation_7};

QVector<double> to_qvector(const std::vector<double>& values) { return {values.begin(), values.end()}; }

}  // namespace

ProfilePage::ProfilePage(QWidget* parent)
    : QWidget(parent),
      bone_label_(new QLabel(this)),
      bone_(new QComboBox(this)),
      legend_(new QLabel(this)),
      plot_(new QCustomPlot(this)) {
  build();
  retranslate();
  restyle();
  setBone(Joint::right_hip, Joint::right_knee);
  connect(bone_, &QComboBox::currentIndexChanged, this, &ProfilePage::refresh);
  connect(&Theme::instance(), &Theme::changed, this, &ProfilePage::restyle);
}

void ProfilePage::build() {
  for (const Bone& bone : bones()) {
    bone_->addItem({}, QPoint(index_of(bone.parent), index_of(bone.child)));
    bone_->addItem({}, QPoint(index_of(bone.child), index_of(bone.parent)));
  }
  legend_->setTextFormat(Qt::RichText);
  legend_->setWordWrap(true);
  plot_->setMinimumSize(240, 90);
  plot_->plotLayout()->clear();
  for (std::size_t rule = 0; rule < 2; ++rule) {
    const int column = static_cast<int>(rule);
    titles_[rule] = new QCPTextElement(plot_);
    rects_[rule] = new QCPAxisRect(plot_);
    rects_[rule]->setMinimumSize(80, 40);
    plot_->plotLayout()->addElement(0, column, titles_[rule]);
    plot_->plotLayout()->addElement(1, column, rects_[rule]);
    for (QCPItemStraightLine*& line : joints_[rule]) {
      line = new QCPItemStraightLine(plot_);
      line->setClipAxisRect(rects_[rule]);
      for (QCPItemPosition* end : {line->point1, line->point2}) {
        end->setAxisRect(rects_[rule]);
        end->setAxes(rects_[rule]->axis(QCPAxis::atBottom), rects_[rule]->axis(QCPAxis::atLeft));
      }
    }
  }
  auto* head = new QHBoxLayout;
  head->setSpacing(14);
  head->addWidget(labelled_field(bone_label_, bone_, this));
  head->addWidget(legend_, 1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(10, 8, 10, 8);
  column->setSpacing(6);
  column->addLayout(head);
  column->addWidget(plot_, 1);
}

void ProfilePage::setPose(const std::vector<float>& pose_mm, const MixtureOptions& options) {
  pose_mm_ = pose_mm;
  options_ = options;
  refresh();
}

void ProfilePage::clear() {
  pose_mm_.clear();
  refresh();
}

void ProfilePage::setTarget(Joint target) {
  const auto target_of = [&](int row) { return bone_->itemData(row).toPoint().x(); };
  for (int row = 0; row < bone_->count() && target_of(bone_->currentIndex()) != index_of(target); ++row)
    if (target_of(row) == index_of(target)) bone_->setCurrentIndex(row);
}

void ProfilePage::setBone(Joint target, Joint towards) {
  bone_->setCurrentIndex(bone_->findData(QPoint(index_of(target), index_of(towards))));
}

// Hidden it would only slow scrubbing down.
void ProfilePage::refresh() {
  stale_ = !isVisible();
  if (stale_) return;
  const QPoint joints = bone_->currentData().toPoint();
  plot_->clearPlottables();
  for (std::size_t rule = 0; rule < rules.size(); ++rule) {
    MixtureOptions options = options_;
    options.rule = rules[rule];
    options.sides = true;
    profiles_[rule] =
        bone_profile(pose_mm_, static_cast<Joint>(joints.x()), static_cast<Joint>(joints.y()), options);
    draw(rule);
  }
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void ProfilePage::draw(std::size_t rule) {
  const Theme& theme = Theme::instance();
  const BoneProfile& profile = profiles_[rule];
  QCPAxis* along = rects_[rule]->axis(QCPAxis::atBottom);
  QCPAxis* up = rects_[rule]->axis(QCPAxis::atLeft);
  const bool known = !profile.sum.empty();
  const std::array<double, 2> places{0, profile.bone_mm};
  for (std::size_t end = 0; end < 2; ++end) {
    joints_[rule][end]->setVisible(known);
    joints_[rule][end]->setPen(QPen(theme.mutedText(), 1, Qt::DashLine));
    joints_[rule][end]->point1->setCoords(places[end], 0);
    joints_[rule][end]->point2->setCoords(places[end], 1);
  }
  titles_[rule]->setText(titleOf(rule));
  if (!known) return;
  const auto add = [&](const std::vector<double>& curve, const QPen& pen) {
    QCPGraph* graph = plot_->addGraph(along, up);
    graph->setData(to_qvector(profile.position_mm), to_qvector(curve), true);
    graph->setPen(pen);
  };
  for (std::size_t i = 1; i < profile.gaussians.size(); ++i)
    add(profile.gaussians[i], QPen(theme.mutedText(), 1));
  add(profile.sum, QPen(theme.dataset(2), 2.5));
  if (!profile.gaussians.empty()) add(profile.gaussians.front(), QPen(theme.accent(), 1.5));
  along->setRange(profile.position_mm.front(), profile.position_mm.back());
  up->setRange(0, 1.05);
}

/// The point of figure 5B: does the maximum stay on the joint?
QString ProfilePage::titleOf(std::size_t rule) const {
  const QString name = rule == 0 ? tr("Widening (default)") : tr("Equation 7 as written");
  if (profiles_[rule].sum.empty()) return name;
  return tr("%1: maximum at %2 mm").arg(name, shown_number(locale(), profiles_[rule].maximum_mm, 0));
}

void ProfilePage::restyle() {
  const Theme& theme = Theme::instance();
  style_plot(*plot_);
  for (QCPTextElement* title : titles_) {
    QFont bold = font();
    bold.setBold(true);
    title->setFont(bold);
    title->setTextColor(theme.text());
  }
  retranslate();
  refresh();
}

void ProfilePage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (stale_) refresh();
}

void ProfilePage::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

void ProfilePage::retranslate() {
  bone_label_->setText(tr("Bone"));
  for (int row = 0; row < bone_->count(); ++row) {
    const QPoint joints = bone_->itemData(row).toPoint();
    bone_->setItemText(row, tr("%1 → %2").arg(joint_text(static_cast<Joint>(joints.x())),
                                              joint_text(static_cast<Joint>(joints.y()))));
  }
  const auto entry = [](const QColor& colour, const QString& text) {
    return QStringLiteral("<span style=\"color:%1\">━</span>&nbsp;%2")
        .arg(colour.name(), QString(text).replace(QLatin1Char(' '), QStringLiteral("&nbsp;")));
  };
  const Theme& theme = Theme::instance();
  legend_->setText(QStringList{entry(theme.accent(), tr("main Gaussian")),
                               entry(theme.mutedText(), tr("side Gaussians")),
                               entry(theme.dataset(2), tr("their sum"))}
                       .join(QStringLiteral("&nbsp;&nbsp; ")));
  for (std::size_t rule = 0; rule < titles_.size(); ++rule) titles_[rule]->setText(titleOf(rule));
  for (QCPAxisRect* rect : rects_) {
    rect->axis(QCPAxis::atBottom)->setLabel(tr("From the joint (mm)"));
    rect->axis(QCPAxis::atLeft)->setLabel(tr("Share of the maximum"));
  }
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

}  // namespace solopose
