import Contracts
import Ledger
import Logging
import Pipeline
import Reports
import Runtime
import Telemetry
import Warehouse

extension Desk {
  /// Has the process's metrics tell how the ledger stands, whenever they are read.
  nonisolated func tellMetrics() {
    environment.metrics.beforeReading { [weak self] in await self?.measure() }
  }

  private func measure() async {
    do {
      let overview = try await overview()
      for phase in Phase.allCases {
        for state in CellState.allCases {
          let cells = overview.seasons.filter { $0.phase == phase }.reduce(0) { $0 + ($1.cells[state.rawValue] ?? 0) }
          Metric.cells.set(Double(cells), [phase.rawValue, state.rawValue])
        }
      }
      let waiting = try await environment.warehouse.read { reader in
        try reader.all("SELECT phase, count(*) FROM waiting_dates GROUP BY phase") {
          ($0.text(0) ?? "", $0.int(1) ?? 0)
        }
      }
      for phase in Phase.allCases {
        let dates = waiting.first { $0.0 == phase.rawValue }?.1 ?? 0
        Metric.waitingDates.set(Double(dates), [phase.rawValue])
      }
      Metric.openDeadLetters.set(Double(overview.openDeadLetters))
      let runs = overview.runsAtWork
      for state in RunState.allCases where !state.isOver {
        Metric.runs.set(Double(runs.count { $0.run.state == state }), [state.rawValue])
      }
      for (name, dates) in [
        ("planned", runs.map(\.planned)), ("done", runs.map(\.done)), ("failed", runs.map(\.failed)),
        ("in_flight", runs.map(\.inFlight)),
      ] {
        Metric.runDates.set(Double(dates.reduce(0, +)), [name])
      }
    } catch {
      environment.logger.warning("the ledger's metrics could not be read", metadata: ["why": "\(error)"])
    }
  }
}
