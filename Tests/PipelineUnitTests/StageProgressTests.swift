import Contracts
import Foundation
import Ledger
import League
import TestKit
import Testing

@testable import Pipeline

@Suite("A stage of a run")
struct StageProgressTests {
  private let now = Date(timeIntervalSince1970: 1_709_251_200)
  private let dates = days("2024-01-01", 10)

  private func stage(window: Int = 3, settled: [RunDate] = [], _ dates: [GameDate]? = nil) -> StageProgress {
    StageProgress(
      stage: 0, from: .analytics, through: .publish, dates: (dates ?? self.dates).shuffled(), window: window,
      settled: settled)
  }

  @Test("dates go out in ascending order, never more than the window holds")
  func window() {
    var stage = stage()
    #expect(stage.emit(now: now).map(\.date) == Array(dates[0..<3]))
    #expect(stage.emit(now: now).isEmpty)
    stage.settle(dates[1], .complete, reason: nil)
    #expect(stage.emit(now: now).map(\.date) == [dates[3]])
    stage.settle(dates[0], .complete, reason: nil)
    stage.settle(dates[2], .failed, reason: "why")
    #expect(stage.emit(now: now).map(\.date) == [dates[4], dates[5]])
    #expect(Set(stage.inFlight) == [dates[3], dates[4], dates[5]])
    #expect(stage.done == 3)
    #expect(stage.failed == 1)
    #expect(stage.reasons == [dates[2]: "why"])
    #expect(!stage.isDone && !stage.isIdle)
  }

  @Test("in whatever order dates come back, each goes out once, ascending, and the stage ends", arguments: 0..<15)
  func anyOrder(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    let dates = days("2024-01-01", 60)
    var stage = stage(window: Int.random(in: 1...9, using: &random), dates)
    var sent: [StageProgress.Emission] = []
    while !stage.isDone {
      sent += stage.emit(now: now)
      guard let date = stage.inFlight.sorted().randomElement(using: &random) else {
        Issue.record("nothing is out and nothing goes out")
        return
      }
      stage.settle(date, Outcome.allCases.randomElement(using: &random) ?? .failed, reason: nil)
    }
    #expect(sent.map(\.date) == dates)
    #expect(sent.allSatisfy { $0.attempt == 1 && $0.from == .analytics })
    #expect(stage.done == 60 && stage.isIdle)
  }

  @Test("R33: a date settles once, and a date of no concern not at all")
  func settlesOnce() {
    var stage = stage()
    _ = stage.emit(now: now)
    stage.settle(dates[0], .failed, reason: "first")
    stage.settle(dates[0], .complete, reason: "second")
    stage.settle(day("2030-01-01"), .complete, reason: nil)
    #expect(stage.failed == 1 && stage.done == 1)
    #expect(stage.reasons[dates[0]] == "first")
    #expect(stage.planned == 10)
  }

  @Test("R82: a run that is resumed takes up exactly what was not settled, wherever it lies")
  func resumes() {
    var first = stage(window: 6)
    _ = first.emit(now: now)
    for index in [1, 4, 5] {
      first.settle(dates[index], .complete, reason: nil)
    }
    var second = stage(window: 10, settled: first.takeUnsaved())
    let sent = second.emit(now: now)
    #expect(sent.map(\.date) == [0, 2, 3, 6, 7, 8, 9].map { dates[$0] })
    #expect(sent.map(\.attempt) == [2, 2, 2, 1, 1, 1, 1])
    #expect(second.done == 3)
  }

