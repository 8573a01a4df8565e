public import League

/// The cells of one table, by game date. They stand one after the other in memory, where a dictionary of cells would leave
/// room for two in three more, in every process.
public struct TableCells: Sendable {
  private var places: [GameDate: Int32] = [:]
  private var cells: [Cell] = []

  /// No cells.
  public init() {}

  /// The cells in no particular order.
  public var values: some Collection<Cell> { cells }

  /// The cell of a date; nil takes it away.
  public subscript(date: GameDate) -> Cell? {
    get { places[date].map { cells[Int($0)] } }
    set {
      switch (places[date], newValue) {
      case (let place?, let cell?): cells[Int(place)] = cell
      case (nil, let cell?):
        places[date] = Int32(cells.count)
        cells.append(cell)
      case (let place?, nil): remove(date, at: Int(place))
      case (nil, nil): break
      }
    }
  }

  /// The last cell takes the place of the one that goes.
  private mutating func remove(_ date: GameDate, at place: Int) {
    cells.swapAt(place, cells.count - 1)
    places[cells[place].key.date] = Int32(place)
    places[date] = nil
    cells.removeLast()
  }
}

extension TableCells: Equatable {
  public static func == (one: TableCells, other: TableCells) -> Bool {
    one.cells.count == other.cells.count && one.cells.allSatisfy { other[$0.key.date] == $0 }
  }
}
