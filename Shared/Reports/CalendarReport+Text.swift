import Contracts
package import Ledger
import League

extension CalendarReport {
  /// The calendar as text: a line for each phase, a sign for each date, month beside month as far as the width allows.
  package func text(width: Int) -> String {
    guard !seasons.isEmpty else { return "No season is planned yet. Start with: backcourt backfill --season 2023-24" }
    return seasons.map { Self.text($0, width: width) }.joined(separator: "\n\n") + "\n\n" + Self.legend
  }

  private static let legend =
    CellState.allCases.map { "\($0.sign) \($0.rawValue)" }.joined(separator: "   ")
    + "\nA sign is a phase on a game date; of its tables, the one that asks most for attention."

  private static func text(_ season: SeasonCalendar, width: Int) -> String {
    var lines = ["\(season.season), \(season.dates.count) game dates"]
    let margin = 9
    var block: [Range<Int>] = []
    var used = margin
    func flush() {
      guard !block.isEmpty else { return }
      let titles = block.map { String("\(season.dates[$0.lowerBound])".prefix(7)).padded(to: $0.count) }
      lines.append((String(repeating: " ", count: margin) + titles.joined(separator: "  ")).trimmed)
      for row in season.phases {
        let signs = block.map { range in
          String(row.states[range].map(\.sign)).padded(to: 7)
        }
        lines.append((row.phase.rawValue.padded(to: margin) + signs.joined(separator: "  ")).trimmed)
      }
      (block, used) = ([], margin)
    }
    for month in months(of: season.dates) {
      let needed = max(month.count, 7) + 2
      if used + needed > max(width, 44) { flush() }
      block.append(month)
      used += needed
    }
    flush()
    return lines.joined(separator: "\n")
  }

  private static func months(of dates: [GameDate]) -> [Range<Int>] {
    var months: [Range<Int>] = []
    for index in dates.indices {
      if let last = months.last, "\(dates[last.lowerBound])".prefix(7) == "\(dates[index])".prefix(7) {
        months[months.count - 1] = last.lowerBound..<(index + 1)
      } else {
        months.append(index..<(index + 1))
      }
    }
    return months
  }
}

extension CellState {
  /// The state in one sign.
  package var sign: Character {
    switch self {
    case .expected: "."
    case .waiting: "w"
    case .running: ">"
    case .complete: "#"
    case .degraded: "d"
    case .emptyOK: "e"
    case .skipped: "s"
    case .failed: "X"
    }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }

  fileprivate var trimmed: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
