import League

/// The documents of NBA.com for simulated games.
struct LeagueDocuments: Sendable {
  private static let meta: JSONNode = ["version": 1, "code": 200, "simulated": true, "note": "SIMULATED DATA"]

  /// A season's schedule. A late game is scheduled still; a postponed one stands under its old date as well, as put off.
  func schedule(
    of season: Season, _ games: [FinishedGame], late: Set<String>, postponed: [FinishedGame] = []
  ) -> JSONNode {
    let putOff = Dictionary(grouping: postponed, by: \.date)
    let days = Dictionary(grouping: games, by: \.date).sorted { $0.key < $1.key }
    return [
      "meta": Self.meta,
      "leagueSchedule": [
        "seasonYear": .text(season.label), "leagueId": "00",
        "gameDates": .list(
          days.map { date, games in
            let (year, month, day) = date.civil
            return [
              "gameDate": .text("\(Fixture.twoDigits(month))/\(Fixture.twoDigits(day))/\(year) 00:00:00"),
              "games": .list(
                games.map { scheduled($0, isLate: late.contains($0.id)) }
                  + (putOff[date] ?? []).map { scheduled($0, isLate: true, isPutOff: true) }),
            ]
          }),
        "weeks": [], "broadcasterList": [],
      ],
    ]
  }

  private func scheduled(_ game: FinishedGame, isLate: Bool, isPutOff: Bool = false) -> JSONNode {
    let minutes = game.fixture.tipOff
    let eastern = "\(Fixture.twoDigits(minutes / 60)):\(Fixture.twoDigits(minutes % 60)):00Z"
    let overtimes = game.play.overtimes
    let final = overtimes == 0 ? "Final" : overtimes == 1 ? "Final/OT" : "Final/OT\(overtimes)"
    func team(_ side: TeamGame) -> JSONNode {
      [
        "teamId": .integer(side.team.code.id), "teamName": .text(side.team.code.fullName),
        "teamTricode": .text(side.team.code.rawValue), "wins": 0, "losses": 0,
        "score": .integer(isLate ? 0 : side.points),
        "seed": 0,
      ]
    }
    return [
      "gameId": .text(game.id), "gameCode": .text("\(game.away.rawValue)\(game.home.rawValue)"),
      "gameStatus": isLate ? 1 : 3, "gameStatusText": .text(isLate ? "7:00 pm ET" : final),
      "gameDateEst": .text("\(game.date)T00:00:00Z"), "gameDateTimeEst": .text("\(game.date)T\(eastern)"),
      "gameDateTimeUTC": .text(game.fixture.tipOffUTC), "weekName": "", "gameLabel": "", "arenaName": "Simulated Arena",
      "arenaCity": "Simulated", "postponedStatus": isPutOff ? "Y" : "N",
      "isNeutral": .flag(game.fixture.kind == .cupFinal),
      "homeTeam": team(game.play.home), "awayTeam": team(game.play.away),
    ]
  }

  /// The static box score. `correction` assists more stand to the first home player's name than were given.
  func box(of game: FinishedGame, correction: Int) -> JSONNode {
    [
      "meta": Self.meta,
      "game": [
        "gameId": .text(game.id), "gameTimeUTC": .text(game.fixture.tipOffUTC), "gameStatus": 3,
        "gameStatusText": "Final", "period": .integer(game.play.home.periods.count), "regulationPeriods": 4,
        "homeTeam": boxSide(game.play.home, against: game.play.away, correction: correction),
        "awayTeam": boxSide(game.play.away, against: game.play.home, correction: 0),
      ],
    ]
  }

