/// What follows `--source`: the choice of a source.
public enum SourceSelector: Hashable, Sendable, CustomStringConvertible {
  /// A directory of season files.
  case archive(directory: String)
  /// The providers.
  case live
  /// The simulator at an address.
  case simulator(address: String)

  /// Reads `archive:DIR`, `live` or `sim:http://127.0.0.1:PORT`.
  public init(_ text: String) throws(ProviderError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    switch parts[0] {
    case "archive" where parts.count == 2 && !parts[1].isEmpty: self = .archive(directory: parts[1])
    case "live" where parts.count == 1: self = .live
    case "sim" where parts.count == 2 && parts[1].hasPrefix("http://"): self = .simulator(address: parts[1])
    default: throw .unknownSource(text: text)
    }
  }

  /// Opens the source.
  ///
  /// - Parameters:
  ///   - root: the data folder, where what providers answer is kept.
  ///   - environment: where the providers' keys are.
  ///   - clock: what tells today from yesterday, and fresh from old.
  /// - Throws: `ProviderError.archiveMissing` when the directory is not there.
  public func open(keeping root: String, environment: [String: String] = [:], clock: HTTPClock = .system)
    throws(ProviderError) -> any Source
  {
    switch self {
    case .archive(let directory): try ArchiveSource(directory: directory)
    case .live: try LiveSource(.live(ProviderKeys(environment: environment)), keeping: root, clock: clock)
    case .simulator(let address): try LiveSource(.simulator(address), keeping: root, clock: clock)
    }
  }

  /// The text that `init(_:)` reads.
  public var description: String {
    switch self {
    case .archive(let directory): "archive:\(directory)"
    case .live: "live"
    case .simulator(let address): "sim:\(address)"
    }
  }
}
