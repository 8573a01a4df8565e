/// One partition of one topic.
package struct TopicPartition: Hashable, Sendable, Comparable {
  package let topic: String
  package let partition: Int

  package init(topic: String, partition: Int) {
    self.topic = topic
    self.partition = partition
  }

  package static func < (left: TopicPartition, right: TopicPartition) -> Bool {
    (left.topic, left.partition) < (right.topic, right.partition)
  }
}