  private func boxSide(_ side: TeamGame, against other: TeamGame, correction: Int) -> JSONNode {
    var players: [JSONNode] = []
    for (order, line) in side.lines.enumerated() {
      var counts = statistics(line, extraAssists: order == 0 ? correction : 0)
      counts.append(
        ("minutes", .text("PT\(Fixture.twoDigits(line.seconds / 60))M\(Fixture.twoDigits(line.seconds % 60)).00S")))
      players.append([
        "status": "ACTIVE", "order": .integer(order + 1), "personId": .integer(line.player.id), "jerseyNum": "0",
        "starter": line.isStarter ? "1" : "0", "oncourt": "0", "played": "1", "statistics": .object(counts),
        "name": .text(line.player.name),
      ])
    }
    let dressed = Set(side.lines.map(\.player.id))
    for player in side.team.roster where !dressed.contains(player.id) {
      players.append([
        "status": "INACTIVE", "notPlayingReason": "INACTIVE_INJURY", "notPlayingDescription": "Simulated; Rest",
        "order": .integer(players.count + 1), "personId": .integer(player.id), "jerseyNum": "0", "starter": "0",
        "oncourt": "0", "played": "0", "statistics": ["minutes": "PT00M00.00S", "points": 0],
        "name": .text(player.name),
      ])
    }
    var counts = teamStatistics(side, extraAssists: correction)
    counts.append(("minutes", .text("PT\(240 + 25 * (side.periods.count - 4))M00.00S")))
    return [
      "teamId": .integer(side.team.code.id), "teamTricode": .text(side.team.code.rawValue),
      "score": .integer(side.points),
      "periods": .list(
        side.periods.enumerated().map { ["period": .integer($0 + 1), "score": .integer($1)] }),
      "players": .list(players), "statistics": .object(counts),
    ]
  }

  /// The statistics service's box score.
  func boxV3(of game: FinishedGame, correction: Int) -> JSONNode {
    func side(_ side: TeamGame, _ correction: Int) -> JSONNode {
      let players = side.lines.enumerated().map { order, line -> JSONNode in
        var counts = statistics(line, extraAssists: order == 0 ? correction : 0)
        counts.append(("minutes", .text("\(line.seconds / 60):\(Fixture.twoDigits(line.seconds % 60))")))
        let words = line.player.name.split(separator: " ", maxSplits: 1).map(String.init)
        return [
          "personId": .integer(line.player.id), "firstName": .text(words[0]),
          "familyName": .text(words.count > 1 ? words[1] : ""), "position": line.isStarter ? "F" : "", "comment": "",
          "statistics": .object(counts),
        ]
      }
      var counts = teamStatistics(side, extraAssists: correction)
      counts.append(("minutes", .text("\(240 + 25 * (side.periods.count - 4)):00")))
      return [
        "teamId": .integer(side.team.code.id), "teamTricode": .text(side.team.code.rawValue),
        "players": .list(players), "statistics": .object(counts),
      ]
    }
    return [
      "meta": Self.meta,
      "boxScoreTraditional": [
        "gameId": .text(game.id), "homeTeamId": .integer(game.home.id), "awayTeamId": .integer(game.away.id),
        "homeTeam": side(game.play.home, correction), "awayTeam": side(game.play.away, 0),
      ],
    ]
  }

  private func statistics(_ line: PlayerLine, extraAssists: Int) -> [(String, JSONNode)] {
    [
      ("points", .integer(line.pts)), ("fieldGoalsMade", .integer(line.fgm)),
      ("fieldGoalsAttempted", .integer(line.fga)),
      ("threePointersMade", .integer(line.fg3m)), ("threePointersAttempted", .integer(line.fg3a)),
      ("freeThrowsMade", .integer(line.ftm)), ("freeThrowsAttempted", .integer(line.fta)),
      ("reboundsOffensive", .integer(line.oreb)), ("reboundsDefensive", .integer(line.dreb)),
      ("reboundsTotal", .integer(line.reb)), ("assists", .integer(line.ast + extraAssists)),
      ("steals", .integer(line.stl)), ("blocks", .integer(line.blk)), ("turnovers", .integer(line.tov)),
      ("foulsPersonal", .integer(line.pf)), ("plusMinusPoints", .number(Double(line.plusMinus))),
    ]
  }

