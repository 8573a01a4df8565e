public import Ledger

/// How a run stands, for people and scripts who watch it.
public struct RunStatus: Hashable, Sendable, Codable {
  /// The run as the ledger keeps it.
  public var run: RunRecord
  /// Which stage of how many is at work, and what it does.
  public var stage: String
  /// Dates planned, counted once for each stage.
  public var planned: Int
  /// Dates settled, counted once for each stage.
  public var done: Int
  /// Of these, dates that failed.
  public var failed: Int
  /// Dates emitted and not settled.
  public var inFlight: Int
  /// Dates settled in a second, over the run so far.
  public var perSecond: Double
  /// Seconds left at this rate; nil when there is no rate yet.
  public var secondsLeft: Double?

  /// A status.
  public init(
    run: RunRecord, stage: String, planned: Int, done: Int, failed: Int, inFlight: Int, perSecond: Double,
    secondsLeft: Double?
  ) {
    self.run = run
    self.stage = stage
    self.planned = planned
    self.done = done
    self.failed = failed
    self.inFlight = inFlight
    self.perSecond = perSecond
    self.secondsLeft = secondsLeft
  }
}
