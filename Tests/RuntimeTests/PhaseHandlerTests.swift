import Bus
import Contracts
import Ledger
import Pipeline
import Runtime
import Telemetry
import TestKit
import Testing
import Warehouse

@Suite("A phase and its messages")
struct PhaseHandlerTests {
  @Test("a request cascades: each phase publishes its completion, and the next one acts on it")
  func cascade() async throws {
    let stage = try await HandlerStage()
    try await stage.ask(#"{"date":"2024-01-10","from":"phase3","run_id":"r1"}"#)
    try await stage.settle()
    for phase in [Phase.analytics, .precompute] {
      let completions = try stage.completions(of: phase)
      #expect(completions.map(\.request.date) == [stage.dates[0]])
      #expect(completions.map(\.status) == [.complete])
      #expect(completions.map(\.changed) == [true])
      #expect(completions.map(\.request.runID) == ["r1"])
      #expect(stage.deadLetters(of: phase).isEmpty)
    }
    #expect(try await stage.warehouse.number("SELECT points FROM doubled") == 42)
  }

  @Test("the journey keeps its trace, and each completion is a step of its own")
  func trace() async throws {
    let stage = try await HandlerStage()
    let trace = TraceContext.root()
    let request = DateRequested(runID: "r1", date: stage.dates[0], from: .analytics)
    let event = Event(
      id: "1", source: "/test", time: "2024-03-01T00:00:00.000Z", trace: trace, payload: .dateRequested(request))
    try await stage.bus.publish(try EventBus.message(event, on: .backfillDate))
    try await stage.settle()
    let parents = [Phase.analytics, .precompute].flatMap { stage.bus.published(to: Topic.complete($0).name) }
      .compactMap { $0[header: "traceparent"].flatMap { TraceContext(traceparent: $0) } }
    #expect(parents.map(\.traceID) == [trace.traceID, trace.traceID])
    #expect(Set(parents.map(\.spanID) + [trace.spanID]).count == 3)
  }

  @Test("R01: the completion is on the bus before the message is settled, and after the rows are in the store")
  func orderOfEffects() async throws {
    let stage = try await HandlerStage()
    let settled = Locked(false)
    let rowsAtCompletion = Locked<Int?>(nil)
    let handler = try await stage.handler(.analytics) { _ in
      let rows = try await stage.warehouse.number("SELECT count(*) FROM points")
      rowsAtCompletion.update { $0 = rows }
      #expect(stage.bus.published(to: Topic.complete(.analytics).name).isEmpty)
    }
    try await handler.handle(stage.delivery(#"{"date":"2024-01-10","from":"phase3"}"#, settled: settled))
    #expect(rowsAtCompletion.value == 1)
    #expect(try stage.completions(of: .analytics).count == 1)
    #expect(!settled.value, "settling is the loop's, after the handler returned")
  }

  @Test("R14: a completion that could not be delivered is delivered when the message comes again")
  func redelivery() async throws {
    let stage = try await HandlerStage(without: .complete(.analytics))
    let handler = try await stage.handler(.analytics)
    let delivery = stage.delivery(#"{"date":"2024-01-10","from":"phase3","run_id":"r1"}"#)
    await #expect(throws: BusError.self) { try await handler.handle(delivery) }
    #expect(try stage.completions(of: .analytics).isEmpty)
    #expect(try await stage.warehouse.number("SELECT count(*) FROM points") == 1)
    stage.bus.create(topic: Topic.complete(.analytics).name)
    try await handler.handle(delivery)
    let completions = try stage.completions(of: .analytics)
    #expect(completions.map(\.status) == [.complete])
    #expect(completions.map(\.changed) == [true], "the run did change it, in its first try")
    #expect(try await stage.warehouse.number("SELECT count(*) FROM run_history") == 1)
  }

  @Test("skip_downstream is visible: the completion carries the flag, and the next phase does nothing")
  func skipDownstream() async throws {
    let stage = try await HandlerStage()
    try await stage.ask(#"{"date":"2024-01-10","from":"phase3","skip_downstream":true}"#)
    try await stage.settle()
    let message = try #require(stage.bus.published(to: Topic.complete(.analytics).name).first)
    #expect(message[header: "ce_skipdownstream"] == "true")
    #expect(try stage.completions(of: .analytics)[0].request.skipDownstream)
    #expect(try stage.completions(of: .precompute).isEmpty)
    #expect(try await stage.warehouse.number("SELECT count(*) FROM doubled") == 0)
    #expect(stage.bus.unsettled(by: "backcourt.phase4") == 0)
  }

  @Test("through bounds a cascade")
  func through() async throws {
    let stage = try await HandlerStage()
    try await stage.ask(#"{"date":"2024-01-10","from":"phase3","through":"phase3"}"#)
    try await stage.settle()
    #expect(try stage.completions(of: .analytics).count == 1)
    #expect(try stage.completions(of: .precompute).isEmpty)
  }

  @Test("a request for another phase is left alone")
  func otherPhase() async throws {
    let stage = try await HandlerStage()
    let handler = try await stage.handler(.analytics)
    try await handler.handle(stage.delivery(#"{"date":"2024-01-10","from":"phase4"}"#))
    #expect(try stage.completions(of: .analytics).isEmpty)
    #expect(stage.deadLetters(of: .analytics).isEmpty)
    #expect(try await stage.warehouse.number("SELECT count(*) FROM run_history") == 0)
  }

  @Test("junk goes to the dead letters as it came, with why and whence, and the next message is handled")
  func junk() async throws {
    let stage = try await HandlerStage()
    let handler = try await stage.handler(.scrape)
    try await handler.handle(stage.delivery(#"{"date":"2024-02-30","from":"phase1"}"#))
    try await handler.handle(stage.delivery(#"{"date":"2024-01-10","from":"phase1"}"#))
    let letters = stage.deadLetters(of: .scrape)
    let letter = try #require(letters.first)
    #expect(letters.count == 1)
    #expect(String(decoding: letter.body, as: UTF8.self) == #"{"date":"2024-02-30","from":"phase1"}"#)
    #expect(
      letter[header: "backcourt-reason"] == "'date' is '2024-02-30'; expected a date that exists, as YYYY-MM-DD")
    #expect(letter[header: "backcourt-original-topic"] == "backcourt.backfill.date")
    #expect(letter[header: "backcourt-original-partition"] == "4")
    #expect(letter[header: "backcourt-original-offset"] == "17")
    #expect(letter[header: "backcourt-dead-since"] == "2024-03-01T00:00:00.000Z")
    #expect(try stage.completions(of: .scrape).count == 1)
  }

  @Test("junk on the topic that every phase reads is put aside once, by the first phase")
  func junkOnce() async throws {
    let third = try await HandlerStage()
    try await third.handler(.analytics).handle(third.delivery("junk"))
    #expect(third.deadLetters(of: .analytics).isEmpty)
    let first = try await HandlerStage()
    try await first.handler(.scrape).handle(first.delivery("junk"))
    #expect(first.deadLetters(of: .scrape).count == 1)
  }

  @Test("a letter that died before says only where it died last")
  func deadTwice() {
    let message = Message(
      topic: "backcourt.backfill.date", key: nil,
      headers: [.init("ce_id", "1"), .init("backcourt-reason", "old"), .init("backcourt-original-topic", "old")],
      body: [1])
    let letter = EventBus.deadLetter(
      Delivery(message: message, partition: 1, offset: 2) {}, on: .deadLetter(.raw), reason: "new", at: "t")
    #expect(letter.topic == "backcourt.phase2.deadletter")
    #expect(letter.headers.filter { $0.name == "backcourt-reason" }.map(\.value) == ["new"])
    #expect(letter[header: "backcourt-original-topic"] == "backcourt.backfill.date")
    #expect(letter[header: "ce_id"] == "1")
  }

  @Test("R17: a failed date is published as failed, stops the cascade, and its trigger goes to the dead letters")
  func failed() async throws {
    let stage = try await HandlerStage()
    stage.source.update { $0 = { throw PipelineError.permanent("the source has lost it") } }
    try await stage.ask(#"{"date":"2024-01-10","from":"phase3"}"#)
    try await stage.settle()
    let completion = try #require(try stage.completions(of: .analytics).first)
    #expect(completion.status == .failed)
    #expect(completion.reason == "points: the source has lost it")
    #expect(try stage.completions(of: .precompute).isEmpty)
    let letter = try #require(stage.deadLetters(of: .analytics).first)
    #expect(letter[header: "backcourt-reason"] == "points: the source has lost it")
    #expect(String(decoding: letter.body, as: UTF8.self) == #"{"date":"2024-01-10","from":"phase3"}"#)
  }

  @Test("R28: a date that waits is silent, and its completion follows when its time has come")
  func waits() async throws {
    let stage = try await HandlerStage()
    stage.source.update { $0 = { throw PipelineError.transient("the source is asleep") } }
    let handler = try await stage.handler(.analytics)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await handler.watchClock() }
      try await handler.handle(stage.delivery(#"{"date":"2024-01-10","from":"phase3"}"#))
      #expect(stage.bus.published.isEmpty)
      try await eventually("the watch sleeps until it is due") { !stage.clock.alarms.isEmpty }
      stage.source.update { $0 = { 21 } }
      stage.clock.advance(by: .seconds(1))
      try await eventually("the date is complete") {
        try stage.completions(of: .analytics).map(\.status) == [.complete]
      }
      try await eventually("nothing waits any more") {
        try await stage.warehouse.number("SELECT count(*) FROM waiting_dates") == 0
      }
      group.cancelAll()
    }
  }

  @Test("the watch over waiting dates outlives a moment in which nothing can be done")
  func watchGoesOn() async throws {
    struct Outage: Error {}
    let stage = try await HandlerStage()
    let outages = Locked(1)
    stage.source.update { $0 = { throw PipelineError.transient("the source is asleep") } }
    let handler = try await stage.handler(.analytics) { _ in
      if outages.update({ left in
        left -= 1
        return left >= 0
      }) {
        throw Outage()
      }
    }
    try await handler.handle(stage.delivery(#"{"date":"2024-01-10","from":"phase3"}"#))
    stage.source.update { $0 = { 21 } }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await handler.watchClock() }
      try await eventually("the date is complete") {
        stage.clock.advance(by: .seconds(1))
        return try stage.completions(of: .analytics).map(\.status) == [.complete]
      }
      group.cancelAll()
    }
    #expect(outages.value == -1)
  }

  @Test("a waiting date is taken up by whatever message comes after its input has settled")
  func takenUp() async throws {
    let stage = try await HandlerStage()
    let (first, second) = (try await stage.handler(.analytics), try await stage.handler(.precompute))
    try await second.handle(stage.delivery(#"{"date":"2024-01-10","from":"phase4"}"#))
    #expect(try stage.completions(of: .precompute).isEmpty)
    try await first.handle(stage.delivery(#"{"date":"2024-01-10","from":"phase3"}"#))
    try await second.takeUpWaiting()
    #expect(try stage.completions(of: .precompute).map(\.status) == [.complete])
    #expect(try await stage.warehouse.number("SELECT count(*) FROM waiting_dates") == 0)
  }

  @Test("while a live message waits, no chain of backfill dates is taken up before it; afterwards all of it is")
  func givesWay() async throws {
    let stage = try await HandlerStage()
    let (first, second) = (try await stage.handler(.analytics), try await stage.handler(.precompute))
    for (date, mode) in zip(stage.dates, ["backfill", "live", "backfill"]) {
      try await second.handle(stage.delivery(#"{"date":"\#(date)","from":"phase4","mode":"\#(mode)"}"#))
    }
    for date in stage.dates {
      try await first.handle(stage.delivery(#"{"date":"\#(date)","from":"phase3"}"#))
    }
    second.giveWay { true }
    try await second.takeUpWaiting()
    #expect(try stage.completions(of: .precompute).map(\.request.date) == [stage.dates[1]], "the live one")
    second.giveWay { false }
    try await second.takeUpWaiting()
    #expect(Set(try stage.completions(of: .precompute).map(\.request.date)) == Set(stage.dates))
  }

  @Test("a request that comes while its date is at work is not lost")
  func notLost() async throws {
    let stage = try await HandlerStage()
    let turnstile = Turnstile()
    stage.source.update { $0 = { throw PipelineError.transient("the source is asleep") } }
    let handler = try await stage.handler(.analytics)
    try await handler.handle(stage.delivery(#"{"date":"2024-01-10","from":"phase3","run_id":"first"}"#))
    stage.source.update {
      $0 = {
        await turnstile.pass()
        return 21
      }
    }
    stage.clock.advance(by: .seconds(1))
    async let takenUp: Void = handler.takeUpWaiting()
    try await eventually("the waiting date is at work") { turnstile.arrived == 1 }
    async let asked: Void = handler.handle(
      stage.delivery(#"{"date":"2024-01-10","from":"phase3","run_id":"second","force":true}"#))
    turnstile.open()
    try await takenUp
    try await asked
    #expect(Set(try stage.completions(of: .analytics).map(\.request.runID)) == ["first", "second"])
  }

  @Test("only what was marked as live goes into the live lane")
  func lanes() throws {
    func lane(_ mode: RunMode) throws -> Lane {
      let request = DateRequested(runID: "r", date: day("2024-01-10"), mode: mode)
      let event = Event(id: "1", source: "/t", time: "t", trace: .root(), payload: .dateRequested(request))
      return EventBus.lane(of: try EventBus.message(event, on: .backfillDate))
    }
    #expect(try lane(.live) == .live)
    #expect(try lane(.backfill) == .backfill)
    #expect(try lane(.replay) == .backfill)
    #expect(EventBus.lane(of: Message(topic: "t", key: nil, body: [])) == .backfill)
  }
}
