/// What follows `--source`: the choice of a source. `archive:DIR` is the only one so far.
public enum SourceSelector: Hashable, Sendable, CustomStringConvertible {
  /// A directory of season files.
  case archive(directory: String)

  /// Reads `archive:DIR`.
  public init(_ text: String) throws(ProviderError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] == "archive", !parts[1].isEmpty else { throw .unknownSource(text: text) }
    self = .archive(directory: String(parts[1]))
  }

  /// Opens the source.
  ///
  /// - Throws: `ProviderError.archiveMissing` when the directory is not there.
  public func open() throws(ProviderError) -> any Source {
    switch self {
    case .archive(let directory): try ArchiveSource(directory: directory)
    }
  }

  /// The text that `init(_:)` reads.
  public var description: String {
    switch self {
    case .archive(let directory): "archive:\(directory)"
    }
  }
}
