import Foundation
import Testing

@testable import Alerts

@Suite("What is told, and when")
struct AlertBookTests {
  private let start = Date(timeIntervalSince1970: 1_709_251_200)

  private func after(_ minutes: Double) -> Date { start.addingTimeInterval(minutes * 60) }

  private func quietBook() -> AlertBook { AlertBook(limits: .init(heartbeat: nil)) }

  private func concern(_ cause: String = "no box", _ severity: AlertSeverity = .warning, count: Int = 1) -> Concern {
    Concern(cause: cause, severity: severity, title: "\(count) × \(cause)", count: count)
  }

  @Test("R38: six hundred equal failures are one alert, and another when they are twice as many an hour later")
  func oneCause() {
    var book = quietBook()
    var told: [Alert] = []
    for second in 0..<600 {
      told += book.review([concern(count: 1 + second)], [], state: "", at: start.addingTimeInterval(Double(second)))
    }
    #expect(told.map(\.title) == ["1 × no box"])
    told += book.review([concern(count: 600)], [], state: "", at: after(59))
    #expect(told.count == 1)
    told += book.review([concern(count: 600)], [], state: "", at: after(60))
    told += book.review([concern(count: 1199)], [], state: "", at: after(300))
    #expect(told.map(\.title) == ["1 × no box", "600 × no box"])
  }

  @Test("what becomes more severe is told at once, what becomes less severe is not")
  func severity() {
    var book = quietBook()
    _ = book.review([concern()], [], state: "", at: start)
    let worse = book.review([concern("no box", .critical)], [], state: "", at: after(0.1))
    #expect(worse.map(\.severity) == [.critical])
    #expect(book.review([concern()], [], state: "", at: after(0.2)).isEmpty)
  }

  @Test("what is over is told once, and told anew when it comes again")
  func over() {
    var book = quietBook()
    _ = book.review([concern()], [], state: "", at: start)
    #expect(book.review([], [], state: "", at: after(1)).map(\.kind) == [.over])
    #expect(book.review([], [], state: "", at: after(2)).isEmpty)
    #expect(book.review([concern()], [], state: "", at: after(3)).map(\.kind) == [.amiss])
  }

  @Test("in an hour there are so many alerts and no more; what was kept back is told later, and critical ones at once")
  func rate() {
    var book = AlertBook(limits: .init(perHour: 3, heartbeat: nil))
    let many = (0..<10).map { concern("cause \($0)") }
    let first = book.review(many, [], state: "", at: start)
    #expect(first.count == 3)
    #expect(book.review(many, [], state: "", at: after(59)).isEmpty)
    let urgent = book.review(many + [concern("live", .critical)], [], state: "", at: after(59.5))
    #expect(urgent.map(\.subject) == ["live"])
    let second = book.review(many + [concern("live", .critical)], [], state: "", at: after(60))
    #expect(second.count == 3 && Set(second.map(\.subject)).isDisjoint(with: first.map(\.subject)))
    var told = Set((first + second).map(\.subject))
    for hour in 2...4 { told.formUnion(book.review(many, [], state: "", at: after(Double(hour) * 60)).map(\.subject)) }
    #expect(told.isSuperset(of: many.map(\.cause)), "nothing is lost by being kept back")
  }

  @Test("a notice is told once, however often it is found")
  func notices() {
    var book = quietBook()
    let notice = Notice(id: "run 25 %", severity: .info, title: "a quarter")
    #expect(book.review([], [notice], state: "", at: start).map(\.title) == ["a quarter"])
    #expect(book.review([], [notice], state: "", at: after(1)).isEmpty)
  }

  @Test("silence is provable: a heartbeat comes at once and then each day, with what is amiss and how things stand")
  func heartbeat() {
    var book = AlertBook(limits: .init())
    #expect(book.review([], [], state: "cells: 3", at: start).map(\.kind) == [.heartbeat])
    #expect(book.review([], [], state: "", at: after(23 * 60)).isEmpty)
    let told = book.review([concern()], [], state: "cells: 5 complete", at: after(24 * 60))
    #expect(told.map(\.kind) == [.amiss, .heartbeat])
    #expect(told.last?.details == ["cells: 5 complete", "amiss: 1 × no box"])
    #expect(told.last?.title.contains("1 alerts") == true)
    #expect(AlertBook(limits: .init()).isQuiet(at: start) == false)
  }

  @Test("a clock that jumps back a week keeps nothing quiet for a week")
  func clockJumpsBack() {
    var book = AlertBook(limits: .init(perHour: 1))
    _ = book.review([concern()], [], state: "", at: start)
    let back = after(-7 * 24 * 60)
    #expect(book.review([concern(), concern("other")], [], state: "", at: back).map(\.subject) == ["other"])
    #expect(
      book.review([concern(), concern("other")], [], state: "", at: back.addingTimeInterval(86_400)).map(\.kind)
        == [.heartbeat])
  }

  @Test("a book that is opened again remembers what was told, and tells neither it nor the heartbeat twice")
  func remembers() {
    var first = AlertBook(limits: .init())
    let notice = Notice(id: "run ended", severity: .info, title: "ended")
    let told = first.review([concern(), concern("gone")], [notice], state: "", at: start)
    let over = first.review([concern()], [notice], state: "", at: after(1))
    var second = AlertBook(
      limits: .init(), told: told.map { ($0, start) } + over.map { ($0, after(1)) })
    #expect(second.review([concern(count: 9)], [notice], state: "", at: after(2)).isEmpty)
    #expect(second.review([concern(count: 18)], [notice], state: "", at: after(70)).map(\.kind) == [.amiss])
    #expect(second.review([], [notice], state: "", at: after(71)).map(\.kind) == [.over])
  }
}

extension AlertBook {
  /// Whether nothing at all would be told of a world in which nothing is amiss.
  fileprivate func isQuiet(at now: Date) -> Bool {
    var copy = self
    return copy.review([], [], state: "", at: now).isEmpty
  }
}
