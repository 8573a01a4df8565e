import Contracts
import Ledger
import League

/// What a runner has found out and done so far for one request.
struct DateWork: Sendable {
  let request: DateRequested
  let traceparent: String
  let owner: String
  let season: Season
  /// The partition worked on: the request's date, or the season's partition date.
  let date: GameDate
  let terms: Evaluator.Terms
  var outcomes: [TableOutcome] = []
  var obstacle: Obstacle?
  var note: String?

  /// What keeps a date from being finished.
  struct Obstacle: Sendable {
    var cell: CellKey?
    var dueAt: Int64?
    var attempt: Int
    var reason: String
  }

  /// Whether a cell is computed whatever it holds: a run that forces does so once, however often the date comes.
  func forces(_ cell: Cell?) -> Bool {
    request.force && !(cell?.isSettled == true && cell?.runID == request.runID)
  }

  var hasFailed: Bool { outcomes.contains { $0.status == .failed } }
}
