import DequeModule

/// The consumption loop's state: what was pulled and is not finished. Pure; the loop does what it says.
struct Backlog: Sendable {
  /// A pulled message on its way through the loop.
  struct Job: Sendable {
    let number: Int
    let delivery: Delivery
    let lane: Lane
    /// When it was pulled, on the loop's clock.
    let since: Duration
  }

  /// What a worker that asks for work gets.
  enum Turn: Sendable {
    case job(Job)
    /// No more work will be given out.
    case end
  }

  private let readAhead: Int
  private var lanes: Lanes<Job>
  /// Per key that has a job in a lane or at work: the jobs that come after it, in order.
  private var chains: [String: Deque<Job>] = [:]
  /// Jobs that are not finished, by number.
  private var open: [Int: Job] = [:]
  private var chained = 0
  private var lastNumber = 0

  private(set) var finished = 0
  private(set) var isDraining = false

  init(readAhead: Int, backfillEvery: Int) {
    self.readAhead = readAhead
    lanes = Lanes(backfillEvery: backfillEvery)
  }

  /// Messages that were pulled and have not begun.
  var waiting: Int { lanes.count(in: .live) + lanes.count(in: .backfill) + chained }
  /// Messages at work.
  var running: Int { open.count - waiting }
  /// Whether another message may be pulled.
  var hasRoom: Bool { waiting < readAhead }
  /// When the oldest unfinished message was pulled.
  var oldest: Duration? { open.values.map(\.since).min() }

  /// How many wait in a lane, those behind another of their key included.
  func waiting(in lane: Lane) -> Int {
    lanes.count(in: lane) + chains.values.reduce(0) { $0 + $1.count { $0.lane == lane } }
  }

  /// Takes in a pulled message.
  mutating func accept(_ delivery: Delivery, lane: Lane, at now: Duration) {
    lastNumber += 1
    let job = Job(number: lastNumber, delivery: delivery, lane: lane, since: now)
    open[job.number] = job
    guard let key = delivery.message.key else { return lanes.append(job, to: lane) }
    if chains[key] != nil {
      chains[key]?.append(job)
      chained += 1
    } else {
      chains[key] = []
      lanes.append(job, to: lane)
    }
  }

  /// The next job, or the end; nil when there is nothing to do yet.
  mutating func take() -> Turn? {
    if isDraining { return .end }
    return lanes.popFirst().map(Turn.job)
  }

  /// Notes that a job is done, and lets the next of its key come forward.
  mutating func finish(_ job: Job) {
    open[job.number] = nil
    finished += 1
    guard let key = job.delivery.message.key else { return }
    if let next = chains[key]?.popFirst() {
      chained -= 1
      lanes.append(next, to: next.lane)
    } else {
      chains[key] = nil
    }
  }

  /// From now on no job is given out.
  mutating func drain() {
    isDraining = true
  }
}
