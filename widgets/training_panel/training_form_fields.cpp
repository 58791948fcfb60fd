// The fields of the run form: which option stands where, with what range.
#include <algorithm>

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QToolButton>

#include "widgets/theme/theme.h"
#include "widgets/training_panel/check_list.h"
#include "widgets/training_panel/form_section.h"
#include "widgets/training_panel/run_text.h"
#include "widgets/training_panel/training_form.h"

namespace solopose {
namespace {

using Options = TrainingOptions;

constexpr int most_steps = 1'000'000'000;
constexpr int most_seed = 2'000'000'000;

FormSection::Choice preset_choice(const char* name) {
  return {.text = [name] { return QString::fromLatin1(name); },
          .chosen = [name](const Options& o) { return preset_of(o.network) == QLatin1String(name); },
          .choose = [](Options&) {}};
}

/// An option of its own type as a choice.
template <typename Value>
FormSection::Choice choice(std::function<QString()> text, Value value, FormSection::Place<Value> place) {
  return {.text = std::move(text),
          .chosen =
              [value, place](const Options& o) {
                Options copy = o;
                return place(copy) == value;
              },
          .choose = [value, place](Options& o) { place(o) = value; }};
}

bool learns_heat_maps(const Options& o) { return o.loss == LossKind::cross_entropy; }
bool has_two_stages(const Options& o) { return o.stages == StageKind::two_stages; }

}  // namespace

void TrainingForm::buildSections() {
  addEssentials();
  addData();
  addHeatMap();
  addStages();
  addOptimisation();
  addAugmentation();
  addValidation();
  addMachine();
}

void TrainingForm::addEssentials() {
  FormSection* essentials = section(QStringLiteral("essentials"), {});
  essentials->addText([] { return tr("Name"); },
                      [] { return tr("Of the run’s folder; empty: made from date and preset"); },
                      [](Options& o) -> std::string& { return o.name; });
  preset_ = essentials->addChoice(
      [] { return tr("Preset"); },
      [] { return tr("tiny: minutes on two cores. base: the paper’s size, for a graphics card"); },
      {preset_choice("tiny"), preset_choice("base")});
  connect(preset_, &QComboBox::currentIndexChanged, this, &TrainingForm::takePreset);
  datasets_ = new CheckList;
  connect(datasets_, &CheckList::edited, this, &TrainingForm::takeEdit);
  essentials->addWidget([] { return tr("Datasets"); }, datasets_);
  const auto loss = [](LossKind kind) {
    return FormSection::Choice{.text = [kind] { return loss_text(kind); },
                               .chosen = [kind](const Options& o) { return o.loss == kind; },
                               .choose =
                                   [kind](Options& o) {
                                     o.loss = kind;
                                     o.network.head.kind = kind == LossKind::cross_entropy
                                                               ? HeadKind::heat_map
                                                               : HeadKind::regression;
                                   }};
  };
  essentials->addChoice([] { return tr("Loss"); },
                        [] { return tr("HeatPose’s heat maps, or the paper’s ablation without them"); },
                        {loss(LossKind::cross_entropy), loss(LossKind::mean_squared_error)});
  const auto frame = [](TargetFrame kind) {
    return choice<TargetFrame>([kind] { return target_frame_text(kind); }, kind,
                               [](Options& o) -> TargetFrame& { return o.target.frame; });
  };
  essentials->addChoice(
      [] { return tr("Frame"); },
      [] { return tr("The frame poses are learnt in: as the camera sees them, or the universal frame"); },
      {frame(TargetFrame::camera), frame(TargetFrame::universal)});
  const auto encoder = [](EncoderKind kind, std::function<QString()> text) {
    return choice<EncoderKind>(std::move(text), kind,
                               [](Options& o) -> EncoderKind& { return o.network.encoder; });
  };
  essentials->addChoice([] { return tr("Encoder"); }, [] { return tr("What turns frames into features"); },
                        {encoder(EncoderKind::small, [] { return tr("Small, from scratch"); }),
                         encoder(EncoderKind::clip, [] { return tr("CLIP, frozen"); })});
  essentials->addWidget([] { return tr("Weights"); }, makeWeightsField());
  encoder_note_ = new QLabel;
  encoder_note_->setProperty("role", "muted");
  encoder_note_->setTextFormat(Qt::PlainText);
  encoder_note_->setWordWrap(true);
  essentials->addWidget({}, encoder_note_, true);
  notes_ = new QPlainTextEdit;
  notes_->setTabChangesFocus(true);
  notes_->setFixedHeight(2 * notes_->fontMetrics().lineSpacing() + 16);
  essentials->addWidget([] { return tr("Notes"); }, notes_);
}

QWidget* TrainingForm::makeWeightsField() {
  auto* field = new QWidget;
  weights_ = new QLineEdit(field);
  browse_ = new QToolButton(field);
  browse_->setIcon(Theme::instance().icon(QStringLiteral("folder-open")));
  auto* row = new QHBoxLayout(field);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(4);
  row->addWidget(weights_, 1);
  row->addWidget(browse_);
  connect(weights_, &QLineEdit::textChanged, this, &TrainingForm::takeEdit);
  connect(browse_, &QToolButton::clicked, this, [this] {
    const QString file = QFileDialog::getOpenFileName(this, tr("Open CLIP’s weights"), weights_->text(),
                                                      tr("Weights (*.pt *.safetensors);;All files (*)"));
    if (!file.isEmpty()) weights_->setText(file);
  });
  return field;
}

void TrainingForm::addData() {
  FormSection* clips = section(QStringLiteral("data"), [] { return tr("Clips and splits"); });
  held_out_ = new CheckList;
  connect(held_out_, &CheckList::edited, this, &TrainingForm::takeEdit);
  clips->addWidget([] { return tr("Held-out cameras"); }, held_out_);
  const auto group = [](SplitGroup kind, std::function<QString()> text) {
    return choice<SplitGroup>(std::move(text), kind,
                              [](Options& o) -> SplitGroup& { return o.data.clips.group; });
  };
  clips->addChoice(
      [] { return tr("Split by"); }, [] { return tr("What is never torn apart into two splits"); },
      {group(SplitGroup::take, [] { return tr("Take"); }), group(SplitGroup::clip, [] { return tr("Clip"); }),
       group(SplitGroup::subject, [] { return tr("Subject"); }),
       group(SplitGroup::camera, [] { return tr("Camera"); })});
  clips->addShare([] { return tr("Training"); }, [] { return tr("Share of the clips that are trained on"); },
                  [](Options& o) -> double& { return o.data.clips.train_share; });
  clips->addShare([] { return tr("Validation"); },
                  [] { return tr("Share of the clips that tell how good a run is; the rest are for tests"); },
                  [](Options& o) -> double& { return o.data.clips.validation_share; });
  clips->addInteger<std::uint64_t>([] { return tr("Draw of splits"); },
                                   [] { return tr("Another number draws other splits"); }, 0, most_seed,
                                   [](Options& o) -> std::uint64_t& { return o.data.clips.seed; });
  clips->addInteger<int>([] { return tr("Clip length"); }, [] { return tr("Frames in a clip"); }, 1, 1000,
                         [](Options& o) -> int& { return o.data.clips.length; });
  clips->addInteger<int>([] { return tr("Step"); },
                         [] { return tr("Frames from the start of a clip to the start of the next"); }, 1,
                         1000, [](Options& o) -> int& { return o.data.clips.step; });
  clips->addInteger<int>([] { return tr("Frames seen at once"); },
                         [] { return tr("By the temporal part; at most the clip’s length"); }, 1, 1000,
                         [](Options& o) -> int& { return o.data.clip_frames; });
}

void TrainingForm::addHeatMap() {
  FormSection* map = section(QStringLiteral("heat-map"), [] { return tr("Heat map"); });
  const auto per_joint = [](bool on, std::function<QString()> text) {
    return choice<bool>(std::move(text), on, [](Options& o) -> bool& { return o.network.head.per_joint; });
  };
  map->addChoice([] { return tr("Volumes"); }, {},
                 {per_joint(true, [] { return tr("One per joint"); }),
                  per_joint(false, [] { return tr("One for all joints"); })});
  map->enableWhen(learns_heat_maps);
  map->addInteger<int>([] { return tr("Voxels a side"); }, {}, 8, 128,
                       [](Options& o) -> int& { return o.network.head.voxels; });
  map->enableWhen(learns_heat_maps);
  const auto millimetres = [] { return tr(" mm"); };
  map->addNumber([] { return tr("Extent"); },
                 [] { return tr("Full side of the cube around the pelvis, and of the crop"); }, 500, 10'000,
                 0, [](Options& o) -> double& { return o.target.extent_mm; }, millimetres);
  map->addNumber([] { return tr("Sigma"); },
                 [] { return tr("Standard deviation of the main Gaussian; at least a voxel is used"); }, 1,
                 2000, 0, [](Options& o) -> double& { return o.target.mixture.sigma_mm; }, millimetres);
  map->enableWhen(learns_heat_maps);
  map->addFlag([] { return tr("Side Gaussians"); }, [] { return tr("Off: the conventional heat map"); },
               [](Options& o) -> bool& { return o.target.mixture.sides; });
  map->enableWhen(learns_heat_maps);
  const auto with_sides = [](const Options& o) { return learns_heat_maps(o) && o.target.mixture.sides; };
  map->addNumber([] { return tr("Spacing c"); },
                 [] { return tr("Distance between side Gaussians along a bone (equation 6)"); }, 1, 2000, 0,
                 [](Options& o) -> double& { return o.target.mixture.spacing_mm; }, millimetres);
  map->enableWhen(with_sides);
  const auto rule = [](SigmaRule kind, std::function<QString()> text) {
    return choice<SigmaRule>(std::move(text), kind,
                             [](Options& o) -> SigmaRule& { return o.target.mixture.rule; });
  };
  map->addChoice([] { return tr("Width of sides"); },
                 [] {
                   return tr(
                       "Equation 7 as written makes the first side Gaussian as high as the main one, "
                       "and many maxima leave their joint");
                 },
                 {rule(SigmaRule::growing, [] { return tr("Growing"); }),
                  rule(SigmaRule::equation_7, [] { return tr("Equation 7 as written"); })});
  map->enableWhen(with_sides);
}

void TrainingForm::addStages() {
  FormSection* stages = section(QStringLiteral("stages"), [] { return tr("Stages and steps"); });
  const auto kind = [](StageKind value, std::function<QString()> text) {
    return choice<StageKind>(std::move(text), value, [](Options& o) -> StageKind& { return o.stages; });
  };
  stages->addChoice(
      [] { return tr("Stages"); },
      [] {
        return tr(
            "Two: encoder and head on single frames, then the temporal part on the frozen encoder’s "
            "features. End to end: everything on clips from the first step");
      },
      {kind(StageKind::two_stages, [] { return tr("Frames, then clips"); }),
       kind(StageKind::end_to_end, [] { return tr("End to end"); })});
  const auto add_stage = [&](FormSection::Text steps, FormSection::Text batch, FormSection::Text rate,
                             StageOptions TrainingOptions::*stage, bool only_of_two) {
    const auto possible = [only_of_two](const Options& o) { return !only_of_two || has_two_stages(o); };
    stages->addInteger<std::int64_t>(std::move(steps), {}, 0, most_steps,
                                     [stage](Options& o) -> std::int64_t& { return (o.*stage).steps; });
    stages->enableWhen(possible);
    stages->addInteger<int>(
        std::move(batch), [] { return tr("Learnt from in each step"); }, 1, 65'536,
        [stage](Options& o) -> int& { return (o.*stage).batch; });
    stages->enableWhen(possible);
    stages->addNumber(
        std::move(rate), [] { return tr("Of AdamW, at its highest"); }, 0, 10, 6,
        [stage](Options& o) -> double& { return (o.*stage).learning_rate; });
    stages->enableWhen(possible);
  };
  add_stage([] { return tr("Steps on frames"); }, [] { return tr("Frames a step"); },
            [] { return tr("Learning rate"); }, &TrainingOptions::frames_stage, true);
  add_stage([] { return tr("Steps on clips"); }, [] { return tr("Clips a step"); },
            [] { return tr("Learning rate"); }, &TrainingOptions::clips_stage, false);
}

void TrainingForm::addOptimisation() {
  FormSection* rates = section(QStringLiteral("optimisation"), [] { return tr("Schedule and optimiser"); });
  const auto schedule = [](ScheduleKind value, std::function<QString()> text) {
    return choice<ScheduleKind>(std::move(text), value,
                                [](Options& o) -> ScheduleKind& { return o.schedule; });
  };
  const auto cosine = [](const Options& o) { return o.schedule == ScheduleKind::cosine; };
  rates->addChoice(
      [] { return tr("Schedule"); },
      [] { return tr("How the learning rate falls: along a cosine, or halved without progress"); },
      {schedule(ScheduleKind::cosine, [] { return tr("Cosine"); }),
       schedule(ScheduleKind::plateau, [] { return tr("Plateau"); })});
  rates->addShare([] { return tr("Warm-up"); },
                  [] { return tr("Share of a stage’s steps while the rate rises"); },
                  [](Options& o) -> double& { return o.warm_up; });
  rates->addShare([] { return tr("Final rate"); },
                  [] { return tr("Share of the learning rate at a stage’s end"); },
                  [](Options& o) -> double& { return o.final_rate; });
  rates->enableWhen(cosine);
  rates->addInteger<int>([] { return tr("Halve after"); },
                         [] { return tr("Epochs without progress before the rate halves"); }, 1, 1000,
                         [](Options& o) -> int& { return o.plateau_epochs; });
  rates->enableWhen([cosine](const Options& o) { return !cosine(o); });
  rates->addNumber([] { return tr("Weight decay"); }, [] { return tr("Of matrices only"); }, 0, 10, 4,
                   [](Options& o) -> double& { return o.weight_decay; });
  rates->addNumber([] { return tr("Beta 1"); }, {}, 0, 0.999999, 4,
                   [](Options& o) -> double& { return o.beta_1; });
  rates->addNumber([] { return tr("Beta 2"); }, {}, 0, 0.999999, 4,
                   [](Options& o) -> double& { return o.beta_2; });
  rates->addNumber([] { return tr("Gradient limit"); }, [] { return tr("Longer gradients are shortened"); },
                   1e-6, 1e6, 3, [](Options& o) -> double& { return o.clip_norm; });
  rates->addNumber([] { return tr("Weight average"); },
                   [] { return tr("Decay of the running mean that is validated and kept; 0: none"); }, 0,
                   0.999999, 4, [](Options& o) -> double& { return o.weight_average; });
}

void TrainingForm::addAugmentation() {
  FormSection* changes = section(QStringLiteral("augmentation"), [] { return tr("Augmentation"); });
  changes->addFlag([] { return tr("Mirror"); }, [] { return tr("Picture and pose, with sides swapped"); },
                   [](Options& o) -> bool& { return o.augmentation.flip; });
  changes->addShare([] { return tr("Shift"); }, [] { return tr("Of the crop, at most, of its side"); },
                    [](Options& o) -> double& { return o.augmentation.shift; });
  changes->addShare([] { return tr("Scale"); }, [] { return tr("Of the crop’s side, at most"); },
                    [](Options& o) -> double& { return o.augmentation.scale; });
  changes->addNumber([] { return tr("Rotation"); },
                     [] { return tr("In the picture’s plane, at most; in the camera’s frame only"); }, 0, 180,
                     0, [](Options& o) -> double& { return o.augmentation.rotate_deg; },
                     [] { return tr(" °"); });
  changes->enableWhen([](const Options& o) { return o.target.frame == TargetFrame::camera; });
  changes->addShare([] { return tr("Colour"); }, [] { return tr("Brightness, contrast and tint, at most"); },
                    [](Options& o) -> double& { return o.augmentation.colour; });
  changes->addShare([] { return tr("Occlusion"); },
                    [] { return tr("How often a shape hides a part of the picture"); },
                    [](Options& o) -> double& { return o.augmentation.occlude; });
  changes->addInteger<int>([] { return tr("Cached variants"); },
                           [] { return tr("Crops and mirrored ones kept for frozen encoders"); }, 0, 64,
                           [](Options& o) -> int& { return o.augmentation.cached_variants; });
}

void TrainingForm::addValidation() {
  FormSection* checks = section(QStringLiteral("validation"), [] { return tr("Validation and stopping"); });
  checks->addInteger<int>([] { return tr("Steps an epoch"); },
                          [] { return tr("After each, validation and a checkpoint"); }, 1, most_steps,
                          [](Options& o) -> int& { return o.epoch_steps; });
  checks->addInteger<int>([] { return tr("Clips to validate"); },
                          [] { return tr("The same ones each time; 0: all"); }, 0, most_steps,
                          [](Options& o) -> int& { return o.validation_clips; });
  checks->addInteger<int>([] { return tr("Stop after"); },
                          [] { return tr("Epochs without progress; 0: never"); }, 0, 1'000'000,
                          [](Options& o) -> int& { return o.early_stop_epochs; });
}

void TrainingForm::addMachine() {
  FormSection* machine = section(QStringLiteral("machine"), [] { return tr("Machine"); });
  const auto device = [](const char* name, std::function<QString()> text) {
    return choice<std::string>(std::move(text), name, [](Options& o) -> std::string& { return o.device; });
  };
  machine->addChoice([] { return tr("Device"); }, [] { return tr("CUDA needs a LibTorch built with it"); },
                     {device("cpu", [] { return tr("CPU"); }), device("cuda", [] { return tr("CUDA"); })});
  machine->addFlag([] { return tr("Mixed precision"); }, [] { return tr("On CUDA only"); },
                   [](Options& o) -> bool& { return o.mixed_precision; });
  machine->enableWhen([](const Options& o) { return o.device == "cuda"; });
  machine->addInteger<int>(
      [] { return tr("Threads"); },
      [] { return tr("Of the network; 0: all cores, which leaves less for the window"); }, 0, 1024,
      [](Options& o) -> int& { return o.threads; });
  machine->addInteger<int>([] { return tr("Loader threads"); },
                           [] { return tr("They prepare batches ahead"); }, 1, 1024,
                           [](Options& o) -> int& { return o.loader_threads; });
  machine->addInteger<std::uint64_t>([] { return tr("Seed"); },
                                     [] { return tr("Of weights and of the order of data"); }, 0, most_seed,
                                     [](Options& o) -> std::uint64_t& { return o.seed; });
}

}  // namespace solopose
