extension Sifted {
  /// Keeps one row of each key: the first, unless a later one is better. Says how many others there were.
  mutating func keepOne<Key: Hashable>(
    of key: (Row) -> Key, better: (_ candidate: Row, _ standing: Row) -> Bool, noun: String
  ) {
    var places: [Key: Int] = [:]
    var kept: [Row] = []
    for row in rows {
      if let place = places[key(row)] {
        if better(row, kept[place]) { kept[place] = row }
      } else {
        places[key(row)] = kept.count
        kept.append(row)
      }
    }
    if kept.count < rows.count {
      remarks.append("\(rows.count - kept.count) double \(noun) dropped")
    }
    rows = kept
  }

  /// Adds what became of other lines, without the rows whose key is here already.
  mutating func add<Key: Hashable>(_ other: Sifted, unlessSame key: (Row) -> Key) {
    let keys = Set(rows.map(key))
    rows += other.rows.filter { !keys.contains(key($0)) }
    refusals += other.refusals
    remarks += other.remarks
  }
}
