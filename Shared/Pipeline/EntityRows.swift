/// Where a row stands in a history: in which partition, and which of its rows.
@usableFromInline
struct RowPlace: Hashable, Sendable {
  @usableFromInline let partition: Int32
  @usableFromInline let row: Int32

  @inlinable
  init(partition: Int, row: Int) {
    self.partition = Int32(partition)
    self.row = Int32(row)
  }
}

/// Rows of one player, team or other entity, oldest first. They stay where the process holds them: taking a part of them
/// copies no row.
public struct EntityRows<Row: Sendable>: RandomAccessCollection, Sendable {
  @usableFromInline let partitions: [[Row]]
  @usableFromInline let places: ArraySlice<RowPlace>

  @inlinable
  init(partitions: [[Row]], places: ArraySlice<RowPlace>) {
    self.partitions = partitions
    self.places = places
  }

  /// These rows.
  @inlinable
  public init(_ rows: some Sequence<Row>) {
    partitions = [Array(rows)]
    places = partitions[0].indices.map { RowPlace(partition: 0, row: $0) }[...]
  }

  @inlinable public var startIndex: Int { places.startIndex }
  @inlinable public var endIndex: Int { places.endIndex }

  @inlinable
  public subscript(position: Int) -> Row {
    let place = places[position]
    return partitions[Int(place.partition)][Int(place.row)]
  }

  @inlinable
  public subscript(bounds: Range<Int>) -> EntityRows {
    EntityRows(partitions: partitions, places: places[bounds])
  }

  /// The rows, and some later ones after them.
  @inlinable
  public static func + (earlier: EntityRows, later: [Row]) -> EntityRows {
    guard !later.isEmpty else { return earlier }
    let number = earlier.partitions.count
    return EntityRows(
      partitions: earlier.partitions + [later],
      places: earlier.places + later.indices.map { RowPlace(partition: number, row: $0) })
  }

  /// The rows that satisfy a predicate.
  @inlinable
  public func keeping(_ isWanted: (Row) -> Bool) -> EntityRows {
    let kept = places.filter { isWanted(partitions[Int($0.partition)][Int($0.row)]) }
    return EntityRows(partitions: partitions, places: kept[...])
  }

  /// The last `count` rows that satisfy a predicate, in order; looks no further back than it must.
  @inlinable
  public func last(_ count: Int, keeping isWanted: (Row) -> Bool) -> EntityRows {
    var kept: [RowPlace] = []
    for place in places.reversed() where kept.count < count {
      if isWanted(partitions[Int(place.partition)][Int(place.row)]) {
        kept.append(place)
      }
    }
    return EntityRows(partitions: partitions, places: ArraySlice(kept.reversed()))
  }
}

extension EntityRows: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: Row...) {
    self.init(elements)
  }
}

extension EntityRows: Equatable where Row: Equatable {
  public static func == (one: EntityRows, other: EntityRows) -> Bool { one.elementsEqual(other) }
}

extension RandomAccessCollection {
  /// The first index whose element satisfies a predicate that is false, then true along the collection.
  @inlinable
  public func firstIndexSorted(where isPast: (Element) -> Bool) -> Index {
    var low = startIndex
    var rest = count
    while rest > 0 {
      let half = rest / 2
      let middle = index(low, offsetBy: half)
      if isPast(self[middle]) {
        rest = half
      } else {
        low = index(after: middle)
        rest -= half + 1
      }
    }
    return low
  }
}
