/// A member of a group on an ``InMemoryBus``.
public final class InMemorySubscription: Subscription {
  private enum Look: Sendable {
    case taken(InMemoryBroker.Taken)
    case closed
  }

  private let bus: InMemoryBus
  private let group: String
  private let member: InMemoryBroker.MemberID
  private let bell: Doorbell

  init(bus: InMemoryBus, group: String, member: InMemoryBroker.MemberID, bell: Doorbell) {
    self.bus = bus
    self.group = group
    self.member = member
    self.bell = bell
  }

  /// The next message of the assigned partitions, in turn.
  public func next() async -> Delivery? {
    let (bus, group, member) = (bus, group, member)
    let look = await bell.first { () -> Look? in
      if let taken = bus.take(group: group, member: member) { return .taken(taken) }
      return bus.isMember(member, of: group) ? nil : .closed
    }
    guard case .taken(let taken)? = look else { return nil }
    return Delivery(message: taken.message, partition: taken.place.partition, offset: Int64(taken.offset)) {
      bus.settle(taken, group: group, member: member)
    }
  }

  /// The member's share; its lag is what its whole group has not settled.
  public var state: SubscriptionState {
    bus.state(group: group, member: member) ?? SubscriptionState(problem: "closed")
  }

  /// Leaves the group.
  public func close() async {
    bus.leave(group: group, member: member)
  }

  /// Dies: what was not settled goes to other members, and nothing that is settled afterwards counts.
  public func abandon() {
    bus.leave(group: group, member: member)
  }
}
