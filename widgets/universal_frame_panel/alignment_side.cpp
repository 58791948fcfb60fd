#include "widgets/universal_frame_panel/alignment_side.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

#include "core/project/catalog.h"
#include "widgets/cursor/cursor.h"
#include "widgets/session/session.h"
#include "widgets/shared/sequence_name_delegate.h"

namespace solopose {

namespace {

QLabel* makeLabel(const char* role, QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setProperty("role", role);
  label->setWordWrap(true);
  return label;
}

}  // namespace

AlignmentSide::AlignmentSide(Session* session, QWidget* parent) : QWidget(parent), session_(session) {
  build();
  retranslate();
  connect(session_, &Session::catalogChanged, this, &AlignmentSide::follow);
  connect(session_, &Session::failed, this,
          &AlignmentSide::follow);  // the boxes show what is, not what was wished
  connect(frame_, &QComboBox::activated, this, &AlignmentSide::chooseFrame);
  connect(ratio_, &QComboBox::activated, this, &AlignmentSide::chooseFrame);
  connect(rejected_, &QCheckBox::clicked, this, &AlignmentSide::chooseFrame);
  connect(align_, &QPushButton::clicked, this, [this] { session_->align(session_->alignOptions()); });
  connect(dataset_table_, &QTableView::clicked, this, &AlignmentSide::onDatasetClicked);
  connect(take_table_, &QTableView::clicked, this, &AlignmentSide::onTakeClicked);
  follow();
}

void AlignmentSide::build() {
  datasets_ = new DatasetFiguresModel(this);
  takes_ = new TakeFiguresModel(this);
  sorted_takes_ = new QSortFilterProxyModel(this);
  sorted_takes_->setSourceModel(takes_);
  sorted_takes_->setSortRole(kSortRole);

  lengths_ = makeLabel("", this);
  stale_ = makeLabel("muted", this);
  frame_label_ = makeLabel("muted", this);
  frame_ = new QComboBox(this);
  frame_->setObjectName(QStringLiteral("frame"));
  frame_->addItem({}, static_cast<int>(FramePreset::paper));
  frame_->addItem({}, static_cast<int>(FramePreset::section_3_2));
  ratio_label_ = makeLabel("muted", this);
  ratio_ = new QComboBox(this);
  ratio_->setObjectName(QStringLiteral("ratio"));
  ratio_->addItem({}, static_cast<int>(FrameRatio::measured));
  ratio_->addItem({}, static_cast<int>(FrameRatio::literal));
  for (QComboBox* box : {frame_, ratio_}) {
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
  }
  rejected_ = new QCheckBox(this);
  rejected_->setObjectName(QStringLiteral("with-rejected"));
  auto* choices = new QFormLayout;
  choices->setHorizontalSpacing(8);
  choices->setVerticalSpacing(4);
  choices->addRow(frame_label_, frame_);
  choices->addRow(ratio_label_, ratio_);
  choices->addRow(rejected_);

  datasets_heading_ = makeLabel("heading", this);
  dataset_table_ = buildTable(datasets_, QStringLiteral("datasets"));
  takes_heading_ = makeLabel("heading", this);
  take_table_ = buildTable(sorted_takes_, QStringLiteral("takes"));
  take_table_->setSortingEnabled(true);
  take_table_->sortByColumn(TakeFiguresModel::after, Qt::DescendingOrder);
  take_table_->setItemDelegateForColumn(TakeFiguresModel::name, new SequenceNameDelegate(take_table_));

  auto* first = new QVBoxLayout;
  first->setSpacing(6);
  first->addWidget(buildEmpty());
  first->addWidget(lengths_);
  first->addWidget(stale_);
  first->addLayout(choices);
  first->addWidget(datasets_heading_);
  first->addWidget(dataset_table_, 1);
  auto* second = new QVBoxLayout;
  second->setSpacing(6);
  second->addWidget(takes_heading_);
  second->addWidget(take_table_, 1);
  halves_ = new QBoxLayout(QBoxLayout::TopToBottom, this);
  halves_->setContentsMargins(8, 8, 8, 8);
  halves_->setSpacing(8);
  halves_->addLayout(first, 1);
  halves_->addLayout(second, 1);
}

QWidget* AlignmentSide::buildEmpty() {
  empty_ = new QWidget(this);
  empty_title_ = makeLabel("heading", empty_);
  empty_text_ = makeLabel("muted", empty_);
  align_ = new QPushButton(empty_);
  align_->setObjectName(QStringLiteral("align-now"));
  align_->setProperty("role", "primary");
  auto* layout = new QVBoxLayout(empty_);
  layout->setContentsMargins(0, 0, 0, 4);
  layout->setSpacing(6);
  layout->addWidget(empty_title_);
  layout->addWidget(empty_text_);
  layout->addWidget(align_, 0, Qt::AlignLeft);
  return empty_;
}

QTableView* AlignmentSide::buildTable(QAbstractItemModel* model, const QString& name) {
  auto* table = new QTableView(this);
  table->setObjectName(name);
  table->setModel(model);
  table->setSelectionBehavior(QAbstractItemView::SelectRows);
  table->setSelectionMode(QAbstractItemView::SingleSelection);
  table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table->setShowGrid(false);
  table->setWordWrap(false);
  table->verticalHeader()->hide();
  table->verticalHeader()->setDefaultSectionSize(24);
  table->horizontalHeader()->setHighlightSections(false);
  table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
  table->horizontalHeader()->setMinimumSectionSize(40);
  table->setMinimumHeight(90);
  table->setFocusPolicy(Qt::ClickFocus);
  return table;
}

void AlignmentSide::setUpright(bool upright) {
  halves_->setDirection(upright ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
  // The tool tip has what does not fit.
  for (const int column :
       {TakeFiguresModel::views, TakeFiguresModel::translation, TakeFiguresModel::remaining})
    take_table_->setColumnHidden(column, !upright || column == TakeFiguresModel::views);
}

void AlignmentSide::retranslate() {
  empty_title_->setText(tr("Not aligned yet"));
  empty_text_->setText(
      tr("Every track is shown in its own frame. Aligning moves all of them into one universal frame"));
  align_->setText(tr("Align now"));
  frame_label_->setText(tr("Frame"));
  frame_->setItemText(0, tr("Paper: z up, facing +y"));
  frame_->setItemText(1, tr("Section 3.2: z down, facing +x"));
  frame_->setToolTip(tr("Which universal frame; a change aligns anew"));
  ratio_label_->setText(tr("Ratio"));
  ratio_->setItemText(0, tr("As measured"));
  ratio_->setItemText(1, tr("The paper's 0.8"));
  ratio_->setToolTip(tr("Shoulder width to torso length of the reference points; a change aligns anew"));
  rejected_->setToolTip(
      tr("Off: they are missing, and sequences that are rejected whole are left out; a change aligns anew"));
  datasets_heading_->setText(tr("Residual and distance of views, mm"));
  takes_heading_->setText(tr("Distance of a take's views, mm"));
  datasets_->refresh();
  takes_->refresh();
  refreshFacts();
}

void AlignmentSide::refreshColours() { datasets_->refresh(); }

void AlignmentSide::follow() {
  const auto catalog = session_->catalog();
  datasets_->setCatalog(catalog);
  takes_->setCatalog(catalog);
  compareInWorld();
  const AlignOptions& options = session_->alignOptions();
  frame_->setCurrentIndex(frame_->findData(static_cast<int>(options.preset)));
  ratio_->setCurrentIndex(ratio_->findData(static_cast<int>(options.ratio)));
  rejected_->setChecked(options.with_rejected);
  refreshFacts();
}

/// The window waits for no pose file.
void AlignmentSide::compareInWorld() {
  const auto catalog = session_->catalog();
  if (!catalog->alignment || catalog->alignment->takes.empty()) return comparing_.forget();
  const bool with_rejected = session_->alignOptions().with_rejected;
  comparing_.request(
      [catalog, with_rejected,
       folder = session_->projectFolder().toStdString()](const std::stop_token& stop) {
        const PoseStore store(folder);
        return takes_in_world(store, in_use(*catalog, rejected_if(with_rejected)),
                              {.progress = {}, .stop = stop, .log = {}});
      },
      [this](std::vector<TakeInWorld> takes) { takes_->setInWorld(std::move(takes)); });
}

void AlignmentSide::refreshFacts() {
  const auto catalog = session_->catalog();
  const auto& alignment = catalog->alignment;
  empty_->setVisible(!alignment.has_value());
  const bool can_align = !catalog->sequences.empty() && session_->whyReadOnly().isEmpty();
  align_->setEnabled(can_align);
  lengths_->setVisible(alignment.has_value());
  stale_->setVisible(catalog->alignment_is_stale());
  stale_->setText(tr("Data or verdicts have changed since the last align"));
  for (QWidget* widget : std::initializer_list<QWidget*>{frame_label_, frame_, ratio_label_, ratio_}) {
    widget->setEnabled(can_align);
  }
  const std::int64_t frames_rejected = rejected_frames(*catalog);
  rejected_->setText(tr("Frames that people reject (%Ln)", nullptr, static_cast<int>(frames_rejected)));
  rejected_->setEnabled(can_align && (frames_rejected > 0 || rejected_->isChecked()));
  takes_heading_->setVisible(alignment.has_value());
  take_table_->setVisible(alignment.has_value());
  if (!alignment) return;
  const QLocale locale;
  const double shoulders = alignment->shoulder_width_mm;
  const double torso = alignment->torso_length_mm;
  lengths_->setText(tr("Mean shoulders %1 mm (Ms), mean torso %2 mm (Msp), ratio %3")
                        .arg(locale.toString(shoulders, 'f', 1), locale.toString(torso, 'f', 1),
                             locale.toString(torso > 0 ? shoulders / torso : 0, 'f', 2)));
  lengths_->setToolTip(
      tr("Mean shoulder width and mean length from mid-shoulder to pelvis over all datasets"));
}

void AlignmentSide::chooseFrame() {
  const AlignOptions& before = session_->alignOptions();
  AlignOptions options = before;
  options.preset = static_cast<FramePreset>(frame_->currentData().toInt());
  options.ratio = static_cast<FrameRatio>(ratio_->currentData().toInt());
  options.with_rejected = rejected_->isChecked();
  if (options.to_json() != before.to_json()) session_->align(options);
}

void AlignmentSide::moveCursorTo(SequenceId sequence) {
  const auto catalog = session_->catalog();
  const SequenceRecord* record = catalog->sequence(sequence);
  if (record == nullptr) return;
  const SequenceAlignment* alignment = catalog->alignment ? catalog->alignment->of(sequence) : nullptr;
  const qint64 frame = alignment == nullptr ? 0 : std::max<qint64>(0, alignment->key_frame);
  session_->cursor()->setSequence(record->id, record->frames, frame);
}

void AlignmentSide::onDatasetClicked(const QModelIndex& index) {
  if (QApplication::keyboardModifiers().testAnyFlags(Qt::ControlModifier | Qt::AltModifier)) {
    datasets_->toggleSolo(index.row());
  } else if (index.column() != DatasetFiguresModel::name) {
    moveCursorTo(datasets_->worstAt(index.row()));
  }
}

void AlignmentSide::onTakeClicked(const QModelIndex& index) {
  const int row = sorted_takes_->mapToSource(index).row();
  const auto catalog = session_->catalog();
  if (const SequenceRecord* record = first_of_take(*catalog, takes_->takeAt(row))) moveCursorTo(record->id);
}

}  // namespace solopose
