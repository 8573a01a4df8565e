public import Contracts

/// What an operator asks of the coordinator: which dates, which phases, and how.
public struct RunRequest: Hashable, Sendable, Codable {
  /// Which dates.
  public var selection: DateSelection
  /// First phase of the work.
  public var from: Phase
  /// Last phase of the work.
  public var through: Phase
  /// Only these tables; nil means all.
  public var tables: [TableName]?
  /// Phase by phase, or date by date.
  public var strategy: Strategy
  /// Whether the cascade stops after `from`, its completions being published with the flag.
  public var skipDownstream: Bool
  /// Which cells are work.
  public var mode: Mode
  /// Whether reads settle with what is there.
  public var acceptGaps: Bool
  /// Length of the bootstrap in days; nil takes the services' setting.
  public var bootstrapDays: Int?
  /// Dates in flight at once.
  public var maxInFlight: Int
  /// Why the gates are not asked; nil asks them.
  public var noGatesReason: String?
  /// Why a broken base is put up with; nil when nothing was found broken.
  public var despite: String?
  /// Whether this is a backfill or a replay of single dates.
  public var kind: RunMode
  /// Who asks.
  public var requestedBy: String
  /// Why, for the audit; nil when it was not said.
  public var reason: String?
  /// Fingerprint of the plan that was looked at; the run refuses when the plan would differ now.
  public var fingerprint: String?

  /// How the work is ordered.
  public enum Strategy: String, Sendable, Codable, CaseIterable {
    /// One event per date; the phases follow each other.
    case cascade
    /// Season by season, phase by phase, a gate after each stage.
    case staged
  }

  /// Which cells of the selected dates are work.
  public enum Mode: String, Sendable, Codable, CaseIterable {
    /// Cells that never ran, or did not finish.
    case missing
    /// Those, and cells that failed.
    case failed
    /// Those, and cells whose inputs, code or bootstrap changed since.
    case stale
    /// Every cell is looked at, its source too; what has not changed is left alone.
    case look
    /// Every cell, recomputed.
    case all
  }

  /// A request for dates with the defaults of `backfill`.
  public init(
    selection: DateSelection, from: Phase = .scrape, through: Phase = .publish, tables: [TableName]? = nil,
    strategy: Strategy = .cascade, skipDownstream: Bool = false, mode: Mode = .stale, acceptGaps: Bool = false,
    bootstrapDays: Int? = nil, maxInFlight: Int = 32, noGatesReason: String? = nil, kind: RunMode = .backfill,
    requestedBy: String = "unknown", reason: String? = nil, fingerprint: String? = nil
  ) {
    self.selection = selection
    self.from = from
    self.through = through
    self.tables = tables
    self.strategy = strategy
    self.skipDownstream = skipDownstream
    self.mode = mode
    self.acceptGaps = acceptGaps
    self.bootstrapDays = bootstrapDays
    self.maxInFlight = maxInFlight
    self.noGatesReason = noGatesReason
    self.kind = kind
    self.requestedBy = requestedBy
    self.reason = reason
    self.fingerprint = fingerprint
  }

  /// The request without who asks and why.
  var anonymous: RunRequest {
    var request = self
    (request.requestedBy, request.reason, request.despite) = ("", nil, nil)
    return request
  }

  /// Whether another request asks for the same work, whoever asks and however wide its window is.
  public func asksTheSame(as other: RunRequest) -> Bool {
    var (left, right) = (anonymous, other.anonymous)
    (left.maxInFlight, right.maxInFlight) = (0, 0)
    return left == right
  }

  /// The phases whose cells are work.
  public var phases: [Phase] {
    let last = skipDownstream ? from : through
    return Phase.allCases.filter { $0 >= from && $0 <= last }
  }

  /// The date event that asks for one date in one stage.
  ///
  /// - Parameter only: other tables than the request's.
  public func event(
    runID: String, of emission: StageProgress.Emission, through: Phase, only: [TableName]? = nil
  ) -> DateRequested {
    DateRequested(
      runID: runID, date: emission.date, from: emission.from, through: through, tables: only ?? tables, mode: kind,
      skipDownstream: skipDownstream, force: mode == .all && !emission.isFollowUp, acceptGaps: acceptGaps,
      bootstrapDays: bootstrapDays, attempt: emission.attempt, requestedBy: requestedBy)
  }
}
