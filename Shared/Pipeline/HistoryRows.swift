import League
import Warehouse

/// Partitions of a table in memory, and where in them the rows of each entity are.
///
/// A copy shares the rows; putting a partition into one of two copies moves none but those of that date.
struct HistoryRows<P: HistoryProjection>: Sendable {
  private var partitions: [[P]] = []
  private var dates: [GameDate] = []
  private var numbers: [GameDate: Int] = [:]
  private var digests: [GameDate: String] = [:]
  /// In order of date.
  private var places: [P.Entity: [RowPlace]] = [:]

  /// The digest of the rows that are held of a date; nil when none are.
  func digest(on date: GameDate) -> String? { digests[date] }

  /// Puts the rows of a date in place of those that stood for it.
  mutating func put(_ rows: [P], on date: GameDate, digest: String) {
    let number = emptied(date)
    partitions[number] = rows
    digests[date] = digest
    for (row, entity) in rows.lazy.map(\.entity).enumerated() {
      let place = RowPlace(partition: number, row: row)
      guard let last = places[entity]?.last, dates[Int(last.partition)] > date else {
        places[entity, default: []].append(place)
        continue
      }
      let index = places[entity]?.firstIndexSorted { dates[Int($0.partition)] > date }
      places[entity]?.insert(place, at: index ?? 0)
    }
  }

  /// Lets go of the rows of some dates.
  mutating func drop(_ gone: some Sequence<GameDate>) {
    let gone = Set(gone.compactMap { numbers[$0].map(Int32.init) })
    guard !gone.isEmpty else { return }
    for entity in places.keys {
      places[entity]?.removeAll { gone.contains($0.partition) }
    }
    for number in gone {
      partitions[Int(number)] = []
      digests[dates[Int(number)]] = nil
    }
  }

  func of(_ entity: P.Entity, in range: Range<GameDate>) -> EntityRows<P> {
    guard let all = places[entity] else { return [] }
    return EntityRows(partitions: partitions, places: all[self.range(of: range, in: all)])
  }

  func entities(in range: Range<GameDate>) -> [P.Entity] {
    places.compactMap { entity, places in self.range(of: range, in: places).isEmpty ? nil : entity }
  }

  private func range(of range: Range<GameDate>, in places: [RowPlace]) -> Range<Int> {
    let start = places.firstIndexSorted { dates[Int($0.partition)] >= range.lowerBound }
    return start..<places[start...].firstIndexSorted { dates[Int($0.partition)] >= range.upperBound }
  }

  /// The number of the partition of a date, which holds no rows now.
  private mutating func emptied(_ date: GameDate) -> Int {
    guard let number = numbers[date] else {
      numbers[date] = partitions.count
      dates.append(date)
      partitions.append([])
      return partitions.count - 1
    }
    for entity in Set(partitions[number].map(\.entity)) {
      places[entity]?.removeAll { $0.partition == number }
    }
    return number
  }
}
