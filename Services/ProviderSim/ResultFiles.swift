import League

/// The files about games, boxes and shots of a season.
struct ResultFiles {
  /// Which files a season has in full, so that the archive shows the gaps that real ones have.
  struct Coverage {
    /// Starters, exact minutes and shots.
    var hasDetail: Bool
    /// From this date on regular-season boxes are reduced, quarter scores and neutral sites unknown.
    var isReducedFrom: GameDate?
  }

  let games: [FinishedGame]
  let coverage: Coverage

  func schedule() -> CSVText {
    var csv = CSVText(
      header:
        "game_id,season,game_type,cup_round,game_date,tipoff_utc,neutral_site,home_team_id,home_team,away_team_id,"
        + "away_team,home_score,away_score,ot_periods,q1_home,q2_home,q3_home,q4_home,ot_pts_home,"
        + "q1_away,q2_away,q3_away,q4_away,ot_pts_away")
    for game in games {
      let isThin = isReduced(game) && game.fixture.kind == .regularSeason
      let (home, away) = (game.play.home, game.play.away)
      var fields: [Any?] = [
        game.id, game.season, game.fixture.kind.rawValue, game.fixture.cupRound, game.date,
        game.id == games.last?.id && !coverage.hasDetail ? nil : game.fixture.tipOffUTC,
        isThin ? nil : game.fixture.kind == .cupFinal ? "True" : "False", game.home.id, game.home.rawValue,
        game.away.id,
        game.away.rawValue, home.points, away.points, game.play.overtimes,
      ]
      for side in [home, away] {
        let overtime = side.periods.dropFirst(4).reduce(0, +)
        fields += isThin ? [nil, nil, nil, nil, nil] : side.periods.prefix(4).map { $0 as Any? } + [overtime]
      }
      csv.append(fields)
    }
    return csv
  }

  /// Full rows; a season without detail has no starter flags and no exact minutes.
  func playerBox() -> CSVText {
    var csv = CSVText(
      header: "game_id,season,game_type,game_date,player_id,player_name,team_id,team,opponent,home_away,win,starter,"
        + "minutes,minutes_exact,fgm,fga,fg3m,fg3a,ftm,fta,oreb,dreb,reb,ast,stl,blk,tov,pf,pts,plus_minus")
    for game in games where hasPlayers(game) && !isReduced(game) {
      for (side, opponent, isHome) in game.sides {
        for line in side.lines {
          csv.append(
            identity(of: line, in: game, side, opponent, isHome) + [
              coverage.hasDetail ? (line.isStarter ? 1 : 0) : nil, line.minutes,
              coverage.hasDetail ? (Double(line.seconds) / 60).rounded(scale: 2) : nil, line.fgm, line.fga, line.fg3m,
              line.fg3a, line.ftm, line.fta, line.oreb, line.dreb, line.reb, line.ast, line.stl, line.blk, line.tov,
              line.pf, line.pts, line.plusMinus,
            ])
        }
      }
    }
    return csv
  }

  func reducedPlayerBox() -> CSVText {
    var csv = CSVText(
      header:
        "game_id,season,game_type,game_date,player_id,player_name,team_id,team,opponent,home_away,win,minutes,pts,"
        + "reb,ast,stl,blk,tov,fg_pct,fg3_pct,ft_pct,plus_minus")
    func share(_ made: Int, _ tried: Int) -> Double {
      tried == 0 ? 0 : (Double(made) / Double(tried)).rounded(scale: 3)
    }
    for game in games where hasPlayers(game) && isReduced(game) {
      for (side, opponent, isHome) in game.sides {
        for line in side.lines {
          csv.append(
            identity(of: line, in: game, side, opponent, isHome) + [
              line.minutes, line.pts, line.reb, line.ast, line.stl, line.blk, line.tov, share(line.fgm, line.fga),
              share(line.fg3m, line.fg3a), share(line.ftm, line.fta), line.plusMinus,
            ])
        }
      }
    }
    return csv
  }

