#pragma once

#include <map>
#include <string>
#include <vector>

#include <QString>
#include <QStringList>

namespace solopose {

struct Catalog;

/// What tells a project's sequences apart: their names without the parts between slashes that are the same in
/// all of them, or in all of their dataset's, and without repeating a part. "walk/unknown/take1/world" and
/// "walk/unknown/take2/world" are "take1" and "take2"; beside another dataset "walk/take1" and "walk/take2".
class SequenceNames {
 public:
  SequenceNames() = default;
  explicit SequenceNames(const Catalog& catalog);

  /// The whole name where nothing would be left. @param name of one of the catalog's sequences.
  QString brief(const std::string& name) const;

 private:
  /// Which parts are the same in some names, by their place.
  class SharedParts {
   public:
    void add(const QStringList& parts);
    bool has(qsizetype at, qsizetype count) const;  ///< of a name of so many parts

   private:
    QStringList first_;  ///< of the names
    int names_ = 0;
    std::vector<bool> from_front_;
    std::vector<bool> from_back_;
  };
  SharedParts shared_;
  std::map<QString, SharedParts> shared_in_;  ///< a dataset
};

}  // namespace solopose
