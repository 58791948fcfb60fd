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
#include "widgets/options/labelled_field.h"
#include "widgets/session/session.h"
#include "widgets/shared/elided_combo_box.h"
#include "widgets/shared/empty_page.h"
#include "widgets/shared/flow_layout.h"
#include "widgets/shared/joint_names_text.h"

namespace solopose {

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

  view = new HeatMapView(content);
  view->setMinimumSize(220, 160);
  pinned = new PinnedHeatMap(view, content);
  pinned->hide();
  auto* views = new QSplitter(Qt::Horizontal, content);
  views->setChildrenCollapsible(false);
  views->addWidget(pinned);
  views->addWidget(view);
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
  splitter = new QSplitter(Qt::Vertical, content);
  splitter->setChildrenCollapsible(false);
  splitter->addWidget(scene);
  splitter->addWidget(tabs);
  splitter->setSizes({700, 225});
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
  QString text;
  if (failed) {
    text = error;
  } else if (probe && picture) {
    const QLocale locale = q->locale();
    text = tr("x %1, y %2, z %3 mm · voxel %4, %5, %6 · value %7")
               .arg(locale.toString(probe->position_mm.x(), 'f', 0),
                    locale.toString(probe->position_mm.y(), 'f', 0),
                    locale.toString(probe->position_mm.z(), 'f', 0))
               .arg(probe->voxel[0])
               .arg(probe->voxel[1])
               .arg(probe->voxel[2])
               .arg(valueText(*probe));
  } else if (picture) {
    const Grid& grid = picture->volume.grid;
    text = tr("Frame %1 · %2 × %3 × %4 voxels of %5 mm")
               .arg(q->locale().toString(picture->query.frame))
               .arg(grid.size[0])
               .arg(grid.size[1])
               .arg(grid.size[2])
               .arg(q->locale().toString(grid.spacing_mm.x(), 'f', 1));
    if (picture->not_numbers > 0)
      text +=
          QStringLiteral(" · ") +
          tr("%Ln voxel(s) hold no number", "",
             static_cast<int>(std::min<std::int64_t>(picture->not_numbers, std::numeric_limits<int>::max())));
    if (needs_file(choice.source)) text += QStringLiteral(" · ") + file_name;
    if (needs_model(choice.source)) text += QStringLiteral(" · ") + models->modelName();
    if (readings && actions.show_errors->isChecked())
      text += QStringLiteral(" · ") +
              tr("error arrows %1 times as long").arg(q->locale().toString(magnification));
  }
  status->setText(text);
}

/// The view draws what is no number as 0; here it is told apart.
QString HeatMapsPanel::Private::valueText(const HeatMapProbe& at) const {
  const Grid& grid = picture->volume.grid;
  const auto& [x, y, z] = at.voxel;
  const bool inside = x < grid.size[0] && y < grid.size[1] && z < grid.size[2];
  const float value =
      inside ? picture->volume.values[static_cast<std::size_t>(grid.index(x, y, z))] : at.value;
  return std::isfinite(value) ? q->locale().toString(static_cast<double>(value), 'g', 3) : tr("no number");
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
  refreshStatus();
}

}  // namespace solopose
