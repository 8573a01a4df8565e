public import Contracts
import League
import Warehouse

/// A table of any row type, as the runner holds it.
public struct AnyTable: Sendable {
  /// The declaration.
  public let info: TableInfo
  /// What each partition is held against before it is written; nil when the table promises nothing of a date.
  let checks: QualityTally?
  /// Inputs from outside the warehouse.
  let fetches: [any FetchableInput]
  /// The partitions of a date (one) or of a season (many), by date.
  let compute: @Sendable (GameDate, Season, any InputLoader) async throws -> [GameDate: any ComputedPartition]

  /// A table of a phase.
  ///
  /// - Throws: ``Warehouse/WarehouseError/badDeclaration(_:)`` when its columns contradict each other.
  public init<T: Table>(_ table: T, phase: Phase) throws {
    info = try TableInfo(table, phase: phase)
    checks = info.checksOfDates
    fetches = table.inputs.compactMap { $0 as? any FetchableInput }
    let schema = info.schema
    compute = { date, season, loader in
      let view = try await AsOfView(date: date, season: season, inputs: table.inputs, loader: loader)
      let partition = try table.rows(for: date, from: view)
      return [date: try Computed(partition, schema: schema, date: date) { try table.publish($0, on: date) }]
    }
  }

  /// A season table of a phase.
  public init<T: SeasonTable>(_ table: T, phase: Phase) throws {
    info = try TableInfo(table, phase: phase)
    checks = info.checksOfDates
    fetches = table.inputs.compactMap { $0 as? any FetchableInput }
    let schema = info.schema
    compute = { date, season, loader in
      let view = try await AsOfView(date: date, season: season, inputs: table.inputs, loader: loader)
      var computed: [GameDate: any ComputedPartition] = [:]
      for (date, partition) in try table.partitions(of: season, from: view) {
        computed[date] = try Computed(partition, schema: schema, date: date) { _ in }
      }
      return computed
    }
  }
}

extension TableInfo {
  fileprivate var checksOfDates: QualityTally? {
    let checks = quality.filter { $0.over == .date }
    return checks.isEmpty ? nil : QualityTally(checks, of: schema)
  }
}

extension AsOfView {
  fileprivate init(date: GameDate, season: Season, inputs: [any Input], loader: any InputLoader) async throws {
    var contents: [Key: any Sendable] = [:]
    func add<I: Input>(_ input: I) async throws {
      contents[Key(input)] = try await input.load(from: loader, asOf: date, season: season)
    }
    for input in inputs {
      try await add(input)
    }
    self.init(date: date, season: season, contents: contents)
  }
}

/// A fetched input of any content.
protocol FetchableInput: Input {
  func fetchAny(_ date: GameDate) async throws -> (content: any Sendable, digest: String)
}

extension Fetched: FetchableInput {
  func fetchAny(_ date: GameDate) async throws -> (content: any Sendable, digest: String) {
    let result = try await fetch(date)
    return (result.content, result.digest)
  }
}