  private func teamStatistics(_ side: TeamGame, extraAssists: Int) -> [(String, JSONNode)] {
    func sum(_ count: (PlayerLine) -> Int) -> Int { side.lines.reduce(0) { $0 + count($1) } }
    return [
      ("points", .integer(side.points)), ("fieldGoalsMade", .integer(sum(\.fgm))),
      ("fieldGoalsAttempted", .integer(sum(\.fga))), ("threePointersMade", .integer(sum(\.fg3m))),
      ("threePointersAttempted", .integer(sum(\.fg3a))), ("freeThrowsMade", .integer(sum(\.ftm))),
      ("freeThrowsAttempted", .integer(sum(\.fta))), ("reboundsOffensive", .integer(sum(\.oreb))),
      ("reboundsDefensive", .integer(sum(\.dreb))), ("reboundsTotal", .integer(sum(\.reb))),
      ("assists", .integer(sum(\.ast) + extraAssists)), ("steals", .integer(sum(\.stl))),
      ("blocks", .integer(sum(\.blk))), ("turnovers", .integer(sum(\.tov))),
      ("turnoversTeam", .integer(side.teamTurnovers)), ("turnoversTotal", .integer(sum(\.tov) + side.teamTurnovers)),
      ("foulsPersonal", .integer(sum(\.pf))),
    ]
  }

  /// The league's log: a line for each player who played in some games.
  func gameLog(of games: [FinishedGame], correction: (String) -> Int) -> JSONNode {
    let headers = [
      "PLAYER_ID", "PLAYER_NAME", "TEAM_ID", "TEAM_ABBREVIATION", "GAME_ID", "GAME_DATE", "MATCHUP", "MIN", "FGM",
      "FGA", "FG3M", "FG3A", "FTM", "FTA", "OREB", "DREB", "REB", "AST", "STL", "BLK", "TOV", "PF", "PTS", "PLUS_MINUS",
    ]
    var rows: [JSONNode] = []
    for game in games {
      for (side, other, isHome) in game.sides {
        let (own, opponent) = (side.team.code.rawValue, other.team.code.rawValue)
        for (order, line) in side.lines.enumerated() {
          let assists = line.ast + (isHome && order == 0 ? correction(game.id) : 0)
          let counts = [
            line.minutes, line.fgm, line.fga, line.fg3m, line.fg3a, line.ftm, line.fta, line.oreb, line.dreb, line.reb,
            assists, line.stl, line.blk, line.tov, line.pf, line.pts, line.plusMinus,
          ]
          rows.append(
            .list(
              [
                .integer(line.player.id), .text(line.player.name), .integer(side.team.code.id), .text(own),
                .text(game.id), .text(game.date.description),
                .text(isHome ? "\(own) vs. \(opponent)" : "\(own) @ \(opponent)"),
              ] + counts.map { .integer($0) }))
        }
      }
    }
    return [
      "resource": "leaguegamelog", "parameters": ["Simulated": true],
      "resultSets": [["name": "LeagueGameLog", "headers": .list(headers.map { .text($0) }), "rowSet": .list(rows)]],
    ]
  }

  /// The players of a season with the teams that they end it in.
  func players(of teams: [SimulatedTeam]) -> JSONNode {
    let headers = [
      "PERSON_ID", "PLAYER_LAST_NAME", "PLAYER_FIRST_NAME", "TEAM_ID", "TEAM_ABBREVIATION", "ROSTER_STATUS",
    ]
    var rows: [JSONNode] = []
    for team in teams {
      for player in team.roster {
        let words = player.name.split(separator: " ", maxSplits: 1).map(String.init)
        rows.append([
          .integer(player.id), .text(words.count > 1 ? words[1] : words[0]), .text(words.count > 1 ? words[0] : ""),
          .integer(team.code.id), .text(team.code.rawValue), 1,
        ])
      }
    }
    return [
      "resource": "playerindex", "parameters": ["Simulated": true],
      "resultSets": [["name": "PlayerIndex", "headers": .list(headers.map { .text($0) }), "rowSet": .list(rows)]],
    ]
  }
}
