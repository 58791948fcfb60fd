#include <algorithm>
#include <cmath>
#include <limits>

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QStyle>
#include <QTabWidget>
#include <QToolBar>
#include <QVBoxLayout>

#include "core/project/catalog.h"
#include "widgets/cursor/cursor.h"
#include "widgets/heat_maps_panel/colours_page.h"
#include "widgets/heat_maps_panel/heat_maps_panel_private.h"
#include "widgets/heat_maps_panel/options_page.h"
#include "widgets/heat_maps_panel/pinned_heat_map.h"
#include "widgets/heat_maps_panel/profile_page.h"
#include "widgets/heat_maps_panel/readings_page.h"
#include "widgets/heat_maps_panel/shown_number.h"
#include "widgets/options/labelled_field.h"
#include "widgets/session/session.h"
#include "widgets/shared/elided_combo_box.h"
#include "widgets/shared/empty_page.h"
#include "widgets/shared/flow_layout.h"
#include "widgets/shared/form_splitter.h"
#include "widgets/shared/joint_names_text.h"
#include "widgets/shared/model_name.h"

namespace solopose {
namespace {

// Tabs and the errors of half the joints at least.
constexpr FormSplitter::Heights page_heights{.share = 0, .form = 260, .view = 215};

}  // namespace

void HeatMapsPanel::Private::build() {
  pages = new QStackedWidget(q);
  pages->addWidget(buildContent());
  empty = new EmptyPage(registry, q);
  QObject::connect(empty, &EmptyPage::retryWanted, q, [this] { followSequence(); });
  pages->addWidget(empty);
  auto* column = new QVBoxLayout(q);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(pages);
}

QWidget* HeatMapsPanel::Private::buildContent() {
  auto* content = new QWidget(q);
  source = new QComboBox(content);
  models = new ModelBox(content);
  camera = new ElidedComboBox(content);
  joint = new QComboBox(content);
  rule = new QComboBox(content);
  for (int row = 0; row < heat_map_source_count; ++row) source->addItem({});
  for (int row = 0; row <= joint_count; ++row) joint->addItem({});
  for (int row = 0; row < 2; ++row) rule->addItem({});
  for (QComboBox* field : {source, joint, rule}) field->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  tools = new QToolBar(content);
  tools->setIconSize({18, 18});
  fillTools();
  auto* head = new FlowLayout(8, 4);
  auto* head_margins = new QVBoxLayout;
  head_margins->setContentsMargins(10, 6, 10, 4);
  head_margins->addLayout(head);
  for (QComboBox* field : {source, static_cast<QComboBox*>(models), camera, joint, rule})
    head->addWidget(field);
  models->hide();
  camera->hide();

  current = new CaptionedView(content);
  current->showCaption(false);
  view = current->view();
  pinned = new PinnedHeatMap(view, content);
  pinned->hide();
  views = new QSplitter(Qt::Horizontal, content);
  views->setChildrenCollapsible(false);
  for (CaptionedView* each : {static_cast<CaptionedView*>(pinned), current}) {
    each->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
    views->addWidget(each);
    views->setStretchFactor(views->indexOf(each), 1);
  }
  status = new QLabel(content);
  status->setProperty("role", "muted");
  status->setContentsMargins(10, 2, 10, 4);
  status->setTextFormat(Qt::PlainText);
  status->setWordWrap(true);
  auto* scene = new QWidget(content);
  auto* scene_column = new QVBoxLayout(scene);
  scene_column->setContentsMargins(0, 0, 0, 0);
  scene_column->setSpacing(0);
  scene_column->addWidget(views, 1);
  scene_column->addWidget(status);

  tabs = new QTabWidget(content);
  tabs->setDocumentMode(true);
  colours = new ColoursPage(tabs);
  options = new OptionsPage(tabs);
  profile = new ProfilePage(tabs);
  readings_page = new ReadingsPage(tabs);
  for (QWidget* page : {static_cast<QWidget*>(colours), static_cast<QWidget*>(options),
                        static_cast<QWidget*>(profile), static_cast<QWidget*>(readings_page)})
    tabs->addTab(page, QString());
  splitter = new FormSplitter(page_heights, content);
  splitter->addWidget(scene);
  splitter->addWidget(tabs);
  splitter->setStretchFactor(0, 1);
  splitter->setStretchFactor(1, 0);

  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(head_margins);
  column->addWidget(tools);
  column->addWidget(splitter, 1);
  return content;
}

void HeatMapsPanel::Private::fillTools() {
  for (QAction* toggle : actions.toggles()) tools->addAction(toggle);
  tools->addSeparator();
  for (QAction* action :
       {actions.reset_view, actions.whole_cube, actions.look[0], actions.look[3], actions.look[4]})
    tools->addAction(action);
  tools->addSeparator();
  for (QAction* action :
       {actions.keep_beside, actions.open_volume, actions.export_volume, actions.screenshot})
    tools->addAction(action);
}

void HeatMapsPanel::Private::showEmpty() {
  refreshEmpty();
  pages->setCurrentIndex(1);
}

void HeatMapsPanel::Private::refreshEmpty() {
  if (!session->hasProject()) {
    empty->sayNoProject(tr("Open a project to look into the heat maps of its poses"));
  } else if (record() == nullptr && !session->catalog()->sequences.empty()) {
    empty->say(tr("No sequence"), tr("Choose one among the datasets to look into its heat maps"));
  } else if (record() == nullptr) {
    empty->say(tr("No sequence"), tr("Import data to look into the heat maps of its poses"),
               {QStringLiteral("file.import")});
  } else {
    empty->sayUnreadable(trouble);
  }
}

void HeatMapsPanel::Private::refreshStatus() {
  const bool failed = !error.isEmpty();
  const char* role = failed ? "attention" : "muted";
  if (status->property("role") != role) {
    status->setProperty("role", role);
    status->style()->unpolish(status);
    status->style()->polish(status);
  }
  moveCursors();
  QString text = error;
  if (!failed && picture) text = readingOf(*picture, false);
  if (!text.isEmpty() && pinned->picture())
    text = tr("Left: %1").arg(readingOf(*pinned->picture(), true)) + QLatin1Char('\n') +
           tr("Right: %1").arg(text);
  status->setText(text);
}

/// Of one place, or of the whole map while the pointer is over neither.
QString HeatMapsPanel::Private::readingOf(const HeatMapPicture& of, bool kept) const {
  if (const auto at = probeOf(kept)) return probeText(of, *at);
  if (probe) return tr("outside its cube");
  QString text = gridText(of);
  const HeatMapSource shown = of.query.choice.source;
  if (needs_file(shown)) text += QStringLiteral(" · ") + (kept ? pinned_file : file_name);
  if (needs_model(shown) && of.query.model) text += QStringLiteral(" · ") + model_name(of.query.model->file);
  if (!kept && readings && actions.show_errors->isChecked())
    text +=
        QStringLiteral(" · ") + tr("error arrows %1 times as long").arg(q->locale().toString(magnification));
  return text;
}

QString HeatMapsPanel::Private::gridText(const HeatMapPicture& of) const {
  const Grid& grid = of.volume.grid;
  QString text = tr("Frame %1 · %2 × %3 × %4 voxels of %5 mm")
                     .arg(q->locale().toString(of.query.frame))
                     .arg(grid.size[0])
                     .arg(grid.size[1])
                     .arg(grid.size[2])
                     .arg(q->locale().toString(grid.spacing_mm.x(), 'f', 1));
  if (of.not_numbers > 0)
    text += QStringLiteral(" · ") +
            tr("%Ln voxel(s) hold no number", "",
               static_cast<int>(std::min<std::int64_t>(of.not_numbers, std::numeric_limits<int>::max())));
  return text;
}

/// The view draws what is no number as 0; here it is told apart.
QString HeatMapsPanel::Private::probeText(const HeatMapPicture& of, const HeatMapProbe& at) const {
  const QLocale locale = q->locale();
  const Grid& grid = of.volume.grid;
  const auto& [x, y, z] = at.voxel;
  const bool inside = x < grid.size[0] && y < grid.size[1] && z < grid.size[2];
  const float value = inside ? of.volume.values[static_cast<std::size_t>(grid.index(x, y, z))] : at.value;
  return tr("x %1, y %2, z %3 mm · voxel %4, %5, %6 · value %7")
      .arg(shown_number(locale, at.position_mm.x(), 0), shown_number(locale, at.position_mm.y(), 0),
           shown_number(locale, at.position_mm.z(), 0))
      .arg(x)
      .arg(y)
      .arg(z)
      .arg(std::isfinite(value) ? shown_value(locale, static_cast<double>(value), 3) : tr("no number"));
}

QString HeatMapsPanel::statusText() const { return d_->status->text(); }

void HeatMapsPanel::Private::retranslate() {
  source->setItemText(0, tr("Target"));
  source->setItemText(1, tr("Prediction"));
  source->setItemText(2, tr("Prediction minus target"));
  source->setItemText(3, tr("From file"));
  source->setItemText(4, tr("File minus target"));
  source->setToolTip(
      tr("What a network is asked for, what a model says, a volume from a file, or the difference"));
  camera->setToolTip(tr("The video that the model looks at"));
  joint->setItemText(0, tr("All joints"));
  for (int row = 0; row < joint_count; ++row)
    joint->setItemText(row + 1, joint_text(static_cast<Joint>(row)));
  joint->setToolTip(tr("All joints in one volume, or one joint's own"));
  rule->setItemText(0, tr("Widening (default)"));
  rule->setItemText(1, tr("Equation 7 as written"));
  rule->setToolTip(tr(
      "How wide the Gaussians along the bones are. The default widens each next one, so that the joint stays "
      "the highest point. Equation 7 as written makes the first as high as the joint itself, and many maxima "
      "leave their joint"));
  tabs->setTabText(0, tr("Colours"));
  tabs->setTabText(1, tr("Options"));
  tabs->setTabText(2, tr("Bone profile"));
  tabs->setTabText(3, tr("Errors"));
  refreshEmpty();
  refreshCaptions();
  refreshStatus();
}

}  // namespace solopose