  @Test("what is to be saved is handed out once, with how it stands")
  func unsaved() {
    var stage = stage(window: 2)
    _ = stage.emit(now: now)
    stage.settle(dates[0], .failed, reason: "why")
    #expect(
      Set(stage.takeUnsaved()) == [
        RunDate(stage: 0, date: dates[0], outcome: .failed, attempts: 1, reason: "why"),
        RunDate(stage: 0, date: dates[1], outcome: nil, attempts: 1),
      ])
    #expect(stage.takeUnsaved().isEmpty)
  }

  @Test("a settled date that is reopened goes out again from the phase that must act; a date not planned joins")
  func reopened() {
    var stage = stage(window: 20)
    _ = stage.emit(now: now)
    for date in dates {
      stage.settle(date, .complete, reason: nil)
    }
    #expect(stage.isDone)
    stage.reopen([dates[3]: .precompute, day("2024-02-01"): .predict], by: dates[2])
    #expect(!stage.isDone && stage.isOpen(dates[3]) && stage.contains(day("2024-02-01")))
    var sent = stage.emit(now: now)
    #expect(sent.map(\.date) == [dates[3]], "one after the other: what the first changes may reach the next")
    stage.settle(dates[3], .complete, reason: nil)
    sent += stage.emit(now: now)
    #expect(sent.map(\.date) == [dates[3], day("2024-02-01")])
    #expect(sent.map(\.from) == [.precompute, .predict])
    #expect(sent.map(\.attempt) == [2, 1])
    #expect(sent.map(\.isFollowUp) == [true, true])
  }

  @Test("in step, one date is out at a time; each that changes nothing for others makes room for one more")
  func inStep() {
    var stage = StageProgress(
      stage: 0, from: .analytics, through: .publish, dates: dates, window: 3, isInStep: true)
    #expect(stage.emit(now: now).map(\.date) == [dates[0]])
    stage.settle(dates[0], .complete, reason: nil)
    #expect(stage.emit(now: now).map(\.date) == [dates[1], dates[2]])
    stage.settle(dates[1], .complete, reason: nil)
    #expect(stage.emit(now: now).map(\.date) == [dates[3], dates[4]])
    stage.settle(dates[2], .complete, reason: nil)
    #expect(stage.emit(now: now).map(\.date) == [dates[5]], "never more than the window")
    #expect(stage.inFlight.count == 3)
  }

  @Test("a date that changes what later ones read brings the stage in step, and makes no room when it settles")
  func stirred() {
    var stage = stage(window: 3)
    _ = stage.emit(now: now)
    stage.reopen([dates[7]: .precompute], by: dates[0])
    stage.settle(dates[0], .complete, reason: nil)
    #expect(stage.emit(now: now).isEmpty, "two are out, and there is room for one")
    stage.settle(dates[1], .complete, reason: nil)
    #expect(stage.emit(now: now).map(\.date) == [dates[3]])
    stage.reopen([dates[7]: .precompute], by: dates[3])
    stage.settle(dates[2], .complete, reason: nil)
    stage.settle(dates[3], .complete, reason: nil)
    #expect(stage.emit(now: now).map(\.date) == [dates[4], dates[5]])
    #expect(stage.coming[dates[7]] == .analytics, "it was to start earlier anyway")
    #expect(stage.emit(now: now).allSatisfy { !$0.isFollowUp }, "what was asked for is asked for")
  }

  @Test("a date before all that are out goes out though there is no room: they may wait for it")
  func earliestFirst() {
    var stage = stage(window: 4)
    _ = stage.emit(now: now)
    stage.settle(dates[0], .complete, reason: nil)
    stage.settle(dates[1], .complete, reason: nil)
    _ = stage.emit(now: now)
    stage.reopen([dates[1]: .precompute], by: dates[0])
    #expect(stage.inFlight.count == 4)
    #expect(stage.emit(now: now).map(\.date) == [dates[1]])
    #expect(stage.emit(now: now).isEmpty)
    stage.sendAgain([dates[2]])
    #expect(stage.emit(now: now).isEmpty, "one that is out is before it")
    stage.settle(dates[1], .complete, reason: nil)
    #expect(stage.emit(now: now).map(\.date) == [dates[2]])
  }

  @Test("before a pause only a date goes out that those that are out may wait for")
  func ending() {
    var stage = stage(window: 3)
    _ = stage.emit(now: now)
    stage.settle(dates[0], .failed, reason: "why")
    #expect(stage.emit(now: now, isEnding: true).isEmpty)
    stage.sendAgain([dates[1]])
    #expect(stage.emit(now: now, isEnding: true).map(\.date) == [dates[1]], "the next one may wait for it")
    #expect(stage.emit(now: now, isEnding: true).isEmpty)
  }

  @Test("the first failure is the earliest date that failed, whatever is said of others")
  func firstFailure() {
    var stage = stage(window: 10)
    _ = stage.emit(now: now)
    #expect(stage.firstFailure == nil)
    stage.settle(dates[0], .skipped, reason: "bootstrap")
    stage.settle(dates[5], .failed, reason: "late")
    stage.settle(dates[2], .failed, reason: "early")
    #expect(stage.firstFailure?.date == dates[2] && stage.firstFailure?.reason == "early")
  }

  @Test("a date that is reopened twice before it goes out starts at the earlier of the two phases")
  func reopenedEarlier() {
    for phases in [[Phase.precompute, .analytics], [.analytics, .precompute]] {
      var stage = stage(window: 20)
      _ = stage.emit(now: now)
      for date in dates {
        stage.settle(date, .complete, reason: nil)
      }
      for phase in phases {
        stage.reopen([dates[3]: phase], by: dates[2])
      }
      #expect(stage.emit(now: now).map(\.from) == [.analytics])
    }
  }

  @Test("a date that is out and is reopened goes out again, from where it first had to start")
  func reopenedWhileOut() {
    var stage = stage(window: 20)
    _ = stage.emit(now: now)
    stage.reopen([dates[3]: .predict], by: dates[2])
    #expect(stage.emit(now: now).isEmpty, "others are out, which may change what it reads")
    for date in dates where date != dates[3] {
      stage.settle(date, .complete, reason: nil)
    }
    let again = stage.emit(now: now)
    #expect(again.map(\.date) == [dates[3]])
    #expect(again.map(\.from) == [.analytics])
    #expect(again.map(\.attempt) == [2])
  }

  @Test("the end of a try from before a change does not settle a date that is to go out again")
  func endOfAnEarlierTry() {
    var stage = stage(window: 20)
    _ = stage.emit(now: now)
    stage.reopen([dates[3]: .predict], by: dates[2])
    stage.settle(dates[3], .complete, reason: nil, attempt: 1)
    #expect(stage.isOpen(dates[3]))
    for date in dates where date != dates[3] {
      stage.settle(date, .complete, reason: nil, attempt: 1)
    }
    #expect(stage.emit(now: now).map(\.attempt) == [2])
    stage.settle(dates[3], .complete, reason: nil, attempt: 1)
    #expect(!stage.isDone)
    stage.settle(dates[3], .complete, reason: nil, attempt: 2)
    #expect(stage.isDone)
  }

  @Test("a date not heard of for the limit is silent; one heard of is not")
  func silent() {
    var stage = stage()
    _ = stage.emit(now: now)
    stage.heard(of: dates[1], now: now.addingTimeInterval(50))
    stage.settle(dates[2], .complete, reason: nil)
    #expect(stage.silent(for: 60, now: now.addingTimeInterval(59.9)).isEmpty)
    #expect(stage.silent(for: 60, now: now.addingTimeInterval(60)) == [dates[0]])
    #expect(stage.silent(for: 60, now: now.addingTimeInterval(110)) == [dates[0], dates[1]])
    stage.heard(of: dates[9], now: now)
    #expect(stage.silent(for: 60, now: now.addingTimeInterval(500)) == [dates[0], dates[1]])
  }

  @Test("a date that is sent again goes before later ones, counts another try, and goes out once")
  func sentAgain() {
    var stage = stage()
    _ = stage.emit(now: now)
    stage.settle(dates[2], .complete, reason: nil)
    stage.sendAgain([dates[1], dates[2], dates[1]])
    let sent = stage.emit(now: now)
    #expect(sent.map(\.date) == [dates[1], dates[3]])
    #expect(sent.map(\.attempt) == [2, 1])
  }

  @Test("a date that failed has all its tries again when the run is told to go on, and its tries keep counting up")
  func triesAgain() {
    var stage = stage(window: 1)
    _ = stage.emit(now: now)
    stage.sendAgain([dates[0]])
    #expect(stage.emit(now: now).map(\.attempt) == [2] && stage.tries(at: dates[0]) == 2)
    stage.settle(dates[0], .failed, reason: "no answer")
    stage.goOn()
    #expect(stage.emit(now: now).map(\.attempt) == [3] && stage.tries(at: dates[0]) == 1)
    stage.settle(dates[0], .complete, reason: nil)
    stage.workAgain(on: [dates[0]])
    #expect(stage.emit(now: now).map(\.attempt) == [4] && stage.tries(at: dates[0]) == 2)
  }

  @Test("a run pauses at the third failure among the last twenty dates, and not before")
  func pause() {
    var stage = stage(window: 100, days("2024-01-01", 100))
    _ = stage.emit(now: now)
    var next = 0
    func settle(_ outcome: Outcome, _ count: Int = 1) {
      for _ in 0..<count {
        stage.settle(day("2024-01-01").adding(days: next), outcome, reason: nil)
        next += 1
      }
    }
    settle(.failed, 2)
    #expect(!stage.mustPause)
    settle(.complete, 18)
    settle(.failed)
    #expect(!stage.mustPause, "the first of the three is more than twenty dates ago")
    settle(.failed)
    #expect(!stage.mustPause)
    settle(.skipped, 3)
    settle(.failed)
    #expect(stage.mustPause)
    settle(.complete, 17)
    #expect(!stage.mustPause)
  }
}
