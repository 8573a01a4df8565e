import League
import Testing

@Suite struct TeamCodeTests {
  @Test("the thirty team ids are 1610612737 to 1610612766, each once")
  func ids() {
    #expect(TeamCode.allCases.map(\.id).sorted() == Array(1_610_612_737...1_610_612_766))
    for team in TeamCode.allCases {
      #expect(TeamCode(id: team.id) == team)
      #expect(TeamCode(fullName: team.fullName) == team)
      #expect(TeamCode(alias: team.rawValue.lowercased()) == team)
    }
    #expect(TeamCode(id: 1_610_612_767) == nil)
    #expect(TeamCode.phi.id == 1_610_612_755)
  }

  @Test(
    "other sites' codes are known",
    arguments: [
      ("BRK", TeamCode.bkn), ("CHO", .cha), ("PHO", .phx), ("NY", .nyk), ("GS", .gsw), ("NO", .nop), ("SA", .sas),
      ("UTAH", .uta), ("WSH", .was),
    ])
  func aliases(code: String, team: TeamCode) {
    #expect(TeamCode(alias: code) == team)
  }

  @Test("a full name maps whatever its case and spacing, and the Clippers have two")
  func names() {
    #expect(TeamCode(fullName: "philadelphia  76ERS") == .phi)
    #expect(TeamCode(fullName: "LA Clippers") == .lac)
    #expect(TeamCode(fullName: "Los Angeles Clippers") == .lac)
  }

  @Test(
    "an unknown name is refused, never cut to three letters", arguments: ["New Jersey Nets", "San Diego Clippers", ""])
  func unknownNames(name: String) {
    #expect(TeamCode(fullName: name) == nil)
    #expect(TeamCode(alias: String(name.prefix(3))) == nil)
  }
}
