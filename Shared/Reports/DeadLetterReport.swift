package import Foundation
package import Ledger

/// Dead letters, counted by cause, and one by one.
package struct DeadLetterReport: Encodable {
  /// Which were asked for; nil means all.
  var state: DeadLetter.State?
  package var total: Int
  package var causes: [Cause]
  package var letters: [Line]

  package struct Cause: Encodable {
    var topic: String
    var cause: String
    var count: Int
    var oldest: String
  }

  package struct Line: Encodable {
    var id: String
    var state: DeadLetter.State
    var topic: String
    var partition: Int
    var offset: Int64
    var originalTopic: String?
    var deadSince: String
    var ageSeconds: Int
    var redrives: Int
    var reason: String
  }

  package init(
    state: DeadLetter.State?, reasons: [(topic: String, reason: String, count: Int, oldest: String)],
    letters: [DeadLetter], now: Date
  ) {
    self.state = state
    var causes: [[String]: Cause] = [:]
    for reason in reasons {
      let cause = DeadLetter.cause(of: reason.reason)
      var known =
        causes[[reason.topic, cause]] ?? Cause(topic: reason.topic, cause: cause, count: 0, oldest: reason.oldest)
      known.count += reason.count
      known.oldest = min(known.oldest, reason.oldest)
      causes[[reason.topic, cause]] = known
    }
    self.causes = causes.values.sorted { ($1.count, $0.topic, $0.cause) < ($0.count, $1.topic, $1.cause) }
    total = reasons.reduce(0) { $0 + $1.count }
    self.letters = letters.map { letter in
      Line(
        id: letter.id, state: letter.state, topic: letter.topic, partition: letter.partition, offset: letter.offset,
        originalTopic: letter.originalTopic, deadSince: letter.deadSince,
        ageSeconds: Self.seconds(since: letter.deadSince, now: now), redrives: letter.redrives, reason: letter.reason)
    }
  }

  private static func seconds(since time: String, now: Date) -> Int {
    let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    // A foreign client may have written any text as the time; such a letter has no known age.
    guard let date = try? Date(time, strategy: format) else { return 0 }
    return max(0, Int(now.timeIntervalSince(date)))
  }

  package var text: String {
    guard total > 0 else {
      switch state {
      case .open: return "No dead letter is open; --state all shows those that were decided."
      case let state?: return "No dead letter was \(state.rawValue)."
      case nil: return "There is no dead letter."
      }
    }
    var counts = TextTable(columns: [.right("letters"), .left("topic"), .left("oldest"), .left("cause")])
    for cause in causes {
      counts.add(["\(cause.count)", cause.topic, cause.oldest, cause.cause].map(SafeText.line))
    }
    var lines = TextTable(columns: [
      .left("id"), .left("state"), .left("lies at"), .right("age"), .right("redrives"), .left("reason"),
    ])
    for letter in letters {
      lines.add(
        [
          letter.id, letter.state.rawValue, "\(letter.topic)-\(letter.partition)-\(letter.offset)",
          Self.age(letter.ageSeconds), "\(letter.redrives)", letter.reason,
        ].map(SafeText.line))
    }
    let rest = total - letters.count
    return counts.text + (lines.isEmpty ? "" : "\n\n" + lines.text)
      + (rest > 0 ? "\n\(rest) more are not shown; raise --limit." : "")
  }

  private static func age(_ seconds: Int) -> String {
    seconds >= 86_400
      ? "\(seconds / 86_400) d"
      : seconds >= 3600 ? "\(seconds / 3600) h" : seconds >= 60 ? "\(seconds / 60) min" : "\(seconds) s"
  }

  /// One letter, whole.
  package static func text(_ letter: DeadLetter) -> String {
    var lines = ["\(letter.id)  \(letter.state.rawValue)"]
    func add(_ name: String, _ value: String?) {
      if let value {
        lines.append("  " + name.padding(toLength: 12, withPad: " ", startingAt: 0) + SafeText.line(value))
      }
    }
    add("reason", letter.reason)
    add("dead since", letter.deadSince)
    add("lies at", "\(letter.topic)-\(letter.partition)-\(letter.offset)")
    add(
      "came from",
      letter.originalTopic.map { topic in
        "\(topic)-\(letter.originalPartition.map { "\($0)" } ?? "?")-\(letter.originalOffset.map { "\($0)" } ?? "?")"
      })
    add("key", letter.key)
    add("redrives", "\(letter.redrives)")
    add("decided", letter.decidedAt.map { "\(letter.state.rawValue) at \($0) by \(letter.decidedBy ?? "")" })
    add("because", letter.decision)
    for header in letter.headers { lines.append(SafeText.line("  \(header.name): \(header.value)")) }
    lines.append("  body, \(letter.bodyBytes) bytes\(letter.isWhole ? "" : ", not all of it is kept"):")
    lines.append(SafeText.lines(String(decoding: letter.body, as: UTF8.self)))
    return lines.joined(separator: "\n")
  }
}
