public import Contracts
import Ledger

/// What a table reads of another: which rows, relative to the date D at hand.
public struct Read: Hashable, Sendable, Codable {
  /// The table that is read; for a fetched input, the name under which it is fetched.
  public var table: TableName
  /// Which of its rows.
  public var scope: Scope

  /// Which rows of a table a read covers.
  public enum Scope: Hashable, Sendable, Codable {
    /// The rows of D itself. Ready when that cell is settled.
    case sameDate
    /// The rows of every game date before D: of D's season, and of `seasons - 1` seasons before it. Ready when each of
    /// these cells is settled.
    case history(seasons: Int)
    /// The rows of a weekly table that serve the week of D. Ready when that cell is settled.
    case snapshot(Snapshot)
    /// The partition of D's season as a whole.
    case season
    /// Something outside the warehouse.
    case fetched
  }

  /// Which snapshot of a weekly table serves a week. Either way it knows nothing of the week itself.
  public enum Snapshot: String, Hashable, Sendable, Codable {
    /// The one made at the opening of D's own week, of a table with ``Cadence/weekOpening`` or
    /// ``Cadence/fourthWeekOpening``.
    case thisWeek
    /// The one made at the close of the last week before D's, of a table with ``Cadence/weekClosing``. In a season's first
    /// week it is the last one of the latest of the two seasons before.
    case lastWeek

    /// How a table may be kept to be read so.
    public var cadences: [Cadence] {
      switch self {
      case .thisWeek: [.weekOpening, .fourthWeekOpening]
      case .lastWeek: [.weekClosing]
      }
    }
  }

  /// A read.
  public init(_ table: TableName, _ scope: Scope) {
    self.table = table
    self.scope = scope
  }
}

extension Read.Scope {
  /// Whether the cell that is read may be of D itself, so that it must be computed first.
  var mayMeanTheSameDate: Bool {
    switch self {
    case .sameDate, .season, .snapshot(.thisWeek): true
    case .history, .fetched, .snapshot(.lastWeek): false
    }
  }

  /// How many seasons, from the one of a changed date on, a change can reach on later dates; nil when it reaches none.
  var reachInSeasons: Int? {
    switch self {
    case .history(let seasons): seasons
    case .snapshot(.thisWeek): 1
    case .snapshot(.lastWeek): GridMirror.seasonsOfSnapshots
    case .sameDate, .season, .fetched: nil
    }
  }
}
