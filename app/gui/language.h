#pragma once

#include <memory>
#include <vector>

#include <QObject>
#include <QString>

class QTranslator;

namespace solopose {

/// The language of the window, switchable at run time: every widget gets a QEvent::LanguageChange.
class Language : public QObject {
  Q_OBJECT
 public:
  struct Choice {
    QString code;  ///< "de"
    QString name;  ///< in that language: "Deutsch"
  };
  static const std::vector<Choice>& choices();

  explicit Language(QObject* parent = nullptr);
  ~Language() override;

  /// The user's choice, or the desktop's language where the studio has it, or English.
  static QString preferred();
  /// Install a language. An unknown code means English.
  void use(const QString& code);
  /// The same, as the user's choice: it stays, whatever the desktop's language becomes.
  void choose(const QString& code);
  QString current() const { return current_; }

 private:
  QString current_;
  std::unique_ptr<QTranslator> studio_;
  std::unique_ptr<QTranslator> qt_;  ///< Qt's own texts: file dialogs, standard buttons
};

}  // namespace solopose
