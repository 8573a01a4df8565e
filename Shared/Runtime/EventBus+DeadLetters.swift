public import Bus
import Contracts
import Foundation
public import Ledger

extension EventBus {
  /// Says how often a message was sent again after it died.
  public static let redrivesHeader = "backcourt-redrives"

  /// How often a letter is sent again unless an operator says otherwise: one that dies again and again cannot loop.
  public static let maxRedrives = 3

  /// What the ledger keeps of a delivery from a dead-letter topic.
  public static func deadLetter(in delivery: Delivery, recordedAt time: String) -> DeadLetter {
    let message = delivery.message
    return DeadLetter(
      topic: message.topic, partition: delivery.partition, offset: delivery.offset,
      originalTopic: message[header: "backcourt-original-topic"],
      originalPartition: message[header: "backcourt-original-partition"].flatMap { Int($0) },
      originalOffset: message[header: "backcourt-original-offset"].flatMap { Int64($0) },
      reason: message[header: "backcourt-reason"] ?? "it says no reason",
      deadSince: message[header: "backcourt-dead-since"] ?? time, recordedAt: time,
      redrives: message[header: redrivesHeader].flatMap { Int($0) } ?? 0, key: message.key,
      headers: message.headers.map { DeadLetter.Header($0.name, $0.value) }, body: message.body)
  }

  /// The message of a dead letter as it goes to its original topic again, one redrive older.
  ///
  /// - Throws: ``RedriveRefusal`` when it cannot go.
  public static func redrive(
    of letter: DeadLetter, limit: Int = maxRedrives
  ) throws(RedriveRefusal) -> Message {
    guard letter.state == .open else { throw .decided(letter.id, letter.state) }
    guard letter.isWhole else { throw .cut(letter.id, bytes: letter.bodyBytes) }
    guard letter.redrives < limit else { throw .tooOften(letter.id, letter.redrives) }
    let name = letter.originalTopic ?? Topic.backfillDate.name
    guard ([.backfillDate] + Phase.allCases.map(Topic.complete)).contains(where: { $0.name == name }) else {
      throw .noTopic(letter.id, name)
    }
    let dropped = [
      "backcourt-reason", "backcourt-original-topic", "backcourt-original-partition", "backcourt-original-offset",
      "backcourt-dead-since", redrivesHeader,
    ]
    let headers = letter.headers.filter { !dropped.contains($0.name) }.map { Message.Header($0.name, $0.value) }
    return Message(
      topic: name, key: letter.key, headers: headers + [Message.Header(redrivesHeader, "\(letter.redrives + 1)")],
      body: letter.body)
  }
}

/// Why a dead letter is not sent again.
public enum RedriveRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  case decided(String, DeadLetter.State)
  case cut(String, bytes: Int)
  case tooOften(String, Int)
  case noTopic(String, String)

  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .decided(let id, let state): "\(id) was \(state.rawValue) already"
    case .cut(let id, let bytes):
      "\(id) is too large to be kept whole (\(bytes) bytes); publish the date again with `backcourt replay`, and drop it"
    case .tooOften(let id, let times):
      "\(id) was sent again \(times) times and died each time; mend the cause, then raise --max-redrives, or drop it"
    case .noTopic(let id, let topic): "\(id) came from '\(topic)', which is no topic of ours; drop it"
    }
  }
}
