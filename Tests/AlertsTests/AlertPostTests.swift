import Foundation
import Logging
import TestKit
import Testing

@testable import Alerts

@Suite("How alerts are carried")
struct AlertPostTests {
  /// A sink that takes alerts only while it is told to.
  private final class Door: AlertSink {
    let name: String
    private let state = Locked((isOpen: true, taken: [String](), tries: 0))
    init(_ name: String, isOpen: Bool = true) {
      self.name = name
      state.update { $0.isOpen = isOpen }
    }
    var taken: [String] { state.value.taken }
    var tries: Int { state.value.tries }
    func open() { state.update { $0.isOpen = true } }
    func send(_ alert: Alert) async throws(AlertFailure) {
      let isTaken = state.update { state in
        state.tries += 1
        if state.isOpen { state.taken.append(alert.title) }
        return state.isOpen
      }
      if !isTaken { throw .refused(status: 500) }
    }
  }

  private func alert(_ title: String) -> Alert {
    Alert(kind: .notice, severity: .info, subject: title, title: title, details: [], at: "")
  }

  private var logger: Logger {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return logger
  }

  @Test("a sink that fails keeps no other from an alert, and gets all of them later, in order and once")
  func order() async {
    let (clock, good, bad) = (VirtualClock(), Door("good"), Door("bad", isOpen: false))
    let post = AlertPost(sinks: [bad, good], clock: clock, logger: logger)
    await post.send([alert("a"), alert("b")])
    #expect(good.taken == ["a", "b"] && bad.taken.isEmpty)
    #expect(await post.waiting == ["bad": 2, "good": 0])
    #expect(await post.isWaiting(alert("a")))
    bad.open()
    await post.send([alert("c")])
    #expect(bad.taken.isEmpty, "it is left alone for a while")
    clock.advance(by: .seconds(5))
    await post.send([])
    #expect(bad.taken == ["a", "b", "c"] && good.taken == ["a", "b", "c"])
    #expect(await !post.isWaiting(alert("a")))
  }

  @Test("the pauses between tries grow to ten minutes, and a clock that jumps back does not make them longer")
  func pauses() async {
    let (clock, bad) = (VirtualClock(), Door("bad", isOpen: false))
    let post = AlertPost(sinks: [bad], clock: clock, logger: logger)
    await post.send([alert("a")])
    for _ in 0..<3600 {
      clock.advance(by: .seconds(1))
      await post.send([])
    }
    // 5, 10, 20, 40, 80, 160, 320 s, then every 600 s.
    #expect((9...14).contains(bad.tries), "\(bad.tries) tries in an hour")
    clock.advance(by: .seconds(-86_400))
    let before = bad.tries
    await post.send([])
    #expect(bad.tries == before + 1)
  }

  @Test("what waits for a sink that never comes back is bounded")
  func bounded() async {
    let bad = Door("bad", isOpen: false)
    let post = AlertPost(sinks: [bad], clock: VirtualClock(), logger: logger)
    for number in 0..<1000 { await post.send([alert("\(number)")]) }
    #expect(await post.waiting == ["bad": AlertPost.room])
  }
}
