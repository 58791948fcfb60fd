#pragma once

#include <QObject>

#include "core/options/option_field.h"

class QWidget;

namespace solopose {

/// as_choice: a flag as a choice of two, true first.
enum class Shown : std::uint8_t { plain, percent, as_choice };

/// Shows one field of an options struct, and puts a value back only where a person has chosen one: what
/// nobody touched stays what it was, to the last digit.
class OptionEditor : public QObject {
  Q_OBJECT
 public:
  /// The editor for a field of this kind: its type, range, unit and choices are the field's.
  static OptionEditor* make(const OptionField& facts, Shown shown, QWidget* parent);

  QWidget* widget() const { return widget_; }
  /// Without a signal.
  void load(const OptionField& field);
  void store(const OptionField& field) const;
  /// Since it was loaded.
  bool isEdited() const { return edited_; }

 Q_SIGNALS:
  void edited();

 protected:
  OptionEditor(QWidget* widget, QObject* parent);
  virtual void show(const OptionField& field) = 0;
  virtual void put(const OptionField& field) const = 0;
  /// What the widget's signal of a change is connected to.
  void takeChange();

 private:
  QWidget* widget_;
  bool loading_ = false;
  bool edited_ = false;
};

}  // namespace solopose
