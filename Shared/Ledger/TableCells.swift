public import League

/// The cells of one table, by game date. They stand one after the other in memory, where a dictionary of cells would leave
/// room for two in three more, in every process; and in blocks, so that a change while a reader holds the cells copies one
/// block and not the table.
public struct TableCells: Sendable {
  private static let blockLength = 64

  private var places: [GameDate: Int32] = [:]
  private var blocks: [[Cell]] = []

  /// No cells.
  public init() {}

  /// The cells in no particular order.
  public var values: some Collection<Cell> { blocks.joined() }

  /// The cell of a date; nil takes it away.
  public subscript(date: GameDate) -> Cell? {
    get { places[date].map { self[Int($0)] } }
    set {
      switch (places[date], newValue) {
      case (let place?, let cell?): self[Int(place)] = cell
      case (nil, let cell?):
        places[date] = Int32(places.count)
        append(cell)
      case (let place?, nil): remove(date, at: Int(place))
      case (nil, nil): break
      }
    }
  }

  private subscript(place: Int) -> Cell {
    get { blocks[place / Self.blockLength][place % Self.blockLength] }
    set { blocks[place / Self.blockLength][place % Self.blockLength] = newValue }
  }

  private mutating func append(_ cell: Cell) {
    if blocks.last.map({ $0.count == Self.blockLength }) ?? true { blocks.append([]) }
    blocks[blocks.count - 1].append(cell)
  }

  /// The last cell takes the place of the one that goes.
  private mutating func remove(_ date: GameDate, at place: Int) {
    let last = self[places.count - 1]
    self[place] = last
    places[last.key.date] = Int32(place)
    places[date] = nil
    blocks[blocks.count - 1].removeLast()
    if blocks[blocks.count - 1].isEmpty { blocks.removeLast() }
  }
}

extension TableCells: Equatable {
  public static func == (one: TableCells, other: TableCells) -> Bool {
    one.places.count == other.places.count && one.values.allSatisfy { other[$0.key.date] == $0 }
  }
}