  /// Who played, for which teams in order.
  func players() -> CSVText {
    var csv = CSVText(header: "season,player_id,player_name,first_game,last_game,games,teams,position,position_simple")
    var order: [Int] = []
    var players: [Int: (name: String, first: GameDate, last: GameDate, games: Int, teams: [String])] = [:]
    for game in games where hasPlayers(game) {
      for (side, _, _) in game.sides {
        for line in side.lines {
          let team = side.team.code.rawValue
          if players[line.player.id] == nil { order.append(line.player.id) }
          var player = players[line.player.id] ?? (line.player.name, game.date, game.date, 0, [])
          player.games += 1
          player.last = max(player.last, game.date)
          if !player.teams.contains(team) { player.teams.append(team) }
          players[line.player.id] = player
        }
      }
    }
    for id in order.sorted() {
      guard let player = players[id], let season = games.first?.season else { continue }
      csv.append([
        season, id, player.name, player.first, player.last, player.games, player.teams.joined(separator: "/"), nil, nil,
      ])
    }
    return csv
  }

  func teamBox() -> CSVText {
    var csv = CSVText(
      header: "game_id,season,game_type,game_date,team_id,team,opponent,home_away,pts,fgm,fga,fg3m,fg3a,ftm,fta,oreb,"
        + "dreb,reb,ast,stl,blk,tov,pf,plus_minus,opp_pts")
    for game in games {
      for (side, opponent, isHome) in game.sides {
        func sum(_ count: (PlayerLine) -> Int) -> Int { side.lines.reduce(0) { $0 + count($1) } }
        csv.append([
          game.id, game.season, game.fixture.kind.rawValue, game.date, side.team.code.id, side.team.code.rawValue,
          opponent.team.code.rawValue, isHome ? "H" : "A", side.points, sum(\.fgm), sum(\.fga), sum(\.fg3m),
          sum(\.fg3a),
          sum(\.ftm), sum(\.fta), sum(\.oreb), sum(\.dreb), sum(\.reb), sum(\.ast), sum(\.stl), sum(\.blk),
          sum(\.tov) + side.teamTurnovers, sum(\.pf), side.points - opponent.points, opponent.points,
        ])
      }
    }
    return csv
  }

  func shots() -> CSVText {
    var csv = CSVText(
      header: "game_id,season,game_date,player_id,player_name,team,opponent,home_away,period,minutes_left,seconds_left,"
        + "made,shot_value,action_type,zone_basic,zone_area,zone_range,zone3,shot_distance,loc_x_ft,loc_y_ft,"
        + "action_number,assist_player_id,assisted")
    for game in games where game.fixture.kind == .regularSeason {
      for (number, shot) in game.play.shots.enumerated() {
        let side = shot.isHome ? game.home : game.away
        let opponent = shot.isHome ? game.away : game.home
        let place = shot.zone.place(distance: shot.distance, isRight: shot.isRight)
        let across = Double(shot.distance) * (place.area == "Center" ? 0.3 : 0.6)
        csv.append([
          game.id, game.season, game.date, shot.playerID, shot.playerName, side.rawValue, opponent.rawValue,
          shot.isHome ? "H" : "A", shot.period, shot.clock / 60, shot.clock % 60, shot.isMade ? 1 : 0, shot.value,
          shot.zone.action, shot.zone.rawValue, place.area, place.range, shot.zone.zone3, shot.distance,
          (place.area.hasPrefix("Right") ? -across : across).rounded(scale: 1),
          (5.25 + Double(shot.distance) * 0.8).rounded(scale: 2), 7 + 3 * number, shot.assistPlayerID,
          shot.isMade ? (shot.assistPlayerID == nil ? 0 : 1) : nil,
        ])
      }
    }
    return csv
  }

  /// Play-in games and Cup finals have no player rows, as in the real files.
  private func hasPlayers(_ game: FinishedGame) -> Bool {
    game.fixture.kind == .regularSeason || game.fixture.kind == .playoffs
  }

  private func isReduced(_ game: FinishedGame) -> Bool {
    game.fixture.kind == .playoffs || coverage.isReducedFrom.map { game.date >= $0 } ?? false
  }

  private func identity(
    of line: PlayerLine, in game: FinishedGame, _ side: TeamGame, _ opponent: TeamGame, _ isHome: Bool
  ) -> [Any?] {
    [
      game.id, game.season, game.fixture.kind.rawValue, game.date, line.player.id, line.player.name, side.team.code.id,
      side.team.code.rawValue, opponent.team.code.rawValue, isHome ? "H" : "A", side.points > opponent.points ? 1 : 0,
    ]
  }
}
