/// The life of a cell as a state machine: pure, without store and clock. Every change of a cell in the ledger goes
/// through it.
///
/// A lease carries a fencing token that grows with each lease. Only the holder of the newest token can finish the cell,
/// so a process that was stopped, lost its lease and woke again changes nothing.
public struct CellLife: Hashable, Sendable {
  /// Where it is.
  public private(set) var state: CellState
  /// Who works on it; present exactly while it is running.
  public private(set) var lease: Lease?
  /// The token of the newest lease there ever was.
  public private(set) var fencingToken: Int
  /// Leases since its last outcome.
  public private(set) var attempts: Int

  /// A claim on a cell for a time.
  public struct Lease: Hashable, Sendable {
    /// The process and task that hold it.
    public var owner: String
    /// When it ends unless renewed, in milliseconds since 1970.
    public var until: Int64

    /// A lease.
    public init(owner: String, until: Int64) {
      self.owner = owner
      self.until = until
    }
  }

  /// Why a change was refused.
  public enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// Somebody else holds the lease.
    case held(by: String, until: Int64)
    /// The lease of that token is over; another one may work on the cell.
    case leaseLost(token: Int, newest: Int)
    /// Nobody works on the cell.
    case notHeld(CellState)

    /// What happened.
    public var description: String {
      switch self {
      case .held(let owner, _): "the cell is worked on by \(owner)"
      case .leaseLost(let token, let newest):
        "the lease \(token) is over (the newest is \(newest)); nothing was written"
      case .notHeld(let state): "nobody works on the cell; it is \(state.rawValue)"
      }
    }
  }

  /// A life as it stands in the store.
  public init(state: CellState = .expected, lease: Lease? = nil, fencingToken: Int = 0, attempts: Int = 0) {
    self.state = state
    self.lease = state == .running ? lease : nil
    self.fencingToken = fencingToken
    self.attempts = attempts
  }

  /// Takes the cell for work until `until`; returns the token that proves it.
  public mutating func take(owner: String, until: Int64, now: Int64) throws(Refusal) -> Int {
    if let lease, lease.until > now, lease.owner != owner {
      throw .held(by: lease.owner, until: lease.until)
    }
    state = .running
    lease = Lease(owner: owner, until: until)
    fencingToken += 1
    attempts += 1
    return fencingToken
  }

  /// Extends the lease.
  public mutating func renew(token: Int, until: Int64) throws(Refusal) {
    try check(token)
    if var lease {
      lease.until = max(lease.until, until)
      self.lease = lease
    }
  }

  /// Ends the work with an outcome.
  public mutating func finish(token: Int, state outcome: CellState) throws(Refusal) {
    try check(token)
    state = outcome
    lease = nil
    if outcome.outcome != nil {
      attempts = 0
    }
  }

  /// Says that the cell was asked for and cannot run yet. A cell under a live lease stays as it is.
  public mutating func wait(now: Int64) throws(Refusal) {
    if let lease, lease.until > now {
      throw .held(by: lease.owner, until: lease.until)
    }
    state = .waiting
    lease = nil
  }

  /// Takes the cell from who holds it, alive or not: what was begun has failed, and the token of it finishes nothing.
  public mutating func unlock() throws(Refusal) -> Lease {
    guard state == .running, let held = lease else { throw .notHeld(state) }
    state = .failed
    lease = nil
    fencingToken += 1
    attempts = 0
    return held
  }

  /// Takes the outcome back: the rows are not what was claimed, and the cell is work again. A cell under a live lease
  /// stays as it is.
  public mutating func withdraw(now: Int64) throws(Refusal) {
    if let lease, lease.until > now {
      throw .held(by: lease.owner, until: lease.until)
    }
    state = .expected
    lease = nil
    attempts = 0
  }

  private func check(_ token: Int) throws(Refusal) {
    guard state == .running, token == fencingToken else {
      throw .leaseLost(token: token, newest: fencingToken)
    }
  }
}
