/// Minutes on the floor, as a source writes them: `35:12`, `32`, `PT25M01.00S`.
public enum PlayingTime: Hashable, Sendable {
  /// Decimal minutes, unrounded.
  case played(minutes: Double)
  /// The source says zero and does not say that he played.
  case didNotPlay
  /// The source says nothing.
  case unknown
  /// The source says something that is not a time.
  case malformed(String)

  /// Reads a source's text.
  ///
  /// - Parameter played: whether the source says that he was on the floor; zero minutes then stand as played.
  public init(_ text: (some StringProtocol)?, played: Bool = false) {
    guard let text else {
      self = .unknown
      return
    }
    if text.isEmpty || text == "-" || text == "null" {
      self = .unknown
    } else if let seconds = text.hasPrefix("PT") ? Self.isoSeconds(text.dropFirst(2)) : Self.clockSeconds(text[...]) {
      self = seconds == 0 && !played ? .didNotPlay : .played(minutes: seconds / 60)
    } else {
      self = .malformed(String(text))
    }
  }

  /// Decimal minutes: 0 when he did not play, nil when they are not known.
  public var minutes: Double? {
    switch self {
    case .played(let minutes): minutes
    case .didNotPlay: 0
    case .unknown, .malformed: nil
    }
  }

  /// `MM:SS` or whole minutes; nil for 60 seconds or more.
  private static func clockSeconds(_ text: some StringProtocol) -> Double? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, let minutes = digits(parts[0]) else { return nil }
    guard parts.count == 2 else { return minutes * 60 }
    guard let seconds = digits(parts[1]), seconds < 60 else { return nil }
    return minutes * 60 + seconds
  }

  /// `25M01.00S` of an ISO 8601 duration; nil for 60 seconds or more.
  private static func isoSeconds(_ text: some StringProtocol) -> Double? {
    let parts = text.split(separator: "M", omittingEmptySubsequences: false)
    guard parts.count == 2, let minutes = digits(parts[0]) else { return nil }
    guard !parts[1].isEmpty else { return minutes * 60 }
    guard parts[1].last == "S", let seconds = Double(String(parts[1].dropLast())), (0..<60).contains(seconds)
    else { return nil }
    return minutes * 60 + seconds
  }

  private static func digits(_ text: some StringProtocol) -> Double? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Double(String(text))
  }
}
