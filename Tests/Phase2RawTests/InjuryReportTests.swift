import Contracts
import Testing

@Suite("News of injuries")
struct InjuryReportTests {
  private static let header = "season,date,team,activated,deactivated,notes"

  private func phases(_ lines: [String]) async throws -> TwoPhases {
    let phases = try await OneNight().phases()
    try phases.write([Self.header] + lines, to: "injury_transactions_2011-12.csv")
    return phases
  }

  @Test("what is dated before the game date is known on it; what is dated on it is not, since the hour is not told")
  func dayBefore() async throws {
    let phases = try await phases([
      "2011-12,2011-10-20,BOS,,Edrice Adebayo / Bam Adebayo,placed on IL with sore knee",
      "2011-12,2011-10-24,BOS,Edrice Adebayo / Bam Adebayo,,activated from IL",
      "2011-12,2011-10-24,NYK,,Luka Dončić (Maribor),placed on IL with illness",
      "2011-12,2011-10-24,NYK,,P.J. Tucker,right foot injury (DTD)",
      "2011-12,2011-10-25,NYK,,Tim Hardaway Jr.,placed on IL with illness",
    ])
    let done = try await phases.process(OneNight.date)
    #expect(done["raw_injury_reports"]?.status == .complete)
    #expect(
      try await phases.select(
        "SELECT team, player_lookup, entry, other_lookup, injury_status, reported_on, minutes_before_tip, origin "
          + "FROM raw_injury_reports ORDER BY team, player_lookup, entry") == [
          ["BOS", "edriceadebayo", "1", "bamadebayo", "out", "2011-10-20", "", "transaction_log"],
          ["BOS", "edriceadebayo", "2", "bamadebayo", "available", "2011-10-24", "", "transaction_log"],
          ["NYK", "lukadoncic", "1", "", "out", "2011-10-24", "", "transaction_log"],
          ["NYK", "pjtucker", "1", "", "questionable", "2011-10-24", "", "transaction_log"],
        ])
  }

  @Test(
    "a remark in the place of a name, a line about nobody or about two, and an unknown team are left out",
    arguments: [
      ("2011-12,2011-10-24,NYK,,left knee injury (DTD),placed on IL", "expected a name"),
      ("2011-12,2011-10-24,NYK,placed on IL with illness,,activated from IL", "expected a name"),
      ("2011-12,2011-10-24,NYK,,,placed on IL", "either activated or deactivated"),
      ("2011-12,2011-10-24,NYK,A Player,B Player,placed on IL", "either activated or deactivated"),
      ("2011-12,2011-10-24,XYZ,,A Player,placed on IL", "expected a team code"),
    ])
  func quarantined(line: String, reason: String) async throws {
    let phases = try await phases(["2011-12,2011-10-20,BOS,,Some Body,placed on IL", line])
    let done = try await phases.process(OneNight.date)
    #expect(done["raw_injury_reports"]?.status == .degraded)
    #expect(done["raw_injury_reports"]?.rows == 1)
    let kept = try await phases.select("SELECT table_name, reason FROM raw_quarantine")
    #expect(kept.count == 1)
    #expect(kept.first?.first == "raw_injury_reports")
    #expect(kept.first?.last?.contains(reason) == true)
  }
}
