import Foundation
import League
import Testing

@testable import Providers

/// Mutated captures: as many as 8 s allow, or as `FUZZ_INPUTS` says.
@Suite("Broken documents", .enabled(if: Samples.directory != nil))
struct FuzzTests {
  @Test("whatever happens to a document, it is refused or read: no crash, no hang, and no line of a cut one")
  func mutations() throws {
    let wanted = ProcessInfo.processInfo.environment["FUZZ_INPUTS"].flatMap { Int($0) }
    var random = SplitMix(state: 20_260_121)
    let samples = try SampleTests.cases.map { ($0, try Samples.bytes($0.path)) }.filter { $0.1.count < 60_000 }
    try #require(samples.count > 10)
    let end = ContinuousClock.now + .seconds(8)
    var (inputs, refused, read) = (0, 0, 0)
    while inputs < wanted ?? .max, wanted != nil || ContinuousClock.now < end {
      let (sample, whole) = samples[inputs % samples.count]
      let (bytes, isCut) = random.mutate(whole)
      inputs += 1
      do {
        let table = try Samples.table(bytes, as: sample.file, sample.kind, on: sample.date)
        #expect(!isCut, "a cut \(sample.path) gives \(table?.rows.count ?? 0) lines")
        if let table {
          for row in table.rows where row.fieldCount != table.columns.count { Issue.record("\(sample.path)") }
        }
        read += 1
      } catch is ProviderError {
        refused += 1
      }
    }
    print("fuzzed \(inputs) documents: \(refused) refused, \(read) read")
    #expect(inputs > 200 && refused > inputs / 3 && read > 0)
  }

  private struct SplitMix {
    var state: UInt64
    mutating func next(_ limit: Int) -> Int {
      state &+= 0x9e37_79b9_7f4a_7c15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
      return Int((mixed ^ (mixed >> 31)) % UInt64(max(limit, 1)))
    }

    /// A changed copy, and whether it was cut before its last byte.
    mutating func mutate(_ whole: [UInt8]) -> (bytes: [UInt8], isCut: Bool) {
      var bytes = whole
      switch next(6) {
      case 0:
        // White space behind the value may go without harm.
        let end = bytes.lastIndex { ![32, 10, 13, 9].contains($0) } ?? 0
        return (Array(bytes.prefix(next(end))), true)
      case 1: for _ in 0...next(4) { bytes[next(bytes.count)] = UInt8(next(256)) }
      case 2: for _ in 0...next(4) { bytes[next(bytes.count)] ^= 1 << UInt8(next(8)) }
      case 3:
        let start = next(bytes.count)
        bytes.removeSubrange(start..<min(start + 1 + next(200), bytes.count))
      case 4:
        let start = next(bytes.count)
        let piece = Array(bytes[start..<min(start + 1 + next(200), bytes.count)])
        bytes.insert(contentsOf: piece, at: next(bytes.count))
      default:
        // A value of another kind in a member's place.
        let colons = bytes.indices.filter { bytes[$0] == 58 }
        let colon = colons[next(colons.count)]
        let stop = bytes[colon...].firstIndex { $0 == 44 || $0 == 125 } ?? colon
        let values = ["null", "[]", "{}", "\"\"", "-1e999", "9223372036854775808", "true", "\"\\ud800\""]
        bytes.replaceSubrange(colon + 1..<max(stop, colon + 1), with: Array(values[next(values.count)].utf8))
      }
      return (bytes, false)
    }
  }
}
