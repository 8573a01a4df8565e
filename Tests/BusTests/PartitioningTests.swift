import Testing

@testable import Bus

@Suite struct PartitioningTests {
  @Test(
    "keys hash as Kafka's Java client hashes them",
    arguments: [("21", -973_932_308), ("foobar", -790_332_482), ("a-little-bit-long-string", -985_981_536)])
  func murmur2(key: String, hash: Int32) {
    let count = 1 << 20
    #expect(KeyHash.partition(of: key, count: count) == Int(hash & 0x7fff_ffff) % count)
  }

  @Test("a topic's partitions are dealt in runs, the first members getting one more")
  func runs() {
    let shares = RangeAssignment.shares(members: [1: ["t"], 2: ["t"], 3: ["t"]], partitions: ["t": 8])
    #expect(shares.mapValues { $0.map(\.partition) } == [1: [0, 1, 2], 2: [3, 4, 5], 3: [6, 7]])
  }

  @Test("property: every partition of a subscribed topic has exactly one owner", arguments: 1...30)
  func everyPartitionOnce(seed: Int) {
    var random = SeededRandom(seed: seed)
    let topics = ["a", "b", "c"]
    let partitions = Dictionary(uniqueKeysWithValues: topics.map { ($0, Int.random(in: 1...13, using: &random)) })
    let members = Dictionary(
      uniqueKeysWithValues: (0..<Int.random(in: 1...15, using: &random)).map { member in
        (member, topics.filter { _ in Bool.random(using: &random) })
      })
    let shares = RangeAssignment.shares(members: members, partitions: partitions)
    let owned = shares.values.flatMap { $0 }
    let wanted = topics.filter { topic in members.values.contains { $0.contains(topic) } }
      .flatMap { topic in (0..<(partitions[topic] ?? 0)).map { TopicPartition(topic: topic, partition: $0) } }
    #expect(owned.sorted() == wanted.sorted())
    for (member, share) in shares { #expect(share.allSatisfy { members[member]?.contains($0.topic) == true }) }
  }
}
