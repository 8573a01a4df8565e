import ArgumentParser
import Foundation
import JSON
import League
import Providers

/// `provider-sim measure`: how fast the documents of a data folder are read, beside reading their files.
struct MeasureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure",
    abstract: "Measures how fast the documents that were fetched into a data folder are read from disk and parsed.")

  @Argument(help: "The data folder, with payloads/ and fetches/ in it.")
  var data: String

  /// The dates that a document can be of: that of its request, in UTC, or the day before, which it still is in the East.
  private static func dates(of record: FetchRecord) -> [GameDate] {
    let asked = record.address.split(separator: "date=").dropFirst().first.flatMap { GameDate($0.prefix(10)) }
    return asked.map { [$0.adding(days: -1), $0] } ?? [GameDate(dayNumber: 0)]
  }

  /// The lines of every kind that a document has.
  private static func lines(of stored: DocumentCatalogue.Stored, on dates: [GameDate]) throws -> Int {
    var problem: (any Error)?
    for date in dates {
      do {
        return try PayloadKind.allCases.reduce(0) { sum, kind in
          try DocumentCatalogue.tables(of: kind, in: [stored], on: date).reduce(sum) { $0 + $1.rows.count }
        }
      } catch {
        problem = problem ?? error
      }
    }
    throw problem ?? ValidationError("\(stored) is of no date")
  }

  func run() throws {
    let store = PayloadStore(root: data)
    var (bytes, documents) = (0, 0)
    var (read, checked, parsed): (Duration, Duration, Duration) = (.zero, .zero, .zero)
    var lines = 0
    let clock = ContinuousClock()
    let adapters = Set(DocumentCatalogue.adapters.map { $0.name })
    for record in try FetchSummary.records(below: data).records where record.outcome == .ok {
      guard let id = record.sha256.flatMap({ PayloadID($0) }) else { continue }
      var body: [UInt8] = []
      read += try clock.measure { body = try store.get(id) }
      checked += try clock.measure { _ = try JSONDocument(body, name: record.document) }
      documents += 1
      bytes += body.count
      guard adapters.contains(record.document.split(separator: ".").first.map(String.init) ?? "") else { continue }
      let stored = DocumentCatalogue.Stored(file: record.document, digest: id.hex, bytes: body)
      parsed += try clock.measure { lines += try Self.lines(of: stored, on: Self.dates(of: record)) }
    }
    guard documents > 0 else { throw ValidationError("\(data) has no fetched documents") }
    func rate(_ time: Duration) -> String {
      String(format: "%6.0f MB/s  %5.2f of reading", Double(bytes) / 1e6 / (time / .seconds(1)), read / time)
    }
    print("\(documents) documents, \(bytes / 1_000_000) MB of JSON, \(lines) lines")
    print("read      \(rate(read))   file, decompressed, digest compared")
    print("checked   \(rate(checked))   every byte, by RFC 8259")
    print("to lines  \(rate(parsed))   checked and read by its adapter, once for each kind of lines that it might have")
  }
}
