#pragma once

#include <optional>

#include <QString>

#include "core/augmotion/alignment.h"
#include "widgets/key_frames_panel/key_frame_analysis.h"
#include "widgets/key_frames_panel/key_frame_plot.h"

namespace solopose {

/// Everything the panel says about one sequence's key frame. A value; what is not known is empty.
struct KeyFrameFacts {
  std::optional<qint64> key_frame;  ///< the one in force
  KeyFrameMarks marks;
  std::optional<double> tilt_deg;     ///< at the key frame
  std::optional<double> residual_mm;  ///< once aligned
  double tolerance_deg = 0;
  int views = 1;  ///< of the take that share the key frame
  bool by_person = false;
  bool forced = false;   ///< one index for every sequence
  bool aligned = false;  ///< the alignment knows this sequence

  bool upright() const { return tilt_deg && *tilt_deg <= tolerance_deg; }

  QString title() const;  ///< "Key frame 142"
  /// "chosen by the program · upright, tilt 3.2° · residual 12.4 mm"; what needs a person is in the theme's
  /// red.
  QString richText() const;
};

/// `preview`: the options are newer than the stored alignment, so the program's choice is the analysis's.
KeyFrameFacts key_frame_facts(const Catalog& catalog, const SequenceRecord& sequence,
                              const AlignOptions& options, const KeyFrameAnalysis* analysis, bool preview);

/// The clusters with their sizes and the marks, as rich text that wraps: "● Cluster 1 · 812 frames".
QString key_frame_legend(const KeyFrameAnalysis* analysis, const KeyFrameMarks& marks);

}  // namespace solopose
