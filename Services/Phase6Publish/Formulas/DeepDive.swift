import League

/// The topic of a month.
struct DeepDive: Sendable {
  private let year: Int
  private let month: Int

  init(_ date: GameDate) {
    (year, month, _) = date.civil
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  /// By month; a month without one takes December's.
  private static let topics: [Int: (title: String, subtitle: String, slug: String)] = [
    1: ("The middle of the season", "Who keeps his scoring through January", "midseason-scoring"),
    2: ("Before and after the break", "What the all-star break does to form", "all-star-break"),
    3: ("The race for places", "Who plays more when games count more", "playoff-race"),
    4: ("The last weeks", "Rest, rotation and what lines make of them", "last-weeks"),
    10: ("Opening weeks", "How soon averages can be trusted", "opening-weeks"),
    11: ("First patterns", "What November tells of the season", "first-patterns"),
    12: ("What rest is worth", "Days off and points lines", "rest-impact"),
  ]

  private var topic: (title: String, subtitle: String, slug: String) {
    Self.topics[month] ?? Self.topics[12] ?? ("", "", "")
  }

  /// Whether its figure is the one that can be counted.
  var isAboutRest: Bool { topic.slug == "rest-impact" }

  /// Writes the topic; `hero` writes the figure where there is one.
  func write(to json: inout JSONText, hero: (inout JSONText) -> Void) {
    let name = Self.months[month - 1]
    json.field("month", "\(name) \(year)")
    json.field("title", topic.title)
    json.field("subtitle", topic.subtitle)
    hero(&json)
    json.field("teaser", topic.subtitle)
    json.field("slug", "\(topic.slug)-\(name.lowercased())-\(year)")
    json.field("cta", "Read more")
  }
}
