/// Where documents are published. A reader finds the document as it was or as it is, never a part of one.
protocol DocumentStore: Sendable {
  /// Publishes a document; one that stands there with the same bytes is left alone.
  ///
  /// - Returns: whether anything was written.
  @discardableResult
  func put(_ bytes: [UInt8], at path: DocumentPath) throws -> Bool

  /// The document at a path; nil when there is none.
  func bytes(at path: DocumentPath) throws -> [UInt8]?
}
