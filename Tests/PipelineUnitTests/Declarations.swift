import Contracts
import League
import TestKit
import Warehouse

@testable import Pipeline

extension TableInfo {
  /// A declaration without code: what the evaluator and the planner work on.
  static func declared(
    _ name: TableName, _ phase: Phase = .analytics, version: Int = 1, reads: [Read] = [], passesSkipOn: Bool = true,
    cadence: Cadence = .everyDate, bootstrap: BootstrapPolicy = .process, expected: ExpectedRows = .unstated
  ) throws -> TableInfo {
    var info = try AnyTable(FeedPoints(Feed()), phase: phase).info
    info.name = name
    info.version = version
    info.reads = reads.map { DeclaredRead(read: $0, passesSkipOn: passesSkipOn, columns: nil) }
    info.cadence = cadence
    info.bootstrap = bootstrap
    info.expected = expected
    return info
  }
}
