/// Where documents are published. A reader finds a document as it was or as it is, never a part of one.
protocol DocumentStore: Sendable {
  /// Puts bytes in place of what stands at a path.
  func write(_ bytes: [UInt8], at path: DocumentPath) throws

  /// What stands at a path; nil when there is nothing.
  func bytes(at path: DocumentPath) throws -> [UInt8]?

  /// The names of the documents in a folder.
  func names(in folder: DocumentPath) throws -> [String]

  /// Takes a document away.
  func remove(_ path: DocumentPath) throws

  /// Holds back documents that newer ones will soon replace. They are lost no more than those that are in place.
  func hold(_ documents: [Document]) throws

  /// Puts in place the newest document of each path that was held back.
  func release() throws

  /// Returns when everything that is in place outlives a power cut.
  func settle() throws
}

extension DocumentStore {
  /// Puts them in place at once.
  func hold(_ documents: [Document]) throws {
    for document in documents { try put(document) }
  }

  func release() {}

  /// Publishes a document, unless it only moves forward and what stands there is newer.
  ///
  /// - Returns: whether anything was written.
  @discardableResult
  func put(_ document: Document) throws -> Bool {
    try document.onlyMovesForward
      ? putForward(document.bytes, at: document.path) : put(document.bytes, at: document.path)
  }

  /// Publishes bytes; what stands there with the same bytes is left alone.
  ///
  /// - Returns: whether anything was written.
  @discardableResult
  func put(_ bytes: [UInt8], at path: DocumentPath) throws -> Bool {
    guard try self.bytes(at: path) != bytes else { return false }
    try write(bytes, at: path)
    return true
  }

  /// Publishes bytes where what stands there goes through the same date or an earlier one.
  ///
  /// - Returns: whether anything was written.
  @discardableResult
  func putForward(_ bytes: [UInt8], at path: DocumentPath) throws -> Bool {
    if let standing = try self.bytes(at: path) {
      if standing == bytes { return false }
      if let old = Document.through(of: standing), let new = Document.through(of: bytes), new < old { return false }
    }
    try write(bytes, at: path)
    return true
  }
}
