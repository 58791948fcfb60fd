#pragma once

#include <filesystem>
#include <memory>

#include "app/gui/text_dialog.h"
#include "widgets/shared/latest_work.h"

namespace solopose {

struct Catalog;

/// What each dataset of a project holds, and what its imports left out and guessed, to read at any time.
class SummaryDialog : public TextDialog {
  Q_OBJECT
 public:
  SummaryDialog(const std::shared_ptr<const Catalog>& catalog, const std::filesystem::path& project,
                QWidget* parent);

  bool isSettled() const { return !looking_.busy(); }

 private:
  LatestWork looking_;  ///< for the videos, on disks that may take their time
};

}  // namespace solopose
