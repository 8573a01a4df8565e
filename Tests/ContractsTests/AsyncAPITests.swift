import Contracts
import Foundation
import League
import Telemetry
import Testing

/// `docs/events/asyncapi.yaml` says what the code does.
@Suite("AsyncAPI")
struct AsyncAPITests {
  private func lines() throws -> [String] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "../../docs/events/asyncapi.yaml")
    return try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
  }

  /// The lines that stand deeper than a line, up to the next that does not.
  private func block(_ head: String, in lines: [String]) throws -> [String] {
    let start = try #require(lines.firstIndex(of: head), "\(head)")
    let depth = head.prefix { $0 == " " }.count
    return Array(lines[(start + 1)...].prefix { $0.isEmpty || $0.prefix { $0 == " " }.count > depth })
  }

  /// The keys of a block's own level.
  private func keys(_ block: [String]) -> Set<String> {
    let depth = block.first.map { $0.prefix { $0 == " " }.count } ?? 0
    return Set(
      block.filter { $0.prefix { $0 == " " }.count == depth }.compactMap {
        $0.trimmingCharacters(in: .whitespaces).split(separator: ":").first.map(String.init)
      })
  }

  private func values(of key: String, in lines: [String]) -> [String] {
    lines.map { $0.trimmingCharacters(in: .whitespaces) }.filter { $0.hasPrefix("\(key): ") }.map {
      String($0.dropFirst(key.count + 2))
    }
  }

  @Test("its channels are the topics of the catalogue, with their partitions")
  func channels() throws {
    let channels = try block("channels:", in: lines())
    #expect(Set(values(of: "address", in: channels)) == Set(Topic.all.map(\.name)))
    #expect(values(of: "partitions", in: channels) == Topic.all.map { _ in "\(Topic.partitions)" })
  }

  @Test("each phase receives exactly its inputs, in its own group", arguments: Phase.allCases)
  func groups(phase: Phase) throws {
    let lines = try lines()
    let operations = try block("operations:", in: lines)
    let channels = try block("channels:", in: lines)
    var received: Set<String> = []
    for key in keys(operations) {
      let operation = try block("  \(key):", in: operations)
      guard values(of: "const", in: operation) == ["backcourt.\(phase.rawValue)"] else { continue }
      #expect(values(of: "action", in: operation) == ["receive"])
      let reference = try #require(values(of: "$ref", in: operation).first?.split(separator: "/").last)
      let channel = try block("  \(reference.dropLast()):", in: channels)
      received.formUnion(values(of: "address", in: channel))
    }
    #expect(received == Set(Topic.inputs(of: phase).map(\.name)))
  }

  @Test("headers and fields are those of encoded events")
  func fields() throws {
    let lines = try lines()
    let date = try #require(GameDate("2024-01-15"[...]))
    var request = DateRequested(runID: "r", date: date)
    request.tables = ["player_game_summary"]
    request.bootstrapDays = 7
    let outcome = TableOutcome(
      table: "player_game_summary", status: .degraded, rows: 1, expected: 2, outputDigest: "d", changed: true,
      durationMS: 3, reason: "one of two")
    let completion = PhaseCompleted(
      request: request, phase: .analytics, status: .degraded, changed: true, reason: "why", tables: [outcome])
    for (name, payload) in [
      ("dateRequested", Event.Payload.dateRequested(request)), ("phaseCompleted", .phaseCompleted(completion)),
    ] {
      let event = Event(id: "i", source: "/s", time: "2024-01-15T00:00:00Z", trace: .root(), payload: payload)
      let (_, headers, body) = try EventCodec.encode(event)
      let described = keys(try block("      properties:", in: try block("    envelope:", in: lines)))
      #expect(Set(headers.map(\.name)) == described)
      let schema = try block("      properties:", in: try block("    \(name):", in: try block("  schemas:", in: lines)))
      let object = try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
      #expect(Set(object.keys) == keys(schema), "\(name)")
      if let tables = object["tables_done"] as? [[String: Any]], let first = tables.first {
        #expect(Set(first.keys) == keys(try block("            properties:", in: schema)))
      }
      let type = try #require(headers.first { $0.name == "ce_type" }?.value)
      #expect(values(of: "name", in: try block("    \(name):", in: lines)).contains(type))
    }
  }
}
