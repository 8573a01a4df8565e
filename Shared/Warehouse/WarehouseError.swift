/// Why the warehouse did not do what it was asked.
public enum WarehouseError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file cannot be opened or is no warehouse.
  case cannotOpen(path: String, reason: String)
  /// The file was written by a newer version.
  case newerFormat(path: String, found: Int, supported: Int)
  /// The table in the store is not the table that is declared.
  case schemaDiffers(table: String, difference: String)
  /// A declaration contradicts itself.
  case badDeclaration(String)
  /// A row breaks its declaration: not a number, or out of range.
  case badRow(table: String, column: String, value: String, expected: String)
  /// Two rows of a partition have the same key.
  case duplicateKey(table: String, date: String)
  /// What is stored does not decode.
  case undecodable(table: String, column: String)
  /// The store holds another number of rows than were written.
  case rowCountDiffers(table: String, date: String, written: Int, stored: Int)
  /// No space is left on the device.
  case diskFull(path: String)
  /// The store may not be written.
  case readOnly(path: String)
  /// The server does not answer, or the way to it broke.
  case unreachable(location: String, reason: String)
  /// The server answers and refuses: a wrong password, no such database, no permission, another program's tables.
  case refused(location: String, reason: String)
  /// The database is there, and no warehouse in it yet.
  case nothingThere(location: String)
  /// Another process held the store for too long.
  case busy(path: String)
  /// Anything else the engine says.
  case engine(String)

  /// Whether the same call may succeed later.
  public var isRetryable: Bool {
    switch self {
    case .busy, .diskFull, .unreachable: true
    default: false
    }
  }

  /// What happened, to what, and what to do.
  public var description: String {
    switch self {
    case .cannotOpen(let path, let reason):
      "cannot open the warehouse \(path): \(reason). Give a folder you may write to with --data, or restore the file"
    case .newerFormat(let path, let found, let supported):
      "the warehouse \(path) has format \(found), this version reads up to \(supported); update Backcourt"
    case .schemaDiffers(let table, let difference):
      "table \(table) in the store is not the declared one (\(difference)); use an empty warehouse, or drop the table "
        + "and replay"
    case .badDeclaration(let what): "a table declaration contradicts itself: \(what)"
    case .badRow(let table, let column, let value, let expected):
      "\(table).\(column) would be \(value); expected \(expected)"
    case .duplicateKey(let table, let date): "two rows of \(table) on \(date) have the same key"
    case .undecodable(let table, let column):
      "\(table).\(column) does not hold what is declared; run `backcourt verify`"
    case .rowCountDiffers(let table, let date, let written, let stored):
      "\(written) rows were written to \(table) on \(date), but the store holds \(stored)"
    case .diskFull(let path): "no space is left on the device of \(path); free some and run the same command again"
    case .readOnly(let path): "no permission to write \(path); give a folder you may write to with --data"
    case .unreachable(let location, let reason):
      "the warehouse \(location) cannot be reached: \(reason). See that the server runs and that this machine may reach it"
    case .nothingThere(let location):
      "there is no warehouse in \(location) yet; the first service that starts on it, or the first backfill, makes it"
    case .refused(let location, let reason): "the warehouse \(location) refuses: \(reason)"
    case .busy(let path): "another process holds \(path); the write is tried again"
    case .engine(let what): "the warehouse engine says: \(what)"
    }
  }
}
