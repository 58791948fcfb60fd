#pragma once

#include "core/video/libav.h"

namespace solopose {

/// Interlaced pictures may come as two packets each, a field in either; then only a decoder knows how many
/// pictures there are. This looks at packets, in their order, for such fields.
class FieldProbe {
 public:
  explicit FieldProbe(const AVStream& stream);

  /// False where the packet surely holds a whole picture.
  bool may_be_field(const AVPacket& packet);

 private:
  struct CloseParser {
    void operator()(AVCodecParserContext* parser) const { av_parser_close(parser); }
  };

  bool interlaced_;
  libav::Codec codec_;
  std::unique_ptr<AVCodecParserContext, CloseParser> parser_;  ///< null: there is none for this codec
};

}  // namespace solopose
