/// A message as it arrived, with where it came from and the means to finish it.
public struct Delivery: Sendable {
  /// The message.
  public let message: Message
  /// The partition it came from.
  public let partition: Int
  /// Its place in that partition.
  public let offset: Int64
  private let finish: @Sendable () -> Void

  /// A delivery whose `finish` is called when it is settled.
  public init(message: Message, partition: Int, offset: Int64, finish: @escaping @Sendable () -> Void) {
    self.message = message
    self.partition = partition
    self.offset = offset
    self.finish = finish
  }

  /// Says that the message's effects are durable. The group's position moves up to the highest message below which all
  /// are settled. Settling twice, or after the partition went to another member, does nothing.
  public func settle() {
    finish()
  }
}
