import Contracts
import League
import Pipeline

/// `systems/performance/{date}.json`: how each system did over a week, a month and the season, the date included.
struct PerformanceDocument: DocumentTable {
  static let name: TableName = "performance_document"
  static let kind = DocumentKind(
    schema: "performance", path: "systems/performance/{date}.json", maxAge: 3600, current: "systems/performance.json",
    currentMaxAge: 3600)
  let version = 2
  let purpose = "The document of how each system did over a week, a month and the season, the date included."
  let store: any DocumentStore
  /// The system that is marked as the published one.
  var primary = PublishedSystem.primary

  let past = History<SystemDay>()
  let day = SameDate<SystemDay>()
  var inputs: [any Input] { [past, day] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<DocumentRow> {
    let past = try view[past]
    let today = Dictionary(try view[day].map { ($0.system, $0) }) { first, _ in first }
    let systems = PublishedSystem.listed(past.entities + today.keys)
    guard !systems.isEmpty else { return .empty("no system has a graded prediction in the season") }
    let records = systems.map { system in
      Record(system: system, days: past.of(system.id) + [today[system.id]].compactMap { $0 }, date: date)
    }
    return try document(
      on: date, through: date, entries: systems.count,
      content: [
        .init("systems", .list(records) { $0.value(isPrimary: $0.system.id == primary) }),
        .init(
          "comparison",
          [
            "best_mae": best(records, \.season.meanError) { $0 < $1 },
            "best_win_rate": best(records, \.season.winRate, scale: 3) { $0 > $1 },
            "lowest_bias": best(records, \.season.meanBias) { abs($0) < abs($1) },
          ]),
      ])
  }

  /// The first of the systems that no other is better than.
  private func best(
    _ records: [Record], _ figure: KeyPath<Record, Double?>, scale: Int = 2, isBetter: (Double, Double) -> Bool
  ) -> DocumentValue {
    let known = records.compactMap { record in record[keyPath: figure].map { (record.system.id, $0) } }
    guard let best = known.min(by: { isBetter($0.1, $1.1) }) else { return .null }
    return ["system_id": .string(best.0), "value": .decimal(best.1, scale: scale)]
  }

  /// A system's season up to a date.
  struct Record {
    let system: PublishedSystem
    let season: SystemSums
    private let week: SystemSums
    private let month: SystemSums

    init(system: PublishedSystem, days: EntityRows<SystemDay>, date: GameDate) {
      self.system = system
      func sums(_ length: Int) -> SystemSums {
        days.reversed().prefix { $0.gameDate > date.adding(days: -length) }.reduce(into: SystemSums()) { $0 += $1.sums }
      }
      season = sums(400)
      month = sums(30)
      week = sums(7)
    }

    func value(isPrimary: Bool) -> DocumentValue {
      [
        "system_id": .string(system.id),
        "display_name": .string(system.name),
        "description": .string(system.description),
        "is_primary": .bool(isPrimary),
        "windows": ["last_7_days": window(week), "last_30_days": window(month), "season": window(season)],
        "breakdown": [
          "over_win_rate": .decimal(share(season.overWins, of: season.overWins + season.overLosses), scale: 3),
          "under_win_rate": .decimal(share(season.underWins, of: season.underWins + season.underLosses), scale: 3),
          "within_3_pct": .decimal(share(season.within3, of: season.graded), scale: 3),
          "within_5_pct": .decimal(share(season.within5, of: season.graded), scale: 3),
          "high_confidence_win_rate": .decimal(
            share(season.confidentWins, of: season.confidentWins + season.confidentLosses), scale: 3),
        ],
      ]
    }

    private func window(_ sums: SystemSums) -> DocumentValue {
      [
        "predictions": .integer(sums.predictions),
        "recommendations": .integer(sums.wins + sums.losses + sums.pushes),
        "correct": .integer(sums.wins),
        "incorrect": .integer(sums.losses),
        "push_count": .integer(sums.pushes),
        "win_rate": .decimal(sums.winRate, scale: 3),
        "mae": .decimal(sums.meanError, scale: 2),
        "bias": .decimal(sums.meanBias, scale: 2),
      ]
    }
  }
}
