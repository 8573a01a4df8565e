/// The keys of providers that want one. A provider without its key is left out.
///
/// | variable | whose |
/// |---|---|
/// | `ODDS_API_KEY` | the-odds-api.com |
/// | `BALLDONTLIE_API_KEY` | balldontlie.io |
/// | `BETTINGPROS_API_KEY` | bettingpros.com |
public struct ProviderKeys: Hashable, Sendable {
  var odds: Secret?
  var ballDontLie: Secret?
  var bettingPros: Secret?

  /// The keys of an environment.
  public init(environment: [String: String]) {
    odds = Secret(environment["ODDS_API_KEY"])
    ballDontLie = Secret(environment["BALLDONTLIE_API_KEY"])
    bettingPros = Secret(environment["BETTINGPROS_API_KEY"])
  }

  /// What the simulator takes: anything.
  public static let simulated = ProviderKeys(environment: [
    "ODDS_API_KEY": "simulated", "BALLDONTLIE_API_KEY": "simulated", "BETTINGPROS_API_KEY": "simulated",
  ])

  /// What goes without because a key is missing, a sentence for each.
  public var missing: [String] {
    var missing: [String] = []
    if odds == nil { missing.append("ODDS_API_KEY is not set: no game lines, and no player lines of the Odds API") }
    if bettingPros == nil { missing.append("BETTINGPROS_API_KEY is not set: no player lines of BettingPros") }
    if ballDontLie == nil {
      missing.append("BALLDONTLIE_API_KEY is not set: nothing stands in for NBA.com's boxes, and no injuries")
    }
    return missing
  }
}
