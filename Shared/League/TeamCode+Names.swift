extension TeamCode {
  /// The NBA team id, 16106127nn.
  public var id: Int { 1_610_612_700 + listing.number }

  /// `Philadelphia 76ers`.
  public var fullName: String { listing.name }

  /// The team with an NBA team id; nil for any other number.
  public init?(id: Int) {
    guard let team = Self.byID[id] else { return nil }
    self = team
  }

  /// The team of a code as NBA.com, Basketball-Reference or ESPN writes it, in either case; nil for any other text.
  public init?(alias: some StringProtocol) {
    let code = alias.uppercased()
    guard let team = TeamCode(rawValue: code) ?? Self.aliases[code] else { return nil }
    self = team
  }

  /// The team of a full name, whatever its case and spacing. Unknown names are nil: the first three letters of a name are no
  /// code.
  public init?(fullName: some StringProtocol) {
    guard let team = Self.byName[Self.folded(fullName)] else { return nil }
    self = team
  }

  private static let byID = Dictionary(uniqueKeysWithValues: allCases.map { ($0.id, $0) })

  private static let byName: [String: TeamCode] = {
    var names = Dictionary(uniqueKeysWithValues: allCases.map { (folded($0.fullName), $0) })
    names[folded("Los Angeles Clippers")] = .lac
    return names
  }()

  private static let aliases: [String: TeamCode] = [
    "BRK": .bkn, "CHO": .cha, "PHO": .phx, "NY": .nyk, "GS": .gsw, "NO": .nop, "SA": .sas, "UTAH": .uta, "WSH": .was,
  ]

  private static func folded(_ name: some StringProtocol) -> String {
    name.lowercased().filter { !$0.isWhitespace }
  }

  private var listing: (number: Int, name: String) {
    switch self {
    case .atl: (37, "Atlanta Hawks")
    case .bos: (38, "Boston Celtics")
    case .cle: (39, "Cleveland Cavaliers")
    case .nop: (40, "New Orleans Pelicans")
    case .chi: (41, "Chicago Bulls")
    case .dal: (42, "Dallas Mavericks")
    case .den: (43, "Denver Nuggets")
    case .gsw: (44, "Golden State Warriors")
    case .hou: (45, "Houston Rockets")
    case .lac: (46, "LA Clippers")
    case .lal: (47, "Los Angeles Lakers")
    case .mia: (48, "Miami Heat")
    case .mil: (49, "Milwaukee Bucks")
    case .min: (50, "Minnesota Timberwolves")
    case .bkn: (51, "Brooklyn Nets")
    case .nyk: (52, "New York Knicks")
    case .orl: (53, "Orlando Magic")
    case .ind: (54, "Indiana Pacers")
    case .phi: (55, "Philadelphia 76ers")
    case .phx: (56, "Phoenix Suns")
    case .por: (57, "Portland Trail Blazers")
    case .sac: (58, "Sacramento Kings")
    case .sas: (59, "San Antonio Spurs")
    case .okc: (60, "Oklahoma City Thunder")
    case .tor: (61, "Toronto Raptors")
    case .uta: (62, "Utah Jazz")
    case .mem: (63, "Memphis Grizzlies")
    case .was: (64, "Washington Wizards")
    case .det: (65, "Detroit Pistons")
    case .cha: (66, "Charlotte Hornets")
    }
  }
}
