import CPostgres
import Dispatch

/// One connection to the server, made when it is needed and made again when it was lost.
///
/// Used by one holder at a time, only on its own queue: ``perform(_:)`` is the one way in.
// Unchecked: the pool hands a connection to one holder at a time, and everything mutable is touched on `queue` only.
final class PostgreSQLConnection: @unchecked Sendable {
  let address: PostgreSQLAddress
  private let queue = DispatchQueue(label: "backcourt.postgresql")
  private let clock: PostgreSQLClock
  private var handle: OpaquePointer?
  private var statements: [String: String] = [:]
  private var keys: [String: [String]] = [:]
  /// Whether the connection broke after a COMMIT was sent, so that nobody knows whether it happened.
  private(set) var isOutcomeUnknown = false

  /// How long a server or a wire that answers nothing is waited for. What the address itself says goes before it.
  private static let patience = [
    "connect_timeout": "5", "keepalives_idle": "5", "keepalives_interval": "2", "keepalives_count": "3",
    "tcp_user_timeout": "10000", "fallback_application_name": "backcourt",
  ]
  /// A process that was stopped in the middle of a transaction, or whose machine is gone, does not hold up the others.
  private static let session = """
    SET client_encoding TO 'UTF8'; SET client_min_messages TO error; SET standard_conforming_strings TO on;
    SET idle_in_transaction_session_timeout TO '20s'; SET lock_timeout TO '60s'; SET tcp_keepalives_idle TO 5;
    SET tcp_keepalives_interval TO 2; SET tcp_keepalives_count TO 3
    """
  /// Writers of all processes take turns: the lock is the warehouse's, which is a schema of a database, and ends with the
  /// transaction. The answer carries the database's time.
  private static let turn = """
    BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('backcourt ' || current_schema(), 0)),
    (extract(epoch FROM clock_timestamp()) * 1000)::bigint
    """

  init(_ address: PostgreSQLAddress, clock: PostgreSQLClock) {
    self.address = address
    self.clock = clock
  }

  deinit {
    if let handle { PQfinish(handle) }
  }

