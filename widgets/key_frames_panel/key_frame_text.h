#pragma once

#include <QString>

#include "core/augmotion/key_frame_facts.h"

namespace solopose {

QString key_frame_title(const KeyFrameFacts& facts);  ///< "Key frame 142"
/// "chosen by the program · upright, tilt 3.2° · residual 12.4 mm"; what needs a person is in the theme's
/// red.
QString key_frame_rich_text(const KeyFrameFacts& facts);
/// The clusters with their sizes and the marks, as rich text that wraps: "● Cluster 1 · 812 frames".
QString key_frame_legend(const KeyFrameAnalysis* analysis, const KeyFrameMarks& marks);

}  // namespace solopose
