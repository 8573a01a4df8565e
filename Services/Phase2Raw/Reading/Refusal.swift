/// A line that was left out, and why.
struct Refusal: Hashable, Sendable {
  /// The payload's file.
  let file: String
  /// The line in the payload, header 1.
  let line: Int
  let reason: String
  /// The line as it stands in the payload.
  let text: String
}

/// Thrown by the reader of a row that finds what cannot be true.
struct RowRefusal: Error {
  let reason: String
}