  /// Does something with the connection on its queue.
  func perform<Result: Sendable>(
    _ body: @escaping @Sendable (PostgreSQLConnection) throws -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      queue.async {
        continuation.resume(with: Swift.Result { try body(self) })
      }
    }
  }

  /// As ``perform(_:)``, for who waits.
  func performNow<Result>(_ body: (PostgreSQLConnection) throws -> Result) rethrows -> Result {
    try queue.sync { try body(self) }
  }

  /// Whether there is no connection, or it broke.
  var isLost: Bool { handle == nil || PQstatus(handle) != CONNECTION_OK }

  func close() {
    if let handle { PQfinish(handle) }
    handle = nil
    statements = [:]
    keys = [:]
  }

  /// Runs a body in one transaction; all of it happens, or nothing.
  func transaction<Result>(writes: Bool, _ body: (PostgreSQLSession) throws -> Result) throws -> Result {
    isOutcomeUnknown = false
    try connect()
    if writes {
      let answer = try command(Self.turn)
      clock.note(serverMilliseconds: answer.milliseconds)
    } else {
      try command("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    }
    let result: Result
    do {
      result = try body(PostgreSQLSession(self))
    } catch {
      if !isLost {
        // What fails here loses the connection, and the server rolls back by itself.
        do { try command("ROLLBACK") } catch { close() }
      }
      throw error
    }
    isOutcomeUnknown = writes
    let end = try command("COMMIT")
    isOutcomeUnknown = false
    guard end.tag == "COMMIT" else {
      throw WarehouseError.engine("a statement of the transaction had failed; nothing was written")
    }
    return result
  }

  /// Connects, unless that is done.
  func connect() throws {
    guard isLost else { return }
    close()
    let options = Self.patience.map { ($0.key, $0.value) } + [("dbname", address.text)]
    handle = Self.withCStrings(options.map(\.0)) { names in
      Self.withCStrings(options.map(\.1)) { values in PQconnectdbParams(names, values, 1) }
    }
    guard PQstatus(handle) == CONNECTION_OK else {
      let reason = address.said(handle.map { String(cString: PQerrorMessage($0)) } ?? "no memory")
      let needsPassword = handle.map { PQconnectionNeedsPassword($0) == 1 } ?? false
      close()
      throw Self.refusal(reason, needsPassword: needsPassword, at: address.location)
    }
    try command(Self.session)
  }

  private static func refusal(_ reason: String, needsPassword: Bool, at location: String) -> WarehouseError {
    let passing = ["starting up", "shutting down", "too many clients", "remaining connection slots", "recovery mode"]
    if needsPassword {
      return .refused(location: location, reason: "it wants a password; set PGPASSWORD or ~/.pgpass")
    }
    guard reason.contains("FATAL"), !passing.contains(where: { reason.contains($0) }) else {
      return .unreachable(location: location, reason: reason)
    }
    return .refused(location: location, reason: reason)
  }

  /// Runs commands without values; gives the last one's tag and, from a writer's turn, the time.
  @discardableResult
  func command(_ sql: String) throws -> (tag: String, milliseconds: Int64?) {
    guard let answer = PQexec(handle, sql) else { throw lost() }
    let result = PostgreSQLResult(answer)
    guard result.status == PGRES_COMMAND_OK || result.status == PGRES_TUPLES_OK else { throw failure(result) }
    // PQexec answers in text.
    let time = PQnfields(answer) > 1 ? PQgetvalue(answer, 0, 1).flatMap { Int64(String(cString: $0)) } : nil
    return (result.command, time)
  }

  /// Runs a statement with values.
  func run(_ sql: String, _ values: [SQLValue]) throws -> PostgreSQLResult {
    let name = try prepared(sql)
    var bytes: [UInt8] = []
    var starts: [Int?] = []
    for value in values {
      starts.append(value == .null ? nil : bytes.count)
      switch value {
      case .null: continue
      case .integer(let number): bytes.append(contentsOf: String(number).utf8)
      case .real(let number): bytes.append(contentsOf: number.description.utf8)
      case .text(let text): PostgreSQLText.append(text, to: &bytes)
      }
      bytes.append(0)
    }
    let answer = bytes.withUnsafeBytes { buffer in
      let pointers = starts.map { start in
        start.flatMap { buffer.baseAddress?.advanced(by: $0).assumingMemoryBound(to: CChar.self) }
      }
      return PQexecPrepared(handle, name, Int32(values.count), pointers, nil, nil, 1)
    }
    guard let answer else { throw lost() }
    let result = PostgreSQLResult(answer)
    guard result.status == PGRES_COMMAND_OK || result.status == PGRES_TUPLES_OK else { throw failure(result) }
    return result
  }

  /// Sends rows in COPY's binary form; gives how many the server took.
  func copy(_ sql: String, _ bytes: [UInt8]) throws -> Int {
    guard let answer = PQexec(handle, sql) else { throw lost() }
    let opening = PostgreSQLResult(answer)
    guard opening.status == PGRES_COPY_IN else { throw failure(opening) }
    let isSent = bytes.withUnsafeBytes { buffer in
      PQputCopyData(handle, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count)) == 1
        && PQputCopyEnd(handle, nil) == 1
    }
    var end: PostgreSQLResult?
    while let answer = PQgetResult(handle) { end = PostgreSQLResult(answer) }
    guard let end, isSent || end.status != PGRES_COMMAND_OK else { throw lost() }
    guard end.status == PGRES_COMMAND_OK else { throw failure(end) }
    return end.changes
  }

  /// The columns of a table's key in order, which is the order in which readers get its rows.
  func key(of table: String) throws -> [String] {
    if let key = keys[table] { return key }
    let result = try run(
      """
      SELECT a.attname::text FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
      WHERE i.indisprimary AND i.indrelid = to_regclass(?) ORDER BY array_position(i.indkey::int2[], a.attnum)
      """, [.text(table)])
    let key = (0..<result.rows).compactMap { PostgreSQLRow(result: result, row: $0).text(0) }
    if !key.isEmpty { keys[table] = key }
    return key
  }

  private func prepared(_ sql: String) throws -> String {
    if let name = statements[sql] { return name }
    let name = "s\(statements.count)"
    guard let answer = PQprepare(handle, name, PostgreSQLStatement.translated(sql), 0, nil) else { throw lost() }
    let result = PostgreSQLResult(answer)
    guard result.status == PGRES_COMMAND_OK else { throw failure(result) }
    statements[sql] = name
    return name
  }

  private func lost() -> WarehouseError {
    .unreachable(
      location: address.location,
      reason: handle.map { address.said(String(cString: PQerrorMessage($0))) } ?? "there is no connection")
  }

  private func failure(_ result: PostgreSQLResult) -> WarehouseError {
    if isLost { return lost() }
    let message = address.said(result.message)
    switch result.code {
    case "23505": return .duplicateKey(table: "", date: "")
    case "53100": return .diskFull(path: address.location)
    case "55P03", "40001", "40P01", "57014": return .busy(path: address.location)
    case "25006", "42501": return .refused(location: address.location, reason: message)
    case let code where code.hasPrefix("08") || code.hasPrefix("57P") || code.hasPrefix("53"):
      return .unreachable(location: address.location, reason: message)
    default: return .engine(message)
    }
  }

  private static func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafePointer<CChar>?]) -> Result
  ) -> Result {
    var bytes: [CChar] = []
    let starts = texts.map { text in
      defer { bytes.append(contentsOf: text.utf8CString) }
      return bytes.count
    }
    return bytes.withUnsafeBufferPointer { buffer in
      body(starts.map { start in buffer.baseAddress.map { $0 + start } } + [nil])
    }
  }
}
