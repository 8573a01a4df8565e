import Contracts
import Ledger

/// Why a run was not taken on, or given up.
enum RunRefusal: Error, CustomStringConvertible {
  case busy(String, RunState)
  case planChanged
  case notRegistered([Phase])
  case noTable(TableName)
  case noSchedule(String)
  case gateFailed(String)

  var description: String {
    switch self {
    case .busy(let run, .paused):
      "a backfill is paused (\(run)); `backcourt resume \(run)` lets it go on, `backcourt cancel \(run)` gives it up"
    case .busy(let run, .cancelling): "a backfill is being cancelled (\(run)); ask again when it is over"
    case .busy(let run, _):
      "a backfill is at work already (\(run)); wait for it, or follow it with `backcourt runs \(run)`"
    case .planChanged: "the plan has changed since it was made; look at it again with `backcourt plan`"
    case .notRegistered(let phases):
      "\(phases.map(\.rawValue).joined(separator: ", ")) never registered with this warehouse; start its service"
    case .noTable(let name): "there is no table '\(name)'; `backcourt tables` lists them"
    case .noSchedule(let why): "the schedule could not be read: \(why)"
    case .gateFailed(let why): "\(why); mend it, or run with --no-gates and a reason"
    }
  }
}
