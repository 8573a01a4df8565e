/// The state of an ``InMemoryBus``: logs, groups, members. Pure; who must be woken is returned.
struct InMemoryBroker {
  typealias MemberID = Int

  private struct Topic {
    /// Per partition, indices into `published`.
    var partitions: [[Int]]
    /// Where the next message without a key goes.
    var spread = 0
  }

  private struct Share {
    let place: TopicPartition
    var next: Int
    var offsets = ContiguousOffsets()
  }

  private struct Member {
    let topics: [String]
    var shares: [Share] = []
    var turn = 0

    mutating func take(from topics: [String: Topic]) -> (TopicPartition, offset: Int, ContiguousOffsets.Ticket)? {
      for step in shares.indices {
        let index = (turn + step) % shares.count
        let (place, offset) = (shares[index].place, shares[index].next)
        guard let log = topics[place.topic]?.partitions[place.partition], offset < log.count else { continue }
        shares[index].next += 1
        turn = index + 1
        return (place, offset, shares[index].offsets.fetch(Int64(offset)))
      }
      return nil
    }
  }

  private struct Group {
    var committed: [TopicPartition: Int] = [:]
    var members: [MemberID: Member] = [:]
    var generation = 0
  }

  /// A message that was taken, and what settles it.
  struct Taken {
    let message: Message
    let place: TopicPartition
    let offset: Int
    let generation: Int
    let ticket: ContiguousOffsets.Ticket
  }

  private var topics: [String: Topic] = [:]
  private var groups: [String: Group] = [:]
  private var lastMember = 0

  /// All messages in the order of publishing.
  private(set) var published: [Message] = []

  mutating func create(topic: String, partitions: Int) {
    guard topics[topic] == nil else { return }
    topics[topic] = Topic(partitions: Array(repeating: [], count: max(1, partitions)))
    for group in groups.keys { rebalance(group) }
  }

  /// Appends a message; returns the members that may have been waiting for it.
  mutating func publish(_ message: Message) throws(BusError) -> [MemberID] {
    guard var topic = topics[message.topic] else { throw .unknownTopic(message.topic) }
    let partition: Int
    if let key = message.key {
      partition = KeyHash.partition(of: key, count: topic.partitions.count)
    } else {
      partition = topic.spread % topic.partitions.count
      topic.spread += 1
    }
    topic.partitions[partition].append(published.count)
    topics[message.topic] = topic
    published.append(message)
    let place = TopicPartition(topic: message.topic, partition: partition)
    return groups.values.flatMap { group in
      group.members.filter { $0.value.shares.contains { $0.place == place } }.keys
    }
  }

  mutating func join(_ group: String, topics: [String]) throws(BusError) -> MemberID {
    for topic in topics where self.topics[topic] == nil { throw .unknownTopic(topic) }
    lastMember += 1
    groups[group, default: Group()].members[lastMember] = Member(topics: topics)
    rebalance(group)
    return lastMember
  }

  /// Takes a member out; what it had not settled goes to the others, who are returned.
  mutating func leave(_ group: String, member: MemberID) -> [MemberID] {
    guard groups[group]?.members.removeValue(forKey: member) != nil else { return [] }
    rebalance(group)
    return members(of: group)
  }

  func members(of group: String) -> [MemberID] {
    groups[group].map { Array($0.members.keys) } ?? []
  }

  func isMember(_ member: MemberID, of group: String) -> Bool {
    groups[group]?.members[member] != nil
  }

  func partitions(of member: MemberID, in group: String) -> Int {
    groups[group]?.members[member]?.shares.count ?? 0
  }

  /// The next message of the member's partitions, in turn.
  mutating func take(_ group: String, member: MemberID) -> Taken? {
    guard let generation = groups[group]?.generation,
      let (place, offset, ticket) = groups[group]?.members[member]?.take(from: topics),
      let index = topics[place.topic]?.partitions[place.partition][offset]
    else { return nil }
    return Taken(
      message: published[index], place: place, offset: offset, generation: generation, ticket: ticket)
  }

  /// Settles a taken message; does nothing after the group was rebalanced.
  mutating func settle(_ taken: Taken, group: String, member: MemberID) {
    guard groups[group]?.generation == taken.generation,
      let index = groups[group]?.members[member]?.shares.firstIndex(where: { $0.place == taken.place }),
      let position = groups[group]?.members[member]?.shares[index].offsets.settle(taken.ticket)
    else { return }
    groups[group]?.committed[taken.place] = Int(position)
  }

  /// How many messages of the topics of a group's members the group has not settled.
  func unsettled(by group: String) -> Int {
    guard let group = groups[group] else { return 0 }
    return Set(group.members.values.flatMap(\.topics)).reduce(0) { total, name in
      let logs = topics[name]?.partitions ?? []
      return total
        + logs.enumerated().reduce(0) { sum, log in
          let place = TopicPartition(topic: name, partition: log.offset)
          return sum + log.element.count - (group.committed[place] ?? 0)
        }
    }
  }

  /// Whether every group that has members has settled everything.
  var isSettled: Bool { groups.keys.allSatisfy { unsettled(by: $0) == 0 } }

  /// Eager, as `range` is on Kafka: all shares are taken away and dealt anew, from the committed positions.
  private mutating func rebalance(_ name: String) {
    guard var group = groups[name] else { return }
    group.generation += 1
    let shares = RangeAssignment.shares(
      members: group.members.mapValues(\.topics), partitions: topics.mapValues(\.partitions.count))
    for (member, places) in shares {
      group.members[member]?.shares = places.map { Share(place: $0, next: group.committed[$0] ?? 0) }
      group.members[member]?.turn = 0
    }
    groups[name] = group
  }
}
