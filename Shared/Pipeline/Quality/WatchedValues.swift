import Warehouse

/// Picks the values of some columns out of a row.
struct WatchedValues: ColumnReader {
  /// The values, in the order of the places.
  private(set) var values: [SQLValue] = []
  private let places: [Int]
  private var place = 0

  /// - Parameter places: places of columns in the schema, ascending.
  init(places: [Int]) {
    self.places = places
    values.reserveCapacity(places.count)
  }

  /// Makes ready for the next row.
  mutating func startRow() {
    values.removeAll(keepingCapacity: true)
    place = 0
  }

  mutating func read(_ traits: @autoclosure () -> ColumnTraits, _ value: @autoclosure () -> SQLValue) {
    if values.count < places.count, places[values.count] == place {
      values.append(value())
    }
    place += 1
  }
}
