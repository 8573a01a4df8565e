import League
import Warehouse

/// One check's measure of the rows seen so far.
struct QualityMeasure: Sendable {
  private let check: QualityCheck
  /// Where the check's columns stand in the values of a row.
  private let slots: [Int]
  private let condition: Int?
  private var seen = 0
  private var rows = 0
  private var hits = 0
  private var total = 0.0
  private var values: Set<SQLValue> = []

  init(_ check: QualityCheck, slots: [Int], condition: Int?) {
    self.check = check
    self.slots = slots
    self.condition = condition
  }

  mutating func add(_ row: [SQLValue]) {
    if let condition, row[condition] == .null { return }
    seen += 1
    if let condition, row[condition] != .integer(1) { return }
    switch check.kind {
    case .nulls:
      rows += 1
      hits += row[slots[0]] == .null ? 1 : 0
    case .share:
      guard row[slots[0]] != .null else { return }
      rows += 1
      hits += row[slots[0]] == .integer(1) ? 1 : 0
    case .mean:
      guard let number = row[slots[0]].number else { return }
      rows += 1
      total += number
    case .varies:
      guard row[slots[0]] != .null else { return }
      rows += 1
      if values.count < 2 { values.insert(row[slots[0]]) }
    case .distinct:
      guard row[slots[0]] != .null else { return }
      rows += 1
      values.insert(row[slots[0]])
    case .sum(_, let range):
      guard let sum = sum(of: slots[...], in: row) else { return }
      rows += 1
      hits += sum < range.lowerBound - Self.slack || sum > range.upperBound + Self.slack ? 1 : 0
    case .total:
      guard let sum = sum(of: slots.dropLast(), in: row), let whole = slots.last.flatMap({ row[$0].number }) else {
        return
      }
      rows += 1
      hits += abs(sum - whole) > Self.slack ? 1 : 0
    case .rowsPerGame:
      rows += 1
    }
  }

  /// What binary fractions may be off by in a sum of decimal ones.
  private static let slack = 1e-9

  private func sum(of slots: ArraySlice<Int>, in row: [SQLValue]) -> Double? {
    var sum = 0.0
    for slot in slots {
      guard let number = row[slot].number else { return nil }
      sum += number
    }
    return sum
  }

  // MARK: Judging

  func finding(games: Int?) -> QualityFinding {
    var finding = QualityFinding(check: check, rows: rows, measured: nil, verdict: .notJudged, text: "")
    // A row count is about the rows that are missing too: it is judged wherever a row tells whether it is to be counted.
    let judged = check.kind.isRowCount ? seen : rows
    guard judged >= check.fromRows else {
      finding.text = "\(judged) rows\(check.condition) are too few to judge"
      return finding
    }
    let among = "\(rows) rows\(check.condition)"
    let share = rows > 0 ? Double(hits) / Double(rows) : 0
    var isKept: Bool
    switch check.kind {
    case .nulls(let column, let most):
      isKept = share <= most
      finding.measured = share
      finding.text =
        "\(column) is null in \(hits) of \(among) "
        + "(\(QualityCheck.measured(percent: share)), at most \(QualityCheck.percent(most)))"
    case .share(let column, let range):
      isKept = range.contains(share)
      finding.measured = share
      finding.text =
        "\(column) is true in \(hits) of \(among) "
        + "(\(QualityCheck.measured(percent: share)), expected \(QualityCheck.percent(range)))"
    case .mean(let column, let range):
      let mean = total / Double(rows)
      isKept = range.contains(mean)
      finding.measured = mean
      finding.text =
        "the mean of \(column) is \(mean.rounded(scale: 3)) in \(among) (expected \(QualityCheck.text(range)))"
    case .varies(let column):
      isKept = values.count > 1
      finding.measured = Double(values.count)
      finding.text =
        isKept ? "\(column) varies in \(among)" : "\(column) is \(values.first?.text ?? "the same") in all \(among)"
    case .distinct(let column, let range):
      isKept = range.contains(values.count)
      finding.measured = Double(values.count)
      finding.text =
        "\(column) has \(values.count) different values in \(among) "
        + "(expected \(range.lowerBound) to \(range.upperBound))"
    case .sum(let columns, let range):
      isKept = hits == 0
      finding.measured = 1 - share
      finding.text =
        "\(columns.joined(separator: " + ")) is outside \(QualityCheck.text(range)) in \(hits) of \(among)"
    case .total(let columns, let whole):
      isKept = hits == 0
      finding.measured = 1 - share
      finding.text = "\(columns.joined(separator: " + ")) is not \(whole) in \(hits) of \(among)"
    case .rowsPerGame(let range):
      guard let games, games > 0 else {
        finding.text = "the schedule has no games to hold \(among) against"
        return finding
      }
      let ratio = Double(rows) / Double(games)
      isKept = range.contains(ratio)
      finding.measured = ratio
      finding.text =
        "\(among) for \(games) \(games == 1 ? "game" : "games") are \(ratio.rounded(scale: 2)) a game "
        + "(expected \(QualityCheck.text(range)))"
    }
    finding.verdict = isKept ? .kept : .broken
    return finding
  }
}

extension SQLValue {
  /// The value as a number, where it is one.
  fileprivate var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .real(let value): value
    case .null, .text: nil
    }
  }

  fileprivate var text: String {
    switch self {
    case .null: "null"
    case .integer(let value): "\(value)"
    case .real(let value): QualityCheck.text(value)
    case .text(let value): "'\(value)'"
    }
  }
}
