import Ledger

/// Why an order to a run was not carried out.
enum RunOrderRefusal: Error, CustomStringConvertible {
  case noRun(String)
  case nothingAtWork
  case several([String])
  case notPossible(RunOrder, String, RunState)

  var description: String {
    switch self {
    case .noRun(let run): "there is no run '\(run)'; `backcourt runs` lists them"
    case .nothingAtWork: "no run is at work; `backcourt runs` lists those there were"
    case .several(let runs): "several runs are at work; say which: \(runs.joined(separator: ", "))"
    case .notPossible(let order, let run, let state):
      state.isOver
        ? "\(run) is over (\(state.words)), so there is nothing to \(order.rawValue); ask for the work again with `backcourt backfill`"
        : "\(run) is \(state.words) and cannot \(order.rawValue) now; see `backcourt runs \(run)`"
    }
  }
}
