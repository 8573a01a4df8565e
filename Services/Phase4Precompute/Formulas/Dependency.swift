/// Rows of another table of the phase that a row cannot do without.
enum Dependency {
  /// What a cell says that had to do without some of them; nil when all are there.
  ///
  /// - Parameter missing: whose rows are not there: team codes or players' names.
  static func shortcoming(_ table: String, missing: [String]) -> String? {
    guard !missing.isEmpty else { return nil }
    let named = missing.sorted().prefix(5).joined(separator: ", ")
    let rest = missing.count > 5 ? " and \(missing.count - 5) more" : ""
    return "\(FailureCategory.missingDependency.rawValue): \(table) has no row of \(named)\(rest)"
  }
}
