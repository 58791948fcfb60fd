// The form's words for options that stand elsewhere, as when runs are compared.
#include <algorithm>

#include <QComboBox>
#include <QCoreApplication>
#include <QLabel>

#include "core/options/option_visitor.h"
#include "widgets/theme/shown_text.h"
#include "widgets/training_panel/form_section.h"
#include "widgets/training_panel/training_form.h"

namespace solopose {
namespace {

/// Place of a value among those that a field may have, in the order in which its box lists them; -1: none.
int place_among_choices(const std::string& path, const std::string& value) {
  TrainingOptions options;
  const auto field = option_at(described(options), path, true);
  if (!field) return -1;
  if (std::holds_alternative<FlagField>(*field)) return value == "true" ? 0 : 1;
  const auto* choice = std::get_if<ChoiceField>(&*field);
  if (choice == nullptr) return -1;
  const auto found = std::ranges::find(choice->names, value);
  return found == choice->names.end() ? -1 : static_cast<int>(found - choice->names.begin());
}

bool is_flag(const std::string& path) {
  TrainingOptions options;
  const auto field = option_at(described(options), path, true);
  return field && std::holds_alternative<FlagField>(*field);
}

/// Options that no field shows: presets set them, and files.
struct Unshown {
  const char* path;
  const char* words;
};
constexpr Unshown unshown[] = {
    {"network.clip.image_size", QT_TRANSLATE_NOOP("solopose::TrainingForm", "CLIP: picture’s side, pixels")},
    {"network.clip.patch", QT_TRANSLATE_NOOP("solopose::TrainingForm", "CLIP: patch’s side, pixels")},
    {"network.clip.width", QT_TRANSLATE_NOOP("solopose::TrainingForm", "CLIP: width")},
    {"network.clip.layers", QT_TRANSLATE_NOOP("solopose::TrainingForm", "CLIP: layers")},
    {"network.clip.heads", QT_TRANSLATE_NOOP("solopose::TrainingForm", "CLIP: attention heads")},
    {"network.clip.mlp_width", QT_TRANSLATE_NOOP("solopose::TrainingForm", "CLIP: hidden width")},
    {"network.small.image_size",
     QT_TRANSLATE_NOOP("solopose::TrainingForm", "Small encoder: picture’s side, pixels")},
    {"network.small.channels",
     QT_TRANSLATE_NOOP("solopose::TrainingForm", "Small encoder: channels of its three steps")},
    {"network.small.blocks",
     QT_TRANSLATE_NOOP("solopose::TrainingForm", "Small encoder: residual blocks of its three steps")},
    {"network.temporal.depths",
     QT_TRANSLATE_NOOP("solopose::TrainingForm", "Temporal part: blocks of each stage")},
    {"network.temporal.heads",
     QT_TRANSLATE_NOOP("solopose::TrainingForm", "Temporal part: attention heads of each stage")},
    {"network.temporal.width", QT_TRANSLATE_NOOP("solopose::TrainingForm", "Temporal part: width")},
    {"network.temporal.mlp_ratio",
     QT_TRANSLATE_NOOP("solopose::TrainingForm", "Temporal part: hidden width over width")},
    {"network.temporal.window",
     QT_TRANSLATE_NOOP("solopose::TrainingForm", "Temporal part: window (time, height, width)")},
    {"network.temporal.pool",
     QT_TRANSLATE_NOOP("solopose::TrainingForm", "Temporal part: places averaged a side")},
    {"network.temporal.residual",
     QT_TRANSLATE_NOOP("solopose::TrainingForm", "Temporal part: added to the encoder’s features")},
    {"network.head.kind", QT_TRANSLATE_NOOP("solopose::TrainingForm", "Head: answers with")},
    {"network.head.first_channels",
     QT_TRANSLATE_NOOP("solopose::TrainingForm", "Head: channels of its first convolution")},
    {"network.head.middle_channels",
     QT_TRANSLATE_NOOP("solopose::TrainingForm", "Head: channels of its second convolution")},
};

}  // namespace

QString TrainingForm::optionText(const std::string& path) const {
  for (const FormSection* section : sections_) {
    const OptionFields::Row* row = section->fields()->row(path);
    if (row == nullptr) continue;
    const QString title = section->title();
    return title.isEmpty() ? row->label->text()
                           : tr("%1: %2", "section, option").arg(title, row->label->text());
  }
  const auto* known = std::ranges::find(unshown, path, &Unshown::path);
  return known == std::end(unshown) ? shown_name(path) : tr(known->words);
}

QString TrainingForm::valueText(const std::string& path, const std::string& value) const {
  for (const FormSection* section : sections_) {
    const OptionFields::Row* row = section->fields()->row(path);
    const auto* box = row == nullptr ? nullptr : qobject_cast<const QComboBox*>(row->editor->widget());
    const int place = box == nullptr ? -1 : place_among_choices(path, value);
    if (place >= 0) return box->itemText(place);
  }
  if (path == "network.head.kind") return value == "heat_map" ? tr("Heat maps") : tr("Coordinates");
  if (is_flag(path)) return value == "true" ? tr("On") : tr("Off");
  return shown_name(value);
}

}  // namespace solopose
