import Testing
import Warehouse

/// Properties that hold whatever the numbers are, over all that was replayed.
@Suite(
  "What adds up in four real seasons", .serialized, .enabled(if: RealSeasons.archive != nil), .timeLimit(.minutes(15)))
struct ReplayedSumsTests {
  /// Team games with what the league says of their shots: areas of the floor, and twos with a foot on the line.
  private static let officialZones = """
    team_offense_game_summary t JOIN
      (SELECT game_date, game_id, team, sum(zone3 = 'paint') paint, sum(zone3 = 'paint' AND made) paint_made,
        sum(zone3 = 'mid_range' AND shot_value = 2) mid, sum(zone3 = 'three' AND shot_value = 2) on_the_line,
        sum(shot_value = 3) threes, count(*) shots
      FROM raw_shots GROUP BY game_date, game_id, team) s
    ON s.game_date = t.game_date AND s.game_id = t.game_id AND s.team = t.team_abbr
    """

  private func number(_ sql: String) async throws -> Int {
    try await RealSeasons.replayed.value.warehouse().read { reader in
      try reader.first(sql) { $0.int(0) ?? 0 } ?? 0
    }
  }

  private func count(_ from: String) async throws -> Int {
    try await number("SELECT count(*) FROM \(from)")
  }

  @Test("zone attempts add up to attempts, assisted and other makes to makes, in every game that has shots")
  func zones() async throws {
    let attempts = "paint_attempts + mid_range_attempts + three_pt_attempts"
    #expect(try await count("player_game_summary WHERE is_active AND \(attempts) = fg_attempts") > 60_000)
    #expect(try await count("player_game_summary WHERE abs(\(attempts) - fg_attempts) > 1") == 0)
    #expect(try await count("player_game_summary WHERE assisted_fg_makes + unassisted_fg_makes <> fg_makes") == 0)
    #expect(
      try await number(
        "SELECT coalesce(sum(unknown), 0) FROM (SELECT sum(is_active AND paint_attempts IS NULL) unknown "
          + "FROM player_game_summary GROUP BY game_date, game_id HAVING max(paint_attempts) IS NOT NULL)") <= 5)
  }

  @Test("zones by ruling differ from the league's by area only where a foot is on the line")
  func officialZones() async throws {
    let teams = try await count(Self.officialZones)
    print("team games with the league's areas: \(teams)")
    #expect(teams > 6000)
    #expect(
      try await count(
        "\(Self.officialZones) WHERE t.team_paint_attempts <> s.paint OR t.team_paint_makes <> s.paint_made "
          + "OR t.team_mid_range_attempts <> s.mid + s.on_the_line") == 0)
    #expect(
      try await count(
        "\(Self.officialZones) WHERE t.team_paint_attempts IS NOT NULL "
          + "AND (t.three_pt_attempts <> s.threes OR abs(t.fg_attempts - s.shots) > 1)") <= teams / 1000)
    #expect(try await count("\(Self.officialZones) WHERE t.team_paint_attempts IS NULL") <= teams / 1000)
  }

  @Test("a team's usage, weighted by minutes, adds up to 100, but for turnovers charged to nobody")
  func usage() async throws {
    let sums = """
      (SELECT sum(p.usage_rate * p.minutes_played) / (48 + 5 * max(t.overtime_periods)) u FROM player_game_summary p
      JOIN team_offense_game_summary t ON t.game_date = p.game_date AND t.team_abbr = p.team_abbr WHERE p.is_active
      GROUP BY p.game_date, p.game_id, p.team_abbr
      HAVING sum(p.usage_rate IS NULL AND p.minutes_played >= 1) = 0)
      """
    #expect(try await count(sums) > 7000)
    #expect(try await count("\(sums) WHERE u < 94 OR u > 100.5") == 0)
    #expect((98_00...100_10).contains(try await number("SELECT CAST(avg(u) * 100 AS INTEGER) FROM \(sums)")))
  }

  @Test("possessions and pace are one number for both sides, ratings are mirrored, overtime is normalised")
  func tempo() async throws {
    let both = """
      team_offense_game_summary o JOIN team_offense_game_summary x ON x.game_date = o.game_date
      AND x.team_abbr = o.opponent_team_abbr
      """
    #expect(try await count(both) > 9000)
    #expect(try await count("\(both) WHERE o.possessions IS NOT x.possessions OR o.pace IS NOT x.pace") == 0)
    #expect(
      try await count(
        """
        team_defense_game_summary d JOIN team_offense_game_summary o ON o.game_date = d.game_date
        AND o.team_abbr = d.opponent_team_abbr WHERE d.defensive_rating IS NOT o.offensive_rating
        OR d.points_allowed <> o.points_scored OR d.opponent_pace IS NOT o.pace
        """) == 0)
    #expect(
      try await count(
        "team_offense_game_summary WHERE abs(pace * (48 + 5 * overtime_periods) / 48 - possessions) > 0.2") == 0)
    #expect(try await count("team_offense_game_summary WHERE overtime_periods > 0 AND pace IS NOT NULL") > 300)
  }

  @Test("players' points and blocks add up to the team's, blocks by zone to the defence's, and one side of a game won")
  func totals() async throws {
    #expect(
      try await count(
        """
        (SELECT sum(p.points) s FROM player_game_summary p JOIN team_offense_game_summary t
        ON t.game_date = p.game_date AND t.team_abbr = p.team_abbr GROUP BY t.game_date, t.team_abbr
        HAVING s <> max(t.points_scored) OR sum(p.blocks) <> max(t.blocks))
        """) == 0)
    #expect(
      try await count(
        """
        team_defense_game_summary d JOIN (SELECT game_date, team_abbr, sum(paint_blocks) b FROM player_game_summary
        GROUP BY game_date, team_abbr) p ON p.game_date = d.game_date AND p.team_abbr = d.defending_team_abbr
        WHERE d.blocks_paint <> p.b
        """) == 0)
    #expect(
      try await count(
        "(SELECT 1 FROM team_offense_game_summary GROUP BY game_date, game_id HAVING sum(win_flag) <> 1 OR count(*) <> 2)"
      )
        == 0)
  }

  @Test("five start where starters are known; fourth quarters have sixty minutes, or somebody's are not known")
  func lineups() async throws {
    #expect(try await count("player_game_summary WHERE starter_flag") > 10_000)
    #expect(
      try await count(
        "(SELECT sum(starter_flag) s FROM player_game_summary WHERE starter_flag IS NOT NULL "
          + "GROUP BY game_date, game_id, team_abbr HAVING s <> 5)") == 0)
    let quarters = """
      (SELECT sum(fourth_quarter_minutes) m, sum(is_active AND fourth_quarter_minutes IS NULL) unknown
      FROM player_game_summary GROUP BY game_date, game_id, team_abbr HAVING m IS NOT NULL)
      """
    #expect(try await count("\(quarters) WHERE unknown = 0") > 2000)
    #expect(try await count("\(quarters) WHERE abs(m - 60) > 0.1 AND (unknown = 0 OR m > 60)") == 0)
    #expect(try await count("\(quarters) WHERE unknown > 0") <= 10)
  }
}
