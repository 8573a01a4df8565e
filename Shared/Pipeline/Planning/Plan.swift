import Contracts
public import League
import Warehouse

/// What a run would do: every date of the selection, in or out, with the reason.
public struct Plan: Hashable, Sendable, Codable {
  /// The request that it answers.
  public var request: RunRequest
  /// The dates in order.
  public var dates: [PlannedDate]
  /// Tells whether the world is still as it was when the plan was made.
  public var fingerprint: String

  /// One date of a plan.
  public struct PlannedDate: Hashable, Sendable, Codable {
    /// The date.
    public var date: GameDate
    /// Its season; nil for a date that is no game date.
    public var season: Season?
    /// Whether it is work.
    public var isIncluded: Bool
    /// Cells of it that are work.
    public var cells: Int
    /// Why it is in or out.
    public var reason: String
  }

  /// A plan for a request.
  public init(request: RunRequest, dates: [PlannedDate]) {
    self.request = request
    self.dates = dates
    var asked = request.anonymous
    asked.fingerprint = nil
    let lines = dates.map { "\($0.date) \($0.isIncluded) \($0.cells) \($0.reason)" }
    fingerprint = RowSetDigest.hex(of: "\(asked)\n\(lines.joined(separator: "\n"))".utf8)
  }

  /// The dates that are work.
  public var included: [PlannedDate] { dates.filter(\.isIncluded) }
}
