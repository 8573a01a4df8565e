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
    return try document(on: date, through: date, entries: systems.count) { json in
      json.objects("systems", records) { $1.write(isPrimary: $1.system.id == primary, to: &$0) }
      json.object("comparison") { json in
        write("best_mae", best(records, \.season.meanError) { $0 < $1 }, scale: 2, to: &json)
        write("best_win_rate", best(records, \.season.winRate) { $0 > $1 }, scale: 3, to: &json)
        write("lowest_bias", best(records, \.season.meanBias) { abs($0) < abs($1) }, scale: 2, to: &json)
      }
    }
  }

  /// The first of the systems that no other is better than.
  private func best(
    _ records: [Record], _ figure: KeyPath<Record, Double?>, isBetter: (Double, Double) -> Bool
  ) -> (system: String, value: Double)? {
    records.compactMap { record in record[keyPath: figure].map { (record.system.id, $0) } }
      .min { isBetter($0.1, $1.1) }
  }

  private func write(
    _ name: StaticString, _ best: (system: String, value: Double)?, scale: Int, to json: inout JSONText
  ) {
    json.object(name, of: best) { json, best in
      json.field("system_id", best.system)
      json.field("value", best.value, scale: scale)
    }
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

    func write(isPrimary: Bool, to json: inout JSONText) {
      json.field("system_id", system.id)
      json.field("display_name", system.name)
      json.field("description", system.description)
      json.field("is_primary", isPrimary)
      json.object("windows") { json in
        json.object("last_7_days", week.writeWindow)
        json.object("last_30_days", month.writeWindow)
        json.object("season", season.writeWindow)
      }
      json.object("breakdown") { json in
        json.field("over_win_rate", share(season.overWins, of: season.overWins + season.overLosses), scale: 3)
        json.field("under_win_rate", share(season.underWins, of: season.underWins + season.underLosses), scale: 3)
        json.field("within_3_pct", share(season.within3, of: season.graded), scale: 3)
        json.field("within_5_pct", share(season.within5, of: season.graded), scale: 3)
        json.field(
          "high_confidence_win_rate",
          share(season.confidentWins, of: season.confidentWins + season.confidentLosses), scale: 3)
      }
    }
  }
}

extension SystemSums {
  fileprivate func writeWindow(_ json: inout JSONText) {
    json.field("predictions", predictions)
    json.field("recommendations", wins + losses + pushes)
    json.field("correct", wins)
    json.field("incorrect", losses)
    json.field("push_count", pushes)
    json.field("win_rate", winRate, scale: 3)
    json.field("mae", meanError, scale: 2)
    json.field("bias", meanBias, scale: 2)
  }
}
