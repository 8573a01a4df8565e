import Testing

@testable import Bus
@testable import Runtime

@Suite("Health")
struct HealthTests {
  private func loop(_ change: (inout ConsumerState) -> Void) -> ConsumerState {
    var state = ConsumerState(
      waiting: [:], running: 0, handled: 0, isDraining: false,
      subscription: SubscriptionState(isConnected: true, hasJoined: true, partitions: 12))
    change(&state)
    return state
  }

  @Test("a loop is stuck when a handler is at work and none began or ended for ten minutes, and only then")
  func stuck() {
    #expect(Health.alive(loop { _ in }).isGood, "idle")
    #expect(
      Health.alive(
        loop {
          $0.running = 1
          $0.sinceLastTurn = .seconds(599)
        }
      ).isGood, "at work")
    #expect(
      Health.alive(
        loop {
          $0.running = 0
          $0.sinceLastTurn = .seconds(86_400)
        }
      ).isGood, "idle for a day")
    let stuck = Health.alive(
      loop {
        $0.running = 1
        $0.sinceLastTurn = .seconds(600)
        $0.oldestUnsettled = .seconds(600)
      })
    #expect(!stuck.isGood && stuck.words == "stuck: a handler is at work for 600 s")
  }

  @Test("an outage of the bus does not make a process dead, but it is not ready")
  func outage() {
    let cut = loop {
      $0.subscription.isConnected = false
      $0.subscription.problem = "connection refused"
      $0.failure = "the bus is away"
    }
    #expect(Health.alive(cut).isGood)
    #expect(Health.ready(cut) == Health.Finding(false, "not connected: connection refused"))
  }

  @Test("a loop is ready once it has joined, also with no share, and never while it drains")
  func ready() {
    #expect(Health.ready(loop { $0.subscription.hasJoined = false }).isGood == false)
    #expect(Health.ready(loop { $0.subscription.partitions = 0 }).isGood)
    #expect(Health.ready(loop { $0.isDraining = true }) == Health.Finding(false, "draining"))
    #expect(
      Health.ready(loop { $0.failure = "the disk is full" }) == Health.Finding(false, "cannot work: the disk is full"))
  }

  @Test("a process is ready when its loops and every condition are; each says what it found")
  func whole() async {
    let health = Health()
    #expect(await health.ready().isEmpty && health.alive.isEmpty)
    let state = loop { _ in }
    health.watch("g") { state }
    health.require("source") { Health.Finding(false, "is away") }
    let findings = await health.ready()
    #expect(findings["g"]?.isGood == true && findings["source"] == Health.Finding(false, "is away"))
  }
}
