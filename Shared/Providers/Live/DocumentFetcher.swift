import JSON

/// Gets documents: from the store when they were asked for a short while ago, else from the provider, conditionally when the
/// store has them. Whoever asks for a document that is under way waits for the same answer.
actor DocumentFetcher {
  /// A document as it came.
  struct Fetched: Sendable {
    let name: DocumentName
    let bytes: [UInt8]
    let document: JSONDocument
  }

  typealias Check = @Sendable (JSONDocument) throws(ProviderError) -> Void

  private let client: HTTPClient
  private let store: PayloadStore
  private let journal: FetchJournal
  private let clock: HTTPClock
  private let maxAge: Duration
  private var underWay: [DocumentName: Task<Result<Fetched?, ProviderError>, Never>] = [:]
  /// Parsed documents that are read for every date: schedules and player indices.
  private var parsed: [String: JSONDocument] = [:]

  /// A body that is malformed is asked for so many times: most are cut short on the way.
  private static let tries = 4

  /// - Parameter maxAge: how old an answer may be to be given again unasked.
  init(client: HTTPClient, root: String, clock: HTTPClock, maxAge: Duration) {
    self.client = client
    store = PayloadStore(root: root)
    journal = FetchJournal(root: root)
    self.clock = clock
    self.maxAge = maxAge
  }

  /// A document; nil when the provider does not have it.
  ///
  /// - Parameters:
  ///   - isMoving: whether it changes by the hour, and is used unasked for a few minutes only.
  ///   - check: throws for a document of another shape.
  /// - Throws: ``ProviderError/unavailable(source:reason:)``, ``ProviderError/refused(source:reason:)``, or what `check` throws.
  func document(
    _ name: DocumentName, _ request: WebRequest, isMoving: Bool = false, check: @escaping Check
  ) async throws(ProviderError) -> Fetched? {
    if let task = underWay[name] { return try await task.value.get() }
    let task = Task { () async -> Result<Fetched?, ProviderError> in
      do throws(ProviderError) {
        return .success(try await fetch(name, request, isMoving: isMoving, check))
      } catch {
        return .failure(error)
      }
    }
    underWay[name] = task
    let result = await task.value
    underWay[name] = nil
    return try result.get()
  }

  private func fetch(
    _ name: DocumentName, _ request: WebRequest, isMoving: Bool, _ check: Check
  ) async throws(ProviderError) -> Fetched? {
    let known = try journal.record(of: name)
    var stored: Fetched?
    if let known, let digest = known.sha256, known.outcome == .ok { stored = try self.stored(name, digest) }
    // What is not there yet may be there in a few minutes.
    let age = isMoving || known?.outcome == .absent ? maxAge.inSeconds / 12 : maxAge.inSeconds
    let isFresh = known.map { clock.now() - Double($0.checkedAt) < age } ?? false
    if isFresh, let known {
      if let stored { return stored }
      if known.outcome == .absent { return nil }
    }
    var request = request
    if stored != nil, let known {
      if let tag = known.etag { request.headers.append(.init("If-None-Match", tag)) }
      if let date = known.lastModified { request.headers.append(.init("If-Modified-Since", date)) }
    }
    var (attempt, requests) = (1, 0)
    while true {
      let response = try await send(request)
      requests += response.tries
      var record = record(name, request, response)
      record.tries = requests
      if response.status == 304, let stored, let known {
        record.fetchedAt = known.fetchedAt
        record.sha256 = known.sha256
        record.bytes = known.bytes
        record.etag = record.etag ?? known.etag
        record.lastModified = record.lastModified ?? known.lastModified
        try journal.write(record, of: name)
        return stored
      }
      guard response.isSuccess, response.status != 204 else {
        try Self.requireAbsent(response, request)
        record.outcome = .absent
        try journal.write(record, of: name)
        return nil
      }
      let id = try store.put(response.body)
      record.sha256 = id.hex
      record.bytes = response.body.count
      do throws(ProviderError) {
        let document = try JSONDocument(response.body, name: name.description)
        try check(document)
        try journal.write(record, of: name)
        if Self.isLasting(name) { parsed[id.hex] = document }
        return Fetched(name: name, bytes: response.body, document: document)
      } catch {
        guard case .malformed(_, _, let problem) = error else { throw error }
        record.outcome = .malformed
        record.problem = problem
        try journal.write(record, of: name)
        guard attempt < Self.tries else { throw error }
        attempt += 1
      }
    }
  }

  /// A document that was fetched before, however long ago, without asking anybody; nil when there is none.
  func kept(_ name: DocumentName) throws(ProviderError) -> Fetched? {
    guard let known = try journal.record(of: name), let digest = known.sha256, known.outcome == .ok else { return nil }
    return try stored(name, digest)
  }

  private static func isLasting(_ name: DocumentName) -> Bool {
    name.adapter == NBASchedule.name || name.adapter == NBAPlayerIndex.name
  }

  /// What the store has; nil when it lost it, which asking again mends.
  private func stored(_ name: DocumentName, _ digest: String) throws(ProviderError) -> Fetched? {
    guard let id = PayloadID(digest) else { return nil }
    do throws(ProviderError) {
      let bytes = try store.get(id)
      let document: JSONDocument
      if let kept = parsed[digest] {
        document = kept
      } else {
        document = try JSONDocument(bytes, name: name.description)
      }
      if Self.isLasting(name) { parsed[digest] = document }
      return Fetched(name: name, bytes: bytes, document: document)
    } catch {
      guard error.isRetryable else { return nil }
      throw error
    }
  }

  private func send(_ request: WebRequest) async throws(ProviderError) -> WebResponse {
    do {
      return try await client.send(request)
    } catch let failure as HTTPFailure {
      throw failure.isRetryable
        ? .unavailable(source: request.source, reason: failure.description)
        : .refused(source: request.source, reason: failure.description)
    } catch {
      throw .unavailable(source: request.source, reason: "the request was cancelled")
    }
  }

  /// 204, 404, 410 and 422 say that there is no such document; so does 403 of the static files, which have no list.
  private static func requireAbsent(_ response: WebResponse, _ request: WebRequest) throws(ProviderError) {
    switch response.status {
    case 204, 404, 410, 422: return
    case 403 where request.source == "nba_cdn": return
    case 401, 403:
      throw .refused(
        source: request.source, reason: "\(request) answers \(response.status); check its key and whether it is blocked"
      )
    default: throw .refused(source: request.source, reason: "\(request) answers \(response.status)")
    }
  }

  private func record(_ name: DocumentName, _ request: WebRequest, _ response: WebResponse) -> FetchRecord {
    let now = Int(clock.now())
    return FetchRecord(
      document: name.description, source: request.source, address: request.description, status: response.status,
      outcome: .ok, fetchedAt: now, checkedAt: now, sha256: nil, bytes: 0, etag: response.headers["etag"],
      lastModified: response.headers["last-modified"], tries: response.tries)
  }
}
