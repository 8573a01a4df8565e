import Ledger
import Testing

@Suite("The life of a run")
struct RunStateTests {
  @Test("a run goes only where the table of its life allows, and nowhere from an end")
  func transitions() {
    let allowed: [RunState: Set<RunState>] = [
      .planned: [.running, .paused, .cancelling, .refused],
      .running: [.paused, .cancelling, .completed, .completedWithFailures, .refused],
      .paused: [.running, .cancelling],
      .cancelling: [.cancelled],
    ]
    for from in RunState.allCases {
      for to in RunState.allCases {
        #expect(from.mayBecome(to) == (allowed[from]?.contains(to) ?? false), "\(from) to \(to)")
      }
    }
    #expect(RunState.allCases.filter(\.isOver) == [.cancelled, .completed, .completedWithFailures, .refused])
  }

  @Test("every run comes to an end from wherever it is, and every state can be reached")
  func reachable() {
    func reached(from state: RunState) -> Set<RunState> {
      var (found, open): (Set<RunState>, [RunState]) = ([state], [state])
      while let next = open.popLast() {
        for state in RunState.transitions[next, default: []] where found.insert(state).inserted { open.append(state) }
      }
      return found
    }
    #expect(reached(from: .planned) == Set(RunState.allCases))
    for state in RunState.allCases { #expect(reached(from: state).contains { $0.isOver }) }
    #expect(Set(RunState.transitions.keys) == Set(RunState.allCases))
  }

  @Test("an order that is fulfilled already changes nothing; one that cannot be is told by the table")
  func orders() {
    #expect(RunOrder.pause.isFulfilled(by: .paused) && !RunOrder.pause.isFulfilled(by: .running))
    #expect(RunOrder.resume.isFulfilled(by: .running) && !RunOrder.resume.isFulfilled(by: .completed))
    #expect(RunOrder.cancel.isFulfilled(by: .cancelling) && RunOrder.cancel.isFulfilled(by: .cancelled))
    #expect(!RunState.cancelling.mayBecome(RunOrder.pause.state))
    #expect(!RunState.cancelling.mayBecome(RunOrder.resume.state))
    #expect(RunState.paused.mayBecome(RunOrder.cancel.state))
  }
}
