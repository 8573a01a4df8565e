/// Times as providers write them.
enum GameClock {
  /// Seconds of `PT11M42.00S`, `35:12` or `32` (minutes); nil for anything else, for 60 seconds or more behind
  /// a colon, and for more than 1,000 minutes.
  static func seconds(_ text: String) -> Double? {
    if text.hasPrefix("PT"), text.hasSuffix("S") || text.hasSuffix("M") {
      let parts = text.dropFirst(2).split(separator: "M", omittingEmptySubsequences: false)
      guard parts.count == 2, let minutes = Int(parts[0]), (0...1_000).contains(minutes) else { return nil }
      if parts[1].isEmpty { return Double(minutes * 60) }
      guard let seconds = Double(parts[1].dropLast()), (0..<60).contains(seconds) else { return nil }
      return Double(minutes * 60) + seconds
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard let minutes = parts.first.flatMap({ Int($0) }), (0...1_000).contains(minutes) else { return nil }
    if parts.count == 1 { return Double(minutes * 60) }
    guard parts.count == 2, let seconds = Double(parts[1]), (0..<60).contains(seconds) else { return nil }
    return Double(minutes * 60) + seconds
  }

  /// `2021-10-21 23:30:00` as `2021-10-21T23:30:00Z`; nil for a text of another form.
  static func utc(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    guard bytes.count == 19, bytes[4] == 45, bytes[7] == 45, bytes[10] == 32, bytes[13] == 58, bytes[16] == 58 else {
      return nil
    }
    return "\(text.prefix(10))T\(text.suffix(8))Z"
  }
}
