public import Contracts
public import League
import Warehouse

/// A row of the output grid: what the ledger knows of one cell.
public struct Cell: Hashable, Sendable {
  /// Table and date.
  public var key: CellKey
  /// The season of the date.
  public var season: Season
  /// The phase that owns the table.
  public var phase: Phase
  /// State, lease and tokens.
  public var life: CellLife
  /// Why it is as it is, where that is not plain.
  public var reason: String?
  /// Rows in the store.
  public var rows: Int
  /// Rows expected, where known.
  public var expectedRows: Int?
  /// Digest of the inputs that the rows were computed from.
  public var inputVersion: String?
  /// Digest of the rows.
  public var outputDigest: String?
  /// Version of the code that computed them.
  public var codeVersion: String?
  /// The run that last worked on it.
  public var runID: String?
  /// What kind of error the last attempt ended with.
  public var errorCategory: ErrorCategory?
  /// The error in words.
  public var error: String?
  /// When it was last finished.
  public var finishedAt: String?

  /// A planned cell.
  public init(key: CellKey, season: Season, phase: Phase, expectedRows: Int? = nil) {
    self.key = key
    self.season = season
    self.phase = phase
    self.life = CellLife()
    self.rows = 0
    self.expectedRows = expectedRows
  }

  /// Where it is in its life.
  public var state: CellState { life.state }
  /// Whether what depends on it may go on.
  public var isSettled: Bool { life.state.isSettled }
}

/// What kind of error ended an attempt; it decides what happens next.
public enum ErrorCategory: String, Sendable, Codable, CaseIterable {
  /// History is too short, as it must be early on. An outcome, not an error.
  case expectedIncomplete = "expected_incomplete"
  /// Too little data to compute anything.
  case insufficientData = "insufficient_data"
  /// Something that is read failed or never ran.
  case missingDependency = "missing_dependency"
  /// Trying again may help, and is done with growing waits and a cap.
  case transient
  /// Trying again does not help until something is mended.
  case permanent
  /// The code broke its own rules.
  case defect

  /// Whether the runtime tries again by itself.
  public var isRetried: Bool { self == .transient }
}
