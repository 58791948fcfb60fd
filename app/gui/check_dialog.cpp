#include "app/gui/check_dialog.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStringList>
#include <QVBoxLayout>

#include "widgets/theme/shown_text.h"

namespace solopose {
namespace {

struct CheckText {
  Q_DECLARE_TR_FUNCTIONS(solopose::CheckText)
};

QString verdict(const CheckReport& report) {
  const auto damage = std::ranges::count(report.findings, CheckFinding::Kind::damage, &CheckFinding::kind);
  return damage == 0 ? CheckText::tr("The project is whole")
                     : CheckText::tr("%Ln thing(s) are damaged", nullptr, static_cast<int>(damage));
}

QString extent(const CheckReport& report) {
  return CheckText::tr("%Ln sequence(s)", nullptr, static_cast<int>(report.sequences)) +
         QStringLiteral(", ") +
         CheckText::tr("%Ln pose file(s) read whole (%1)", nullptr, static_cast<int>(report.pose_files))
             .arg(QLocale().formattedDataSize(static_cast<qint64>(report.pose_bytes)));
}

QString paragraph(const CheckFinding& finding) {
  const QString kind =
      finding.kind == CheckFinding::Kind::damage ? CheckText::tr("Damaged") : CheckText::tr("Note");
  QString text = QStringLiteral("%1: %2\n%3")
                     .arg(kind, shown_name(finding.where), shown_text(QString::fromStdString(finding.what)));
  if (!finding.advice.empty())
    text += QStringLiteral("\n→ ") + shown_text(QString::fromStdString(finding.advice));
  return text;
}

}  // namespace

QString CheckDialog::details(const CheckReport& report) {
  QStringList paragraphs{extent(report)};
  for (const auto kind : {CheckFinding::Kind::damage, CheckFinding::Kind::note}) {
    for (const CheckFinding& finding : report.findings)
      if (finding.kind == kind) paragraphs += paragraph(finding);
  }
  return paragraphs.join(QStringLiteral("\n\n"));
}

CheckDialog::CheckDialog(const CheckReport& report, QWidget* parent) : QDialog(parent) {
  setObjectName(QStringLiteral("check"));
  setWindowTitle(tr("Check of the project"));
  resize(680, 400);
  auto* heading = new QLabel(verdict(report), this);
  heading->setObjectName(QStringLiteral("verdict"));
  heading->setProperty("role", report.whole() ? "heading" : "attention");
  auto* details = new QPlainTextEdit(CheckDialog::details(report), this);
  details->setReadOnly(true);
  details->setAccessibleName(windowTitle());
  auto* copy = new QPushButton(tr("Copy"), this);
  auto* close = new QPushButton(tr("Close"), this);
  close->setDefault(true);
  connect(copy, &QPushButton::clicked, this, [heading, details] {
    QGuiApplication::clipboard()->setText(heading->text() + QLatin1Char('\n') + details->toPlainText());
  });
  connect(close, &QPushButton::clicked, this, &QDialog::accept);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(copy);
  buttons->addStretch();
  buttons->addWidget(close);
  auto* layout = new QVBoxLayout(this);
  layout->setSpacing(12);
  layout->addWidget(heading);
  layout->addWidget(details, 1);
  layout->addLayout(buttons);
}

}  // namespace solopose
