import Contracts
import Pipeline
import Reports

extension World {
  /// The table of a name.
  ///
  /// - Throws: ``CommandOutcome`` with the nearest name there is.
  func table(named name: String) throws -> TableInfo {
    if let table = catalog.first(where: { $0.name.text == name }) { return table }
    guard !catalog.isEmpty else {
      throw CommandOutcome(
        code: CommandOutcome.usage, message: "there is no table '\(name)': no service has registered its tables yet")
    }
    let meant = catalog.map(\.name.text).nearest(to: name).map { "did you mean \($0)? " } ?? ""
    throw CommandOutcome(
      code: CommandOutcome.usage, message: "there is no table '\(name)'; \(meant)`backcourt tables` lists them")
  }
}
