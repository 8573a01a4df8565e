/// What changed in the output grid: cells as they are now and cells that are gone, each with its change number.
public struct GridChanges: Sendable {
  /// Cells that were written.
  public var cells: [(cell: Cell, change: Int)]
  /// Cells that were removed, and may have been planned again since.
  public var removed: [(key: CellKey, change: Int)]

  /// Changes.
  public init(cells: [(cell: Cell, change: Int)], removed: [(key: CellKey, change: Int)]) {
    self.cells = cells
    self.removed = removed
  }
}
