/// How a group's members share partitions: per topic, in the order of the members' ids, each a contiguous run, the first
/// ones one more when it does not divide.
package enum RangeAssignment {
  /// Every member's partitions, sorted. Members that get none have an empty list.
  ///
  /// - Parameters:
  ///   - members: each member's id and the topics it subscribed.
  ///   - partitions: the number of partitions of each topic; a topic that is not in it is not assigned.
  package static func shares<ID: Hashable & Comparable>(
    members: [ID: [String]], partitions: [String: Int]
  ) -> [ID: [TopicPartition]] {
    var shares = members.mapValues { _ in [TopicPartition]() }
    for (topic, count) in partitions {
      let takers = members.filter { $0.value.contains(topic) }.keys.sorted()
      var next = 0
      for (place, member) in takers.enumerated() {
        let size = count / takers.count + (place < count % takers.count ? 1 : 0)
        shares[member, default: []] += (next..<next + size).map { TopicPartition(topic: topic, partition: $0) }
        next += size
      }
    }
    return shares.mapValues { $0.sorted() }
  }
}
