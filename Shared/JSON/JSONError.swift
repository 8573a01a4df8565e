/// Why bytes are no JSON text.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public let what: String
  /// The byte where it is, from 0.
  public let place: Int

  /// An error at a byte.
  public init(_ what: String, at place: Int) {
    self.what = what
    self.place = place
  }

  /// What is wrong, and where.
  public var description: String { "\(what) at byte \(place)" }
}
