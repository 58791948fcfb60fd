#pragma once

#include "widgets/options/option_editor.h"

class QPlainTextEdit;

namespace solopose {

class CheckList;
class FileField;

/// Names of a list that has a box for each.
class CheckListEditor : public OptionEditor {
  Q_OBJECT
 public:
  enum class Empty : std::uint8_t { none, all };  ///< what an empty list stands for
  CheckListEditor(Empty empty, QWidget* parent);

  CheckList* list() const;
  /// What there is to choose from. Until a person has chosen, the field's names stay checked; after that
  /// nothing new is, unless everything was.
  void setNames(const std::vector<std::string>& names);

 protected:
  void show(const OptionField& field) override;
  void put(const OptionField& field) const override;

 private:
  Empty empty_;
  std::vector<std::string> shown_;
};

/// A file, typed or chosen.
class FileEditor : public OptionEditor {
  Q_OBJECT
 public:
  struct Words {
    const char* title;
    const char* filter;
    const char* placeholder;
    const char* tip;
  };
  static const Words clip_weights;
  static const Words model;

  FileEditor(const Words& words, QWidget* parent);

  void retranslate();

 protected:
  void show(const OptionField& option) override;
  void put(const OptionField& option) const override;

 private:
  FileField* field() const;

  Words words_;
};

/// A text of a few lines.
class NotesEditor : public OptionEditor {
  Q_OBJECT
 public:
  explicit NotesEditor(QWidget* parent);

  QPlainTextEdit* text() const;

 protected:
  void show(const OptionField& field) override;
  void put(const OptionField& field) const override;
};

}  // namespace solopose
