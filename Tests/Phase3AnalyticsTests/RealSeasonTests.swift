import Foundation
import League
import Testing

/// The folder of real seasons, where there is one.
private enum RealData {
  static let directory: String? = {
    let shared =
      ProcessInfo.processInfo.environment["BACKCOURT_DATA"]
      ?? FileManager.default.currentDirectoryPath + "/../shared/data"
    let found = [shared, shared + "/real"].first {
      FileManager.default.fileExists(atPath: $0 + "/games_2021-22.csv.gz")
    }
    if found == nil { print("skipped: no real data at \(shared); set BACKCOURT_DATA to test against it") }
    return found
  }()
}

/// Properties that hold whatever the numbers are, on the first dates of a real season.
@Suite("A real season", .enabled(if: RealData.directory != nil), .serialized)
struct RealSeasonTests {
  private static let played = Task {
    let phases = try await ThreePhases(archive: RealData.directory ?? "")
    try await phases.process(Season(startYear: 2022), dates: 12)
    return phases
  }

  private func violations(_ sql: String) async throws -> Double? {
    try await Self.played.value.number("SELECT count(*) FROM (\(sql))")
  }

  @Test("zone attempts add up to attempts, and assisted and other makes to makes")
  func zones() async throws {
    #expect(
      try await violations(
        "SELECT 1 FROM player_game_summary WHERE paint_attempts IS NOT NULL AND "
          + "abs(paint_attempts + mid_range_attempts + three_pt_attempts - fg_attempts) > 1") == 0)
    #expect(
      try await violations(
        "SELECT 1 FROM player_game_summary WHERE assisted_fg_makes + unassisted_fg_makes <> fg_makes") == 0)
    #expect(
      try await violations("SELECT 1 FROM player_game_summary WHERE is_active AND paint_attempts IS NULL") ?? 99 <= 1)
  }

  @Test("zones by ruling differ from the league's by place only where a foot is on the line")
  func officialZones() async throws {
    #expect(
      try await violations(
        "SELECT 1 FROM team_offense_game_summary t JOIN (SELECT game_id, team, sum(zone3 = 'paint') paint, "
          + "sum(zone3 = 'mid_range' AND shot_value = 2) mid, sum(zone3 = 'three' AND shot_value = 2) onTheLine "
          + "FROM raw_shots GROUP BY game_id, team) s ON s.game_id = t.game_id AND s.team = t.team_abbr WHERE "
          + "t.team_paint_attempts <> s.paint OR t.team_mid_range_attempts <> s.mid + s.onTheLine") == 0)
  }

  @Test("a team's usage, weighted by minutes, adds up to 100, but for turnovers charged to nobody")
  func usage() async throws {
    #expect(
      try await violations(
        "SELECT sum(usage_rate * minutes_played) / (48 + 5 * max(t.overtime_periods)) u FROM player_game_summary p "
          + "JOIN team_offense_game_summary t ON t.game_id = p.game_id AND t.team_abbr = p.team_abbr WHERE p.is_active "
          + "GROUP BY p.game_id, p.team_abbr HAVING u < 94 OR u > 100.5") == 0)
    let mean = try await Self.played.value.number(
      "SELECT avg(u) FROM (SELECT sum(usage_rate * minutes_played) / (48 + 5 * max(t.overtime_periods)) u "
        + "FROM player_game_summary p JOIN team_offense_game_summary t ON t.game_id = p.game_id "
        + "AND t.team_abbr = p.team_abbr WHERE p.is_active GROUP BY p.game_id, p.team_abbr)")
    #expect((98...100.1).contains(mean ?? 0))
  }

  @Test("possessions and pace are one number for both sides, ratings are mirrored, overtime is normalised")
  func tempo() async throws {
    #expect(
      try await violations(
        "SELECT 1 FROM team_offense_game_summary o JOIN team_offense_game_summary x ON x.game_id = o.game_id AND "
          + "x.team_abbr = o.opponent_team_abbr WHERE o.possessions IS NOT x.possessions OR o.pace IS NOT x.pace") == 0)
    #expect(
      try await violations(
        "SELECT 1 FROM team_defense_game_summary d JOIN team_offense_game_summary o ON o.game_id = d.game_id AND "
          + "o.team_abbr = d.opponent_team_abbr WHERE d.defensive_rating IS NOT o.offensive_rating OR "
          + "d.points_allowed <> o.points_scored OR d.opponent_pace IS NOT o.pace") == 0)
    #expect(
      try await violations(
        "SELECT 1 FROM team_offense_game_summary WHERE abs(pace * (48 + 5 * overtime_periods) / 48 - possessions) > 0.2"
      )
        == 0)
    #expect(try await violations("SELECT 1 FROM team_offense_game_summary WHERE overtime_periods > 0") ?? 0 > 0)
  }

  @Test("players' points and blocks add up to the team's; blocks by zone to the defence's")
  func totals() async throws {
    #expect(
      try await violations(
        "SELECT sum(p.points) s FROM player_game_summary p JOIN team_offense_game_summary t ON t.game_id = p.game_id "
          + "AND t.team_abbr = p.team_abbr GROUP BY t.game_id, t.team_abbr HAVING s <> max(t.points_scored) OR "
          + "sum(p.blocks) <> max(t.blocks)") == 0)
    #expect(
      try await violations(
        "SELECT 1 FROM team_defense_game_summary d JOIN (SELECT game_id, team_abbr, sum(paint_blocks) b "
          + "FROM player_game_summary GROUP BY game_id, team_abbr) p ON p.game_id = d.game_id AND "
          + "p.team_abbr = d.defending_team_abbr WHERE d.blocks_paint <> p.b") == 0)
  }

  @Test("who played has minutes, five start where starters are known, and fourth quarters have sixty minutes")
  func minutes() async throws {
    #expect(
      try await violations("SELECT 1 FROM player_game_summary WHERE is_active AND minutes_played IS NULL") == 0)
    #expect(
      try await violations(
        "SELECT sum(starter_flag) s FROM player_game_summary WHERE starter_flag IS NOT NULL GROUP BY game_id, team_abbr "
          + "HAVING s <> 5") == 0)
    #expect(
      try await violations(
        "SELECT sum(fourth_quarter_minutes) m FROM player_game_summary WHERE fourth_quarter_minutes IS NOT NULL "
          + "GROUP BY game_id, team_abbr HAVING abs(m - 60) > 0.1") == 0)
  }

  @Test("the average of the last five is no copy of the day's points")
  func correlation() async throws {
    let rows = try await Self.played.value.select(
      "SELECT u.points_avg_last_5, p.points FROM upcoming_player_game_context u JOIN player_game_summary p ON "
        + "p.game_id = u.game_id AND p.player_id = u.player_id WHERE p.is_active AND u.points_avg_last_5 IS NOT NULL",
      columns: 2)
    let pairs = rows.compactMap { row in Double(row[0]).flatMap { x in Double(row[1]).map { (x, $0) } } }
    let (mx, my) = (
      pairs.map(\.0).reduce(0, +) / Double(pairs.count), pairs.map(\.1).reduce(0, +) / Double(pairs.count)
    )
    let products = pairs.reduce(0) { $0 + ($1.0 - mx) * ($1.1 - my) }
    let (vx, vy) = (
      pairs.reduce(0) { $0 + ($1.0 - mx) * ($1.0 - mx) }, pairs.reduce(0) { $0 + ($1.1 - my) * ($1.1 - my) }
    )
    let correlation = products / (vx * vy).squareRoot()
    #expect(pairs.count > 1000)
    #expect((0.4...0.85).contains(correlation))
  }
}
