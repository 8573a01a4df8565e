/// How far a mirror has followed the cells of one table.
public struct TableEdition: Hashable, Sendable {
  /// The newest change number that was taken in.
  let change: Int
  /// How many changes were taken in, those of this process among them that have no number yet.
  let edits: Int

  /// An edition.
  public init(change: Int, edits: Int) {
    self.change = change
    self.edits = edits
  }
}
