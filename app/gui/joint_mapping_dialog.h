#pragma once

#include <optional>

#include <QDialog>

#include "core/formats/rig.h"
#include "core/skeleton/joint_mask.h"
#include "core/skeleton/joint_set.h"

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QTreeWidget;
class QUndoStack;

namespace solopose {

class BodyMap;
class RigView;

/// Says which joints of an unknown rig are the studio's 15, on a drawn body and the file's own joints. What
/// names and shape tell is filled in and marked as guessed. With the mouse: a joint of the file, dragged onto
/// the body's, or a joint of the body, then one of the file. With keys: arrows through the 15, letters that
/// narrow the file's names, Enter (with Shift: the middle of several), Delete, Undo.
class JointMappingDialog : public QDialog {
  Q_OBJECT
 public:
  /// `known`: the rig's mapping as it is remembered, which is then begun with, and nothing is guessed.
  JointMappingDialog(Rig rig, const std::optional<JointSet>& known, QWidget* parent);

  /// Canonical joints of the rig's; those not mapped are empty.
  const JointSet& mapping() const { return mapping_; }
  /// Take a file's joint for the current one. `add`: the middle of it and those that are taken already.
  void assign(int joint, bool add);
  void clearCurrent();
  void setCurrent(Joint joint);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void build();
  QWidget* buildTable();
  QWidget* buildNames();
  void addUndo();
  void connectDrag();
  bool clearsCurrent(QEvent* event);
  void filter(const QString& text);
  void put(const JointSet& mapping, const JointMask& guessed, const QString& what);
  void showMapping(const JointSet& mapping, const JointMask& guessed);
  void showCurrent();
  void showChecks();
  void save();

  Rig rig_;
  JointSet mapping_;
  JointMask guessed_;
  Joint current_ = Joint::pelvis;
  BodyMap* body_;
  RigView* view_;
  QTreeWidget* table_;
  QLineEdit* filter_;
  QListWidget* names_;
  QLabel* checks_;
  QUndoStack* undo_;
  QPushButton* accept_ = nullptr;
};

}  // namespace solopose
