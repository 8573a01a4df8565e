public import Contracts
import Ledger
public import League
public import Warehouse

/// A machine-checked condition between stages. It refuses by default; an override needs a reason and is recorded.
public enum Gate: String, Hashable, Sendable, Codable, CaseIterable {
  /// Before the start: schedules are known, every cell is planned.
  case g0
  /// After phase 3: every table covers every date, and points agree with the official scores.
  case g1
  /// After phase 4: every table has rows on exactly the dates that are not bootstrap dates.
  case g2
  /// After phase 6: predictions, grades and documents are settled on every date.
  case g3

  /// The gate that follows a phase; nil when none does.
  public init?(after phase: Phase) {
    switch phase {
    case .analytics: self = .g1
    case .precompute: self = .g2
    case .publish: self = .g3
    default: return nil
    }
  }

  /// The phase it follows; G0 comes before the first.
  public var phase: Phase {
    switch self {
    case .g0: .scrape
    case .g1: .analytics
    case .g2: .precompute
    case .g3: .publish
    }
  }

  /// Whether the gate answers for the tables of a phase.
  public func concerns(_ phase: Phase) -> Bool {
    switch self {
    case .g0: true
    case .g1: phase == .analytics
    case .g2: phase == .precompute
    case .g3: [.predict, .grade, .publish].contains(phase)
    }
  }

  /// Asks every check of the gate over some dates, of the ledger as it stands and of the rows.
  public func check(dates: [GameDate], catalog: [TableInfo], reader: any WarehouseReader) throws -> [GateResult] {
    try check(dates: dates, of: catalog.map(TableHeading.init), reader: reader)
  }

  /// The same of declarations of which no more than the heading is known.
  public func check(dates: [GameDate], of catalog: [TableHeading], reader: any WarehouseReader) throws -> [GateResult] {
    let tables = catalog.filter { $0.grain == .gameDate }
    switch self {
    case .g0:
      return [try covers("every cell is planned", tables, dates, reader) { _, _ in true }]
    case .g1:
      let own = tables.filter { $0.phase == .analytics }
      return [try covers("phase 3 covers every date", own, dates, reader) { state, _ in state.isSettled }]
        + (try PointsCheck.results(gate: self, tables: Set(tables.map(\.name)), dates: dates, reader: reader))
    case .g2:
      let own = tables.filter { $0.phase == .precompute }
      return [
        try covers("phase 4 has rows on every date but bootstrap dates", own, dates, reader) { state, rows in
          state == .skipped || (state.isSettled && rows > 0)
        }
      ]
    case .g3:
      let own = tables.filter { [.predict, .grade, .publish].contains($0.phase) }
      return [
        try covers("predictions, grades and documents are settled", own, dates, reader) { state, _ in state.isSettled }
      ]
    }
  }

  /// Whether each table has a good cell on each date, by its state and rows.
  private func covers(
    _ name: String, _ tables: [TableHeading], _ dates: [GameDate], _ reader: any WarehouseReader,
    _ isGood: (CellState, Int) -> Bool
  ) throws -> GateResult {
    var missing: [String] = []
    for table in tables {
      var good: Set<GameDate> = []
      try reader.select(
        "SELECT game_date, state, rows FROM output_grid WHERE table_name = ?", [.text(table.name.text)]
      ) { row in
        guard let date = row.text(0).flatMap({ GameDate($0[...]) }),
          let state = row.text(1).flatMap(CellState.init(rawValue:))
        else { throw WarehouseError.undecodable(table: "output_grid", column: "game_date, state") }
        if isGood(state, row.int(2) ?? 0) { good.insert(date) }
      }
      missing += dates.filter { !good.contains($0) }.map { "\(table.name) \($0)" }
    }
    let total = tables.count * dates.count
    return GateResult(
      gate: self, name: name, passed: missing.isEmpty && !tables.isEmpty,
      detail: missing.isEmpty
        ? "\(total) of \(total) cells"
        : "\(missing.count) of \(total) cells are missing: \(missing.joined(separator: ", "))")
  }
}

/// What a check of a gate found.
public struct GateResult: Hashable, Sendable, Codable {
  /// The gate.
  public var gate: Gate
  /// What is checked.
  public var name: String
  /// Whether it holds.
  public var passed: Bool
  /// Figures, and every name that is missing.
  public var detail: String

  /// A result.
  public init(gate: Gate, name: String, passed: Bool, detail: String) {
    self.gate = gate
    self.name = name
    self.passed = passed
    self.detail = detail
  }
}
