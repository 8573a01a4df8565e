import League

/// One decompressed season file with the place of every game date in it.
struct SeasonFile: Sendable {
  /// The name without extension, `shots_2022-23`.
  let stem: String
  /// The whole CSV.
  let bytes: [UInt8]
  /// Lines below the header.
  let lines: Int
  private let header: Range<Int>
  private let slices: [GameDate: Slice]

  /// The lines of a date, as stretches of whole lines in file order.
  private struct Slice {
    var ranges: [Range<Int>] = []
    var lines = 0

    mutating func append(_ record: Range<Int>) {
      lines += 1
      if let last = ranges.last, last.upperBound == record.lowerBound {
        ranges[ranges.count - 1] = last.lowerBound..<record.upperBound
      } else {
        ranges.append(record)
      }
    }
  }

  /// Indexes a file. Every line must carry what it is filed by, and the last line must be whole: a line that cannot be
  /// filed under a date would be lost without a word.
  ///
  /// - Parameters:
  ///   - name: the file's name, for errors.
  ///   - filing: how a line finds its game date.
  init(stem: String, bytes: [UInt8], name: String, filing: LineFiling = .byGameDate) throws(ProviderError) {
    let index = try bytes.withUnsafeBufferPointer { buffer throws(ProviderError) in
      try Self.index(CSVRecords(bytes: buffer), name: name, filing: filing)
    }
    self.stem = stem
    self.bytes = bytes
    self.header = index.header
    self.slices = index.slices
    self.lines = index.lines
  }

  /// Header and lines of one date, byte for byte; nil when the file has no line of it.
  func slice(_ date: GameDate) -> (bytes: [UInt8], lines: Int)? {
    guard let slice = slices[date] else { return nil }
    var csv: [UInt8] = []
    csv.reserveCapacity(slice.ranges.reduce(header.count) { $0 + $1.count })
    csv.append(contentsOf: bytes[header])
    for range in slice.ranges { csv.append(contentsOf: bytes[range]) }
    return (csv, slice.lines)
  }

  private static func index(
    _ records: CSVRecords, name: String, filing: LineFiling
  ) throws(ProviderError) -> (header: Range<Int>, slices: [GameDate: Slice], lines: Int) {
    let header = records.record(at: 0)
    let columns = try CSVTable(Array(records.bytes[header]), name: name)
    let key = try columns.column(filing.column).index
    var slices: [GameDate: Slice] = [:]
    var run: (text: Range<Int>, date: GameDate?)?
    var line = 2
    var lines = 0
    var last = header
    while last.upperBound < records.bytes.count {
      let record = records.record(at: last.upperBound)
      if records.isBlank(record) {
        last = last.lowerBound..<record.upperBound
        line += 1
        continue
      }
      let text = records.field(key, in: record)
      if let run, records.bytes[text].elementsEqual(records.bytes[run.text]) {
        if let date = run.date { slices[date]?.append(record) }
      } else {
        let date = try date(in: records, text, line: line, name: name, filing: filing)
        run = (text, date)
        if let date { slices[date, default: Slice()].append(record) }
      }
      lines += 1
      line += records.lineCount(record)
      last = record
    }
    try requireWhole(records, last, header: header, columns: columns.columns.count, line: line - 1, name: name)
    return (header, slices, lines)
  }

  private static func date(
    in records: CSVRecords, _ text: Range<Int>, line: Int, name: String, filing: LineFiling
  ) throws(ProviderError) -> GameDate? {
    let found = String(decoding: records.bytes[text], as: UTF8.self)
    switch filing.place(found) {
    case .on(let date): return date
    case .nowhere: return nil
    case .unknown:
      let shown = found.isEmpty ? "empty" : "'\(found)'"
      throw .malformed(
        file: name, line: line, problem: "'\(filing.column)' is \(shown), expected \(filing.expected)")
    }
  }

  private static func requireWhole(
    _ records: CSVRecords, _ last: Range<Int>, header: Range<Int>, columns: Int, line: Int, name: String
  ) throws(ProviderError) {
    guard last.lowerBound > header.lowerBound else { return }
    guard let fields = records.fieldCount(last), fields == columns else {
      throw .malformed(
        file: name, line: line,
        problem: "the last line does not have \(columns) fields; the file seems cut short")
    }
  }
}
