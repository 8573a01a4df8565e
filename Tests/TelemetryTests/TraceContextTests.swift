import Telemetry
import Testing

@Suite("Trace context")
struct TraceContextTests {
  @Test("a traceparent is read and written unchanged")
  func roundTrip() throws {
    let text = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    let context = try #require(TraceContext(traceparent: text))
    #expect(context.traceID == "4bf92f3577b34da6a3ce929d0e0e4736")
    #expect(context.spanID == "00f067aa0ba902b7")
    #expect(context.traceparent == text)
  }

  @Test(
    "what is not a traceparent of version 00 is refused",
    arguments: [
      "", "00", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
      "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
      "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
      "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
      "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
      "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
      "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-extra",
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
      "00--00f067aa0ba902b7-01",
    ])
  func refused(text: String) {
    #expect(TraceContext(traceparent: text) == nil)
  }

  @Test("a new journey is well formed and of its own; its next step stays in it")
  func rootAndChild() throws {
    let roots = (0..<200).map { _ in TraceContext.root() }
    #expect(Set(roots.map(\.traceID)).count == 200)
    for root in roots {
      #expect(TraceContext(traceparent: root.traceparent) == root)
      let child = root.child()
      #expect(child.traceID == root.traceID)
      #expect(child.spanID != root.spanID)
    }
  }
}
