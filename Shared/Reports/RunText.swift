import Foundation
package import Ledger
package import Pipeline

/// A run in words.
package enum RunText {
  package static func text(_ run: RunRecord) -> String {
    var lines = ["\(run.runID): \(run.state.words)"]
    if let summary = summary(of: run) {
      if let message = summary.message { lines.append(message) }
      if let report = summary.report {
        lines.append(
          "\(report.planned.counted("date")) planned = \(report.complete) complete (\(report.degraded) degraded) "
            + "+ \(report.empty) empty by design + \(report.skipped) skipped + \(report.failed.count) failed"
            + (report.notReached > 0 ? " + \(report.notReached) not reached" : "")
            + ", in \(String(format: "%.1f", summary.seconds)) s")
        for failed in report.failed {
          lines.append("  failed  \(failed.date)  \(failed.reason)")
        }
      }
    }
    for gate in gates(of: run) {
      lines.append(
        "  gate \(gate.gate.rawValue.uppercased())  \(gate.passed ? "passed " : "REFUSED")  \(gate.name): \(gate.detail)"
      )
    }
    return lines.joined(separator: "\n")
  }

  package static func summary(of run: RunRecord) -> RunSummary? {
    // Written by the coordinator of this version; what does not decode is shown as absent.
    run.report.flatMap { try? JSONDecoder().decode(RunSummary.self, from: Data($0.utf8)) }
  }

  package static func gates(of run: RunRecord) -> [GateResult] {
    // As above.
    run.gates.flatMap { try? JSONDecoder().decode([GateResult].self, from: Data($0.utf8)) } ?? []
  }
}
