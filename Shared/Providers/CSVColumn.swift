/// The place of a column in a `CSVTable`, found once by name and used for every row.
public struct CSVColumn: Hashable, Sendable {
  /// The name in the header.
  public let name: String
  let index: Int
}
