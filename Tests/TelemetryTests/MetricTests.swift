import CoreMetrics
import Testing

@testable import Telemetry

@Suite("Metrics")
struct MetricTests {
  private func text(_ record: () -> Void) async -> String {
    let registry = MetricRegistry()
    withMetricsFactory(registry) { record() }
    return await registry.text()
  }

  @Test("a counter and a gauge are text with help, type, labels and value")
  func exposition() async {
    let text = await text {
      Metric.retries.add(2, ["phase3"])
      Metric.retries.add(1, ["phase3"])
      Metric.retries.add(0, ["phase4"])
      Metric.ready.set(0.5)
    }
    #expect(
      text == """
        # HELP backcourt_retries_total Further tries after errors that may pass.
        # TYPE backcourt_retries_total counter
        backcourt_retries_total{phase="phase3"} 3
        backcourt_retries_total{phase="phase4"} 0
        # HELP backcourt_ready 1 while every check of /readyz holds.
        # TYPE backcourt_ready gauge
        backcourt_ready 0.5

        """)
  }

  @Test("a histogram counts up to each bound, the bound itself included, and adds up")
  func histogram() async {
    let text = await text {
      for milliseconds in [4, 5, 6, 40_000] {
        Metric.cellDuration.observe(milliseconds: milliseconds, ["phase3", "t"])
      }
    }
    let lines = text.split(separator: "\n").map(String.init)
    func line(_ bound: String) -> String {
      lines.first { $0.contains("le=\"\(bound)\"") } ?? ""
    }
    #expect(line("0.005") == #"backcourt_cell_duration_seconds_bucket{phase="phase3",table="t",le="0.005"} 2"#)
    #expect(line("0.01").hasSuffix(" 3") && line("30").hasSuffix(" 3") && line("+Inf").hasSuffix(" 4"))
    #expect(lines.contains(#"backcourt_cell_duration_seconds_sum{phase="phase3",table="t"} 40.015"#))
    #expect(lines.last == #"backcourt_cell_duration_seconds_count{phase="phase3",table="t"} 4"#)
  }

  @Test("values of labels are escaped")
  func escaping() async {
    let text = await text { Metric.retries.add(1, ["a\"b\\c\nd"]) }
    #expect(text.contains(#"{phase="a\"b\\c\nd"} 1"#))
  }

  @Test("gauges are collected when they are read, and what the catalogue does not have is not kept")
  func reading() async {
    let registry = MetricRegistry()
    registry.beforeReading { Metric.openDeadLetters.set(7) }
    withMetricsFactory(registry) {
      Counter(label: "of_a_library").increment()
    }
    let text = await registry.text()
    #expect(text.contains("backcourt_open_dead_letters 7"))
    #expect(!text.contains("of_a_library"))
  }

  @Test(
    "names follow the conventions: prefix, unit or _total at the end, no label within the name",
    arguments: Metric.allCases)
  func names(metric: Metric) {
    #expect(metric.name.hasPrefix("backcourt_"))
    #expect(metric.name.hasSuffix("_total") == (metric.kind == .counter))
    if case .histogram(let bounds) = metric.kind {
      #expect(metric.name.hasSuffix("_seconds"))
      #expect(bounds == bounds.sorted() && Set(bounds).count == bounds.count)
    }
    #expect(Set(metric.labels).count == metric.labels.count && !metric.labels.contains("le"))
    #expect(!metric.labels.contains { ["date", "player", "run", "id"].contains($0) })
    #expect(metric.help.hasSuffix("."))
  }
}
