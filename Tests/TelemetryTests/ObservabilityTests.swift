import Foundation
import Testing

@testable import Telemetry

/// Rules, dashboard and runbooks name only what there is.
@Suite("Observability")
struct ObservabilityTests {
  private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")

  private func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  private var alerts: [(name: String, runbook: String)] {
    get throws {
      let lines = try text("deploy/observability/alerts.yml").split(separator: "\n").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      func values(of key: String) -> [String] {
        lines.filter { $0.hasPrefix(key + ": ") }.map { String($0.dropFirst(key.count + 2)) }
      }
      let (names, runbooks) = (values(of: "- alert"), values(of: "runbook"))
      try #require(names.count == runbooks.count && names.count > 5)
      return Array(zip(names, runbooks)).map { (name: $0.0, runbook: $0.1) }
    }
  }

  @Test(
    "every metric named in rules, dashboard and documents is in the catalogue",
    arguments: [
      "deploy/observability/alerts.yml", "deploy/observability/alerts.test.yml", "deploy/observability/dashboard.json",
      "docs/operations/telemetry.md", "docs/operations/runbooks",
    ])
  func catalogue(path: String) throws {
    let names = Set(
      Metric.allCases.flatMap { metric -> [String] in
        guard case .histogram = metric.kind else { return [metric.name] }
        return [metric.name] + ["_bucket", "_sum", "_count"].map { metric.name + $0 }
      })
    let folder = root.appendingPathComponent(path).path
    let files =
      path.contains(".") ? [path] : try FileManager.default.contentsOfDirectory(atPath: folder).map { "\(path)/\($0)" }
    var found = 0
    for file in files {
      for match in try text(file).matches(of: #/\bbackcourt_[a-z_]+\b/#) {
        found += 1
        #expect(names.contains(String(match.output)), "\(file) names \(match.output)")
      }
    }
    #expect(found >= 10)
  }

  @Test("the page of telemetry has every metric with its kind, labels and meaning")
  func page() throws {
    let page = try text("docs/operations/telemetry.md")
    for metric in Metric.allCases {
      let labels = metric.labels.map { "`\($0)`" }.joined(separator: ", ")
      let line = "| `\(metric.name)` | \(metric.kind.word) | \(labels) | \(metric.help) |"
      #expect(page.contains(line), "docs/operations/telemetry.md lacks: \(line)")
    }
  }

  @Test("every alert has its runbook, which names it, and every runbook its alert")
  func runbooks() throws {
    let folder = "docs/operations/runbooks"
    let index = try text("\(folder)/README.md")
    for alert in try alerts {
      #expect(try text(alert.runbook).contains("`\(alert.name)`"), "\(alert.runbook)")
      #expect(index.contains("`\(alert.name)`"))
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path)
    #expect(Set(files.filter { $0 != "README.md" }.map { "\(folder)/\($0)" }) == Set(try alerts.map(\.runbook)))
  }

  @Test("the dashboard is JSON whose panels all ask something")
  func dashboard() throws {
    let dashboard = try JSONSerialization.jsonObject(with: Data(text("deploy/observability/dashboard.json").utf8))
    let panels = try #require((dashboard as? [String: Any])?["panels"] as? [[String: Any]])
    #expect(panels.count > 10)
    #expect(Set(panels.compactMap { $0["id"] as? Int }).count == panels.count)
    for panel in panels {
      #expect((panel["targets"] as? [[String: Any]])?.isEmpty == false, "\(panel["title"] ?? "")")
    }
  }

  @Test(
    "promtool finds the rules well formed, and each fires when it should",
    .enabled(if: Tools.promtool != nil, "promtool is not installed (Debian: prometheus)"),
    arguments: [
      ["check", "rules", "alerts.yml"], ["check", "config", "prometheus.yml"], ["test", "rules", "alerts.test.yml"],
    ])
  func promtool(arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Tools.promtool))
    process.arguments = arguments
    process.currentDirectoryURL = root.appendingPathComponent("deploy/observability")
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}

private enum Tools {
  static let promtool = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map {
    "\($0)/promtool"
  }.first { FileManager.default.isExecutableFile(atPath: $0) }
}
