import Foundation
import League
import Pipeline
import Reports

/// A plan on disk.
enum PlanFile {
  static func write(_ plan: Plan, to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    do {
      try encoder.encode(plan).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw CommandOutcome(code: CommandOutcome.failed, message: "the plan cannot be written to \(path): \(error)")
    }
  }

  /// The request of a plan, bound to the plan's fingerprint.
  static func request(at path: String) throws -> RunRequest {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandOutcome(
        code: CommandOutcome.usage,
        message: "there is no plan at \(path); make one with `backcourt plan … --out \(path)`")
    }
    do {
      let plan = try JSONDecoder().decode(Plan.self, from: data)
      var request = plan.request
      request.fingerprint = plan.fingerprint
      return request
    } catch {
      throw CommandOutcome(code: CommandOutcome.usage, message: "\(path) is not a plan; make one with `backcourt plan`")
    }
  }
}

/// A plan in words.
enum PlanText {
  static func text(_ plan: Plan) -> String {
    var lines = [
      "\(plan.included.count) of \(plan.dates.count) game dates are work (fingerprint \(plan.fingerprint))", "",
    ]
    var table = TextTable(columns: [.left("date"), .left("season"), .left(""), .right("cells"), .left("reason")])
    for date in plan.dates {
      table.add([
        "\(date.date)", date.season?.label ?? "", date.isIncluded ? "in" : "out", "\(date.cells)", date.reason,
      ])
    }
    lines.append(table.text)
    return lines.joined(separator: "\n")
  }
}
