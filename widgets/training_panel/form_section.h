#pragma once

#include <vector>

#include <QWidget>

#include "core/runs/options.h"
#include "widgets/options/option_fields.h"

class QFormLayout;
class QToolButton;

namespace solopose {

/// One field of the form: its words, and whether it makes sense with what else is chosen; it is off
/// otherwise.
struct FormRow {
  OptionWords words;
  bool (*possible)(const TrainingOptions&) = nullptr;  ///< nullptr: always
};

/// Fields of TrainingOptions under a title that folds them away.
class FormSection : public QWidget {
  Q_OBJECT
 public:
  /// `context`: of the translations. Without a title it cannot be folded.
  FormSection(const char* context, const char* title, QWidget* parent = nullptr);

  void add(const FormRow& row);
  void add(const FormRow& row, OptionEditor* editor);  ///< with an editor of the caller's
  void addWidget(QWidget* label, QWidget* widget);     ///< that the caller fills and reads; label may be null
  OptionFields* fields() const { return fields_; }
  QString title() const;

  void refreshPossible(const TrainingOptions& options);
  void setOpen(bool open);
  bool isOpen() const;

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  void place(const OptionFields::Row& row, const FormRow& from);

  const char* context_;
  const char* title_;
  QToolButton* header_ = nullptr;
  QWidget* content_;
  QFormLayout* rows_;
  OptionFields* fields_;
  std::vector<bool (*)(const TrainingOptions&)> possible_;  ///< of the fields' rows
};

}  // namespace solopose
