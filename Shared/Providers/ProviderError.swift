/// Why a source or the payload store did not do what it was asked.
public enum ProviderError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Whether the same call may succeed later without anybody doing anything to the data.
  public enum Category: String, Sendable {
    /// Try again.
    case transient
    /// Somebody has to do what the message says.
    case permanent
  }

  /// The text after `--source` is not a source.
  case unknownSource(text: String)
  /// The archive's directory is not there or is not a directory.
  case archiveMissing(directory: String)
  /// The archive has no games file for the season.
  case seasonMissing(season: String, directory: String, available: [String])
  /// A file stands in the archive both compressed and plain, so which of the two is meant is unknown.
  case ambiguousFile(first: String, second: String)
  /// A file was replaced while it was being read.
  case changedWhileReading(path: String)
  /// A file is not whole or not gzip.
  case damagedGzip(file: String, reason: String)
  /// Decompressing the file would give more bytes than allowed.
  case tooLarge(file: String, limit: Int)
  /// A line of a file is not what the format says. `line` counts from 1, the header is line 1.
  case malformed(file: String, line: Int, problem: String)
  /// A file lacks a column that must be there.
  case columnMissing(file: String, column: String, available: [String])
  /// There is no room to write.
  case diskFull(path: String)
  /// The process may not do this to the file.
  case notPermitted(path: String, action: String)
  /// The operating system refused for another reason. `code` is the `errno`.
  case fileFailed(path: String, action: String, reason: String, code: Int32)
  /// A provider gave no usable answer, and may give one later.
  case unavailable(source: String, reason: String)
  /// A provider will not answer until somebody does something: a missing or refused key, a wrong address.
  case refused(source: String, reason: String)
  /// The store holds no payload of this id.
  case payloadMissing(id: String, path: String)
  /// What the store holds under this id has another digest, or cannot be decompressed.
  case payloadDamaged(id: String, path: String)

  /// Transient or permanent.
  public var category: Category {
    switch self {
    case .changedWhileReading, .diskFull, .unavailable: .transient
    case .fileFailed(_, _, _, let code): DiskFile.isPassing(code) ? .transient : .permanent
    case .unknownSource, .archiveMissing, .seasonMissing, .ambiguousFile, .damagedGzip, .tooLarge, .malformed,
      .columnMissing, .notPermitted, .refused, .payloadMissing, .payloadDamaged:
      .permanent
    }
  }

  /// Whether the same call may succeed later.
  public var isRetryable: Bool { category == .transient }

  /// What happened, to what, and what to do.
  public var description: String {
    switch self {
    case .unknownSource(let text):
      "'\(text)' is not a source; write archive:DIR (season files), live (the providers) or sim:http://127.0.0.1:PORT"
    case .archiveMissing(let directory):
      "the archive \(directory) is not a directory that can be read; check the path after archive:"
    case .seasonMissing(let season, let directory, let available):
      "the archive \(directory) has no games_\(season).csv.gz; it has \(Self.list(available, none: "no season"))"
    case .ambiguousFile(let first, let second):
      "both \(first) and \(second) exist, and which of them is meant is unknown; remove one"
    case .changedWhileReading(let path):
      "\(path) was changed while it was being read; it will be read again"
    case .damagedGzip(let file, let reason):
      "\(file) is damaged (\(reason)); fetch or copy the file again"
    case .tooLarge(let file, let limit):
      "\(file) decompresses to more than \(limit) bytes; it is not what it claims to be, or must be split"
    case .malformed(let file, let line, let problem):
      "\(file) line \(line): \(problem)"
    case .columnMissing(let file, let column, let available):
      "\(file) has no column '\(column)'; it has \(Self.list(available, none: "no columns"))"
    case .diskFull(let path):
      "no room to write \(path); free space on that disk, and the work goes on by itself"
    case .notPermitted(let path, let action):
      "not permitted to \(action) \(path); check the owner and the rights of the file and its directory"
    case .fileFailed(let path, let action, let reason, _):
      "could not \(action) \(path): \(reason)"
    case .unavailable(let source, let reason):
      "\(source) gave no usable answer: \(reason)"
    case .refused(let source, let reason):
      "\(source) refuses: \(reason)"
    case .payloadMissing(let id, let path):
      "payload \(id) is not in the store (\(path)); replay its date from phase1 to fetch it again"
    case .payloadDamaged(let id, let path):
      "payload \(id) is damaged (\(path) does not have that digest); replay its date from phase1 to "
        + "fetch it again"
    }
  }

  private static func list(_ names: [String], none: String) -> String {
    names.isEmpty ? none : names.joined(separator: ", ")
  }
}
