#pragma once

#include <string>
#include <vector>

#include <QObject>
#include <QString>

#include "core/options/option_visitor.h"
#include "widgets/options/option_editor.h"

class QLabel;

namespace solopose {

/// What people read of a field. Texts stand in the sources with QT_TR_NOOP and are translated when shown.
struct OptionWords {
  const char* path;  ///< of the field: "augmentation.colour"
  const char* label = "";
  const char* hint = "";
  std::vector<const char*> choices = {};  ///< in the order of the field's; without: their names
  Shown shown = Shown::plain;
  const char* context = nullptr;  ///< of the translations, where several forms share the words
};

/// Editors of some fields of an options struct, with their labels: how they are laid out is the form's.
/// Ranges, units and choices are the description's.
class OptionFields : public QObject {
  Q_OBJECT
 public:
  struct Row {
    OptionWords words;
    QLabel* label;
    OptionEditor* editor;
  };

  /// `context`: of the translations. `facts`: of the default options.
  OptionFields(const char* context, Described facts, QWidget* parent);
  template <typename Options>
  static OptionFields* of(const char* context, QWidget* parent) {
    return new OptionFields(
        context, [copy = Options()](OptionVisitor& visitor) mutable { describe(visitor, copy); }, parent);
  }

  const Row& add(const OptionWords& words);
  /// With an editor of the caller's.
  const Row& add(const OptionWords& words, OptionEditor* editor);
  const std::vector<Row>& rows() const { return rows_; }
  const Row* row(std::string_view path) const;  ///< nullptr: that field was not added

  /// Shows what the options hold. Without a signal.
  void load(const Described& options);
  template <typename Options>
  void show(const Options& options) {
    Options copy = options;
    load(described(copy));
  }
  /// Puts back what was edited since.
  template <typename Options>
  void store(Options& options) const {
    storeIn(described(options));
  }

  void retranslate();

 Q_SIGNALS:
  void edited();

 private:
  void storeIn(const Described& options) const;
  QString text(const Row& row, const char* source) const;
  QString suffix(const Row& row) const;
  void retranslate(const Row& row) const;

  const char* context_;
  Described facts_;
  QWidget* parent_;
  std::vector<Row> rows_;
};

}  // namespace solopose
