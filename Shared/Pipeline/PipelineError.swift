/// Why a cell was not computed, or a declaration not accepted.
public enum PipelineError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A table took something from its view that it did not declare.
  case undeclaredRead(String)
  /// Two tables have one name.
  case duplicateTable(String)
  /// Tables read each other in a circle.
  case cycle([String])
  /// A table that is read is not known to any phase.
  case unknownTable(reader: String, table: String)
  /// A reader wants a column that the table does not have, or not of that type.
  case missingColumn(reader: String, table: String, column: String)
  /// A read of a table that a later phase writes, other than feedback.
  case readsLaterPhase(reader: String, table: String)
  /// A weekly snapshot of a table that is not kept so.
  case wrongCadence(reader: String, table: String, cadence: String)
  /// Two phases claim one table.
  case ownedByOther(table: String, phase: String)
  /// Inputs are there, but not enough of them to compute anything.
  case insufficientData(String)
  /// The rows break promises of their table without which they must not be written.
  case qualityBroken(table: String, reasons: [String])
  /// Something outside answered, but not usably; trying again may help.
  case transient(String)
  /// Something outside is wrong and will stay so until it is mended.
  case permanent(String)
  /// The computation of a cell did not come to its end in time.
  case timedOut(String, String)
  /// The inputs moved while they were read; the cell is evaluated again.
  case inputsMoved

  /// What happened, to what, and what to do.
  public var description: String {
    switch self {
    case .undeclaredRead(let table): "a table read \(table) without declaring it; add it to `inputs`"
    case .duplicateTable(let table): "table \(table) is declared twice in this phase"
    case .cycle(let tables): "tables read each other in a circle: \(tables.joined(separator: " → "))"
    case .unknownTable(let reader, let table): "\(reader) reads \(table), which no phase declares"
    case .missingColumn(let reader, let table, let column):
      "\(reader) reads \(table).\(column), which that table does not have or has with another type"
    case .readsLaterPhase(let reader, let table):
      "\(reader) reads \(table), which a later phase writes; only what phase 5b closed before may come back to phase 5a"
    case .wrongCadence(let reader, let table, let cadence):
      "\(reader) reads a weekly snapshot of \(table), which must then declare the cadence \(cadence)"
    case .ownedByOther(let table, let phase): "table \(table) belongs to \(phase) already"
    case .insufficientData(let what): what
    case .qualityBroken(let table, let reasons):
      "\(table) keeps its rows of before: \(reasons.joined(separator: "; "))"
    case .transient(let what): what
    case .permanent(let what): what
    case .timedOut(let cell, let why): "\(cell) did not come to its end: \(why)"
    case .inputsMoved: "the inputs changed while they were read"
    }
  }
}
