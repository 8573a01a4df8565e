/// Where the providers are, and the headers that each wants to see.
public struct ProviderAddresses: Hashable, Sendable {
  let cdn: String
  let stats: String
  let ballDontLie: String
  let bettingPros: String
  let odds: String

  /// The providers themselves.
  public static let live = ProviderAddresses(
    cdn: "https://cdn.nba.com", stats: "https://stats.nba.com", ballDontLie: "https://api.balldontlie.io",
    bettingPros: "https://api.bettingpros.com", odds: "https://api.the-odds-api.com")

  /// The stand-in, which serves each provider below a folder of its own.
  public static func simulator(at base: String) -> ProviderAddresses {
    ProviderAddresses(
      cdn: "\(base)/cdn", stats: "\(base)/stats-nba", ballDontLie: "\(base)/balldontlie",
      bettingPros: "\(base)/bettingpros", odds: "\(base)/odds")
  }

  private static let browser: [WebRequest.Item] = [
    .init(
      "User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36"),
    .init("Accept", "application/json, text/plain, */*"), .init("Accept-Language", "en-US,en;q=0.9"),
  ]

  private static func from(_ site: String) -> [WebRequest.Item] {
    [.init("Referer", "\(site)/"), .init("Origin", site)]
  }

  func cdn(_ path: String, source: String) -> WebRequest {
    WebRequest(
      .get, "\(cdn)/\(path)", source: source, headers: Self.browser + Self.from("https://www.nba.com"))
  }

  func stats(_ path: String, query: [WebRequest.Item]) -> WebRequest {
    WebRequest(
      .get, "\(stats)/stats/\(path)", source: "nba_stats", query: query,
      headers: Self.browser + Self.from("https://www.nba.com")
        + [.init("x-nba-stats-origin", "stats"), .init("x-nba-stats-token", "true")])
  }

  func ballDontLie(_ path: String, query: [WebRequest.Item], cursor: String?, key: Secret) -> WebRequest {
    WebRequest(
      .get, "\(ballDontLie)/\(path)", source: "balldontlie",
      query: query + (cursor.map { [.init("cursor", $0)] } ?? []),
      headers: [.init("Accept", "application/json")], credentials: [.init(key, in: .header("Authorization"))])
  }

  func bettingPros(_ path: String, query: [WebRequest.Item], key: Secret) -> WebRequest {
    var request = WebRequest(
      .get, "\(bettingPros)/\(path)", source: "bettingpros", query: query,
      headers: Self.browser + Self.from("https://www.bettingpros.com"),
      credentials: [.init(key, in: .header("x-api-key"))])
    request.limits.firstByte = .seconds(45)
    return request
  }

  func odds(_ path: String, at moment: Moment?, query: [WebRequest.Item], key: Secret) -> WebRequest {
    WebRequest(
      .get, "\(odds)/v4/\(moment == nil ? "" : "historical/")sports/basketball_nba/\(path)", source: "odds_api",
      query: query + (moment.map { [.init("date", $0.text)] } ?? []), headers: [.init("Accept", "application/json")],
      credentials: [.init(key, in: .query("apiKey"))])
  }
}
