#include "widgets/inspector/facts.h"

#include <array>
#include <cmath>

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include "widgets/theme/shown_text.h"

namespace solopose {
namespace {

class Texts {
  Q_DECLARE_TR_FUNCTIONS(solopose::Facts)
 public:
  static QString unknown() { return tr("unknown"); }
  static QString text(const std::string& value) { return value.empty() ? unknown() : shown_name(value); }
  static QString millimetres(double value) { return tr("%1 mm").arg(QLocale().toString(value, 'f', 1)); }

  static QString duration(const SequenceRecord& record) {
    if (record.frames_per_second <= 0) return unknown();
    const double seconds = static_cast<double>(record.frames) / record.frames_per_second;
    return tr("%1 s").arg(QLocale().toString(seconds, 'f', 2));
  }

  static QString rate(const SequenceRecord& record) {
    if (record.frames_per_second <= 0) return unknown();
    return tr("%1 frames/s").arg(QLocale().toString(record.frames_per_second, 'g', 5));
  }

  static QString joints(const SequenceRecord& record) {
    if (record.joints == nullptr) return unknown();
    return tr("%1, %Ln joint(s)", nullptr, record.joints->size()).arg(shown_name(record.joints->name));
  }

  /// An axis by name where it is one, else the numbers.
  static QString up(const SequenceRecord& record) {
    if (!record.up) return tr("not told by the file");
    constexpr std::array names{"x", "y", "z"};
    for (int axis = 0; axis < 3; ++axis) {
      if (std::abs(std::abs((*record.up)[axis]) - 1) < 1e-6) {
        const QString name = QLatin1String(names[static_cast<std::size_t>(axis)]);
        return (*record.up)[axis] > 0 ? QLatin1Char('+') + name : QChar(0x2212) + name;
      }
    }
    QStringList numbers;
    for (int axis = 0; axis < 3; ++axis) {
      const double rounded = std::round((*record.up)[axis] * 1000) / 1000 + 0.0;  // no "-0.000"
      numbers << QLocale().toString(rounded, 'f', 3);
    }
    return numbers.join(QStringLiteral(", "));
  }

  static QString cameraText(const Camera& camera) {
    QStringList parts;
    if (!camera.name.empty()) parts << shown_name(camera.name);
    if (camera.width > 0 && camera.height > 0) parts << tr("%1 × %2 px").arg(camera.width).arg(camera.height);
    const QLocale locale;
    const double x = camera.intrinsics(0, 0);
    const double y = camera.intrinsics(1, 1);
    if (x > 1) {  // the identity stands for "not calibrated"
      parts << (std::abs(x - y) < 0.05 ? tr("focal length %1 px").arg(locale.toString(x, 'f', 1))
                                       : tr("focal lengths %1, %2 px")
                                             .arg(locale.toString(x, 'f', 1), locale.toString(y, 'f', 1)));
    }
    return parts.join(QStringLiteral(", "));
  }

  static QString cameras(const SequenceRecord& record) {
    if (record.cameras.empty()) return tr("none");
    const QString first = cameraText(record.cameras.front());
    if (record.cameras.size() == 1) return first;
    return tr("%Ln camera(s), first: %1", nullptr, static_cast<int>(record.cameras.size())).arg(first);
  }

  static QString keyFrame(const SequenceRecord& record, const SequenceAlignment* aligned) {
    if (aligned == nullptr && !record.key_frame_override) return tr("not aligned yet");
    const qint64 frame = aligned != nullptr ? aligned->key_frame : *record.key_frame_override;
    if (frame < 0) return tr("none, no frame has shoulders and pelvis");
    const QString number = QLocale().toString(frame);
    return record.key_frame_override == frame ? tr("%1, chosen by hand").arg(number) : number;
  }

  static QString residual(const SequenceAlignment* aligned) {
    return aligned == nullptr || aligned->key_frame < 0 ? QStringLiteral("–")
                                                        : millimetres(aligned->residual_mm);
  }

  static QString independent(const DatasetRecord& dataset) {
    return dataset.independent_test ? tr("%1 (independent test)").arg(text(dataset.name))
                                    : text(dataset.name);
  }

  static void origin(const Catalog& catalog, const SequenceRecord& record, std::vector<Fact>& facts) {
    const DatasetRecord* dataset = catalog.dataset(record.dataset);
    facts.push_back({tr("Sequence"), {}, true});
    facts.push_back({tr("Name"), text(record.name)});
    facts.push_back({tr("Dataset"), dataset == nullptr ? unknown() : independent(*dataset)});
    facts.push_back({tr("Subject"), text(record.subject)});
    if (!record.action.empty()) facts.push_back({tr("Action"), text(record.action)});
    facts.push_back({tr("Take"), text(record.take)});
    facts.push_back({tr("View"), text(record.view)});
    facts.push_back({tr("Source file"), text(record.source)});
  }

  static void recording(const SequenceRecord& record, std::vector<Fact>& facts) {
    facts.push_back({tr("Recording"), {}, true});
    facts.push_back({tr("Frames"), QLocale().toString(static_cast<qlonglong>(record.frames))});
    facts.push_back({tr("Duration"), duration(record)});
    facts.push_back({tr("Frame rate"), rate(record)});
    facts.push_back({tr("Joint set"), joints(record)});
    facts.push_back({tr("Coordinates"), record.frame == CoordinateFrame::world ? tr("world") : tr("camera")});
    facts.push_back({tr("Up axis"), up(record)});
    facts.push_back({tr("Camera"), cameras(record)});
  }

  static void alignment(const Catalog& catalog, const SequenceRecord& record, std::vector<Fact>& facts) {
    const SequenceAlignment* aligned = catalog.alignment ? catalog.alignment->of(record.id) : nullptr;
    facts.push_back({tr("Alignment"), {}, true});
    facts.push_back({tr("Key frame"), keyFrame(record, aligned)});
    facts.push_back({tr("Residual"), residual(aligned)});
    if (!catalog.alignment) return;
    facts.push_back({tr("Mean shoulders (Ms)"), millimetres(catalog.alignment->shoulder_width_mm)});
    facts.push_back({tr("Mean torso (Msp)"), millimetres(catalog.alignment->torso_length_mm)});
  }
};

}  // namespace

std::vector<Fact> facts_of(const Catalog& catalog, const SequenceRecord& record) {
  std::vector<Fact> facts;
  Texts::origin(catalog, record, facts);
  Texts::recording(record, facts);
  Texts::alignment(catalog, record, facts);
  return facts;
}

}  // namespace solopose
