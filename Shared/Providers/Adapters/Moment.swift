import League

/// A moment in UTC, to the second, as providers write it: `2024-01-25T00:55:40Z`, a fraction allowed.
struct Moment: Hashable, Comparable, Sendable {
  /// Seconds since 1970.
  let seconds: Int

  init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes[10] == 84, bytes.last == 90, let date = GameDate(text.prefix(10)) else { return nil }
    func number(_ start: Int) -> Int? {
      let (tens, ones) = (Int(bytes[start]) - 48, Int(bytes[start + 1]) - 48)
      return (0...9).contains(tens) && (0...9).contains(ones) ? tens * 10 + ones : nil
    }
    guard let hours = number(11), let minutes = number(14), let second = number(17) else { return nil }
    seconds = date.dayNumber * 86_400 + hours * 3600 + minutes * 60 + second
  }

  init(seconds: Int) { self.seconds = seconds }

  /// `2024-01-25T00:55:40Z`.
  var text: String {
    let day = GameDate(dayNumber: seconds / 86_400)
    let rest = seconds % 86_400
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(day)T\(two(rest / 3600)):\(two(rest % 3600 / 60)):\(two(rest % 60))Z"
  }

  /// Whether a game that begins then can be of a game date: between its 10:00 and the next day's 06:00, Eastern, roughly.
  func isOn(_ date: GameDate) -> Bool {
    (14 * 3600...34 * 3600).contains(seconds - date.dayNumber * 86_400)
  }

  static func < (left: Moment, right: Moment) -> Bool { left.seconds < right.seconds }
}
