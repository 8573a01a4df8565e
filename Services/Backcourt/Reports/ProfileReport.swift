import Contracts
import League
import Pipeline
import Reports
import Warehouse

/// What a table's rows hold, beside what is declared of them: its columns, and its promises over dates, months and seasons.
struct ProfileReport: Encodable, Sendable {
  var table: TableName
  var phase: Phase
  var seasons: [Season]
  var dates: Int
  var rows: Int
  var columns: [ColumnProfile]
  var promises: [Promise]

  /// A check with what was found over all its periods.
  struct Promise: Encodable, Sendable {
    var check: QualityCheck
    var words: String
    var kept = 0
    var notJudged = 0
    /// Least and greatest measure; nil when nothing was judged.
    var least: Double?
    var greatest: Double?
    var broken: [Broken] = []
  }

  /// A period in which a promise was broken.
  struct Broken: Encodable, Sendable {
    var period: String
    var found: String
  }

  static func make(
    _ world: World, table: TableInfo, selection: DateSelection, warehouse: any Warehouse
  ) async throws -> ProfileReport {
    try await warehouse.read { reader in
      let stored = try reader.all("SELECT DISTINCT game_date FROM \(table.name) ORDER BY game_date") { row in
        row.text(0).flatMap { GameDate($0[...]) }
      }
      let dates = stored.compactMap { $0 }.filter { selection.contains($0, of: Season(nominal: $0)) }
      var columns = table.schema.columns.map(ColumnProfile.init)
      let review = try PromiseReview.make(
        of: table, on: dates, over: QualityCheck.Scope.allCases, mirror: world.mirror, in: reader
      ) { values in
        for index in columns.indices {
          columns[index].add(values[index])
        }
      }
      return ProfileReport(
        table: table.name, phase: table.phase, seasons: Set(dates.map { Season(nominal: $0) }).sorted(),
        dates: dates.count, rows: columns.first?.rows ?? 0, columns: columns,
        promises: table.quality.map { Promise($0, in: review) })
    }
  }

  /// Whether every value is as declared, and every promise kept without which rows are not written.
  var isGood: Bool {
    columns.allSatisfy(\.breaches.isEmpty)
      && promises.allSatisfy { $0.broken.isEmpty || $0.check.consequence == .degrade }
  }

  var text: String {
    guard rows > 0 else { return "\(table) has no rows on the selected dates." }
    var parts = [
      "\(table) (\(phase.rawValue)): \(rows) rows on \(dates) dates of \(seasons.map(\.label).joined(separator: ", "))"
    ]
    parts.append(columnText)
    if !promises.isEmpty { parts.append(promiseText) }
    let broken = promises.flatMap { promise in
      promise.broken.map { "  \($0.period)  \(promise.check.consequence.rawValue)  \($0.found)" }
    }
    if !broken.isEmpty {
      let shown = broken.prefix(Self.shown)
      let rest = broken.count - shown.count
      parts.append(
        "Broken:\n" + shown.joined(separator: "\n") + (rest > 0 ? "\n  and \(rest) more; --json has them all" : ""))
    }
    return parts.joined(separator: "\n\n")
  }

  /// Broken periods that are shown to people.
  private static let shown = 20

  private var columnText: String {
    var lines = TextTable(columns: [
      .left("column"), .left("type"), .right("null"), .left("may be"), .right("min"), .right("max"), .left("declared"),
      .right("mean"), .right("distinct"), .left(""),
    ])
    for column in columns {
      lines.add([
        column.column.name, column.column.typeName, QualityCheck.measured(percent: column.nullRate),
        column.column.isNullable ? "null" : "", Self.text(column.minimum), Self.text(column.maximum),
        column.column.rangeText, Self.text(column.mean), "\(column.distinct)",
        column.breaches.isEmpty ? "" : "BROKEN: " + column.breaches.joined(separator: ", "),
      ])
    }
    return lines.text
  }

  private var promiseText: String {
    var lines = TextTable(columns: [
      .left("promise"), .left("over"), .right("kept"), .right("broken"), .right("not judged"), .left("measured"),
      .left("otherwise"),
    ])
    for promise in promises {
      let measured = [promise.least, promise.greatest].compactMap { $0 }.map { Self.text($0) }
      lines.add([
        promise.words, "a \(promise.check.over.rawValue)", "\(promise.kept)", "\(promise.broken.count)",
        "\(promise.notJudged)", measured.joined(separator: " to "), promise.check.consequence.rawValue,
      ])
    }
    return lines.text
  }

  private static func text(_ number: Double?) -> String {
    number.map { QualityCheck.text($0.rounded(scale: 4)) } ?? ""
  }
}

extension ProfileReport.Promise {
  fileprivate init(_ check: QualityCheck, in review: PromiseReview) {
    self.init(check: check, words: check.description)
    for found in review.findings where found.finding.check == check {
      switch found.finding.verdict {
      case .kept: kept += 1
      case .notJudged: notJudged += 1
      case .broken:
        broken.append(ProfileReport.Broken(period: found.period, found: found.finding.text))
      }
      if found.finding.verdict != .notJudged, let measured = found.finding.measured {
        least = min(least ?? measured, measured)
        greatest = max(greatest ?? measured, measured)
      }
    }
  }
}
