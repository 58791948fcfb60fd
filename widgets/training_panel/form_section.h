#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <QWidget>

#include "core/runs/options.h"

class QComboBox;
class QFormLayout;
class QLabel;
class QToolButton;

namespace solopose {

/// Fields of TrainingOptions under a title that folds them away. Each field knows its place in the options,
/// so that a section can be filled from options and put back into them.
class FormSection : public QWidget {
  Q_OBJECT
 public:
  using Text = std::function<QString()>;  ///< tr(), asked again when the language changes
  template <typename Value>
  using Place = std::function<Value&(TrainingOptions&)>;
  struct Choice {
    Text text;
    std::function<bool(const TrainingOptions&)> chosen;
    std::function<void(TrainingOptions&)> choose;
  };

  /// Without a title it cannot be folded.
  explicit FormSection(Text title = {}, QWidget* parent = nullptr);

  template <typename Integer>
  void addInteger(Text name, Text hint, int low, int high, Place<Integer> place) {
    addWhole(std::move(name), std::move(hint), low, high,
             {.get = [place](TrainingOptions& options) { return static_cast<int>(place(options)); },
              .set = [place](TrainingOptions& options,
                             int value) { place(options) = static_cast<Integer>(value); }});
  }
  void addNumber(Text name, Text hint, double low, double high, int decimals, Place<double> place,
                 Text unit = {});
  /// A share, shown in percent.
  void addShare(Text name, Text hint, Place<double> place);
  void addFlag(Text name, Text hint, Place<bool> place);
  void addText(Text name, Text hint, Place<std::string> place);
  QComboBox* addChoice(Text name, Text hint, std::vector<Choice> choices);
  /// A field that the caller fills and reads.
  void addWidget(Text name, QWidget* widget, bool whole_width = false);

  void load(const TrainingOptions& options);
  void store(TrainingOptions& options) const;
  void setOpen(bool open);
  bool isOpen() const;
  /// Fields that make no sense with what else is chosen are off.
  void enableWhen(std::function<bool(const TrainingOptions&)> possible);  ///< of the field added last
  void refreshPossible(const TrainingOptions& options);

 Q_SIGNALS:
  void edited();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  struct Field {
    Text name;
    Text hint;
    Text unit;
    QLabel* label = nullptr;
    QWidget* editor = nullptr;
    std::vector<Choice> choices;
    std::function<void(const TrainingOptions&)> load;
    std::function<void(TrainingOptions&)> store;
    std::function<bool(const TrainingOptions&)> possible;
  };
  struct Whole {
    std::function<int(TrainingOptions&)> get;
    std::function<void(TrainingOptions&, int)> set;
  };
  void addWhole(Text name, Text hint, int low, int high, Whole whole);
  Field& add(Text name, Text hint, QWidget* editor);
  void retranslate();

  Text title_;
  QToolButton* header_ = nullptr;
  QWidget* content_;
  QFormLayout* rows_;
  std::vector<Field> fields_;
};

}  // namespace solopose
