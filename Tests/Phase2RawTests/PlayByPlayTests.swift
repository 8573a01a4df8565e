import Contracts
import League
import Testing

@testable import Phase2Raw

@Suite("Play by play")
struct PlayByPlayTests {
  private func event(
    _ player: Int, _ kind: PlayEvent.Kind, period: Int = 1, clock: Double = 600, number: Int = 0,
    team: TeamCode = .bos
  ) -> PlayEvent {
    var event = PlayEvent()
    event.playerID = player
    event.kind = kind
    event.period = period
    event.clock = clock
    event.number = number
    event.team = team
    return event
  }

  private func counted(_ events: [PlayEvent]) -> [Int: RawPlayByPlay.Row] {
    Dictionary(uniqueKeysWithValues: GameCount(of: "0022400561", events).rows.map { ($0.playerID, $0) })
  }

  @Test("an and-one is a make with a single free throw of the same player at the same moment, and no other single")
  func andOnes() {
    let rows = counted([
      event(1, .shot(value: 2, zone: .paint, isMade: true), clock: 500),
      event(1, .freeThrow(isMade: false, isSingle: true), clock: 500),
      // A technical: single by its sub-type no more than by its count.
      event(1, .shot(value: 2, zone: .paint, isMade: true), clock: 400),
      event(1, .freeThrow(isMade: true, isSingle: false), clock: 400),
      // A teammate's make, and a make at another moment.
      event(2, .shot(value: 3, zone: .three, isMade: true), clock: 300),
      event(1, .freeThrow(isMade: true, isSingle: true), clock: 300),
      event(2, .freeThrow(isMade: true, isSingle: true), clock: 299),
    ])
    #expect(rows[1]?.andOnes == 1)
    #expect(rows[2]?.andOnes == 0)
    #expect(rows[1]?.points == 6)
    #expect(rows[2]?.points == 4)
  }

  @Test("a block is the blocker's, by the zone of the shot he blocked, though he took none himself")
  func blocks() {
    let rows = counted([
      event(1, .shot(value: 2, zone: .midRange, isMade: false), number: 7),
      event(9, .block, number: 7, team: .nyk),
      event(1, .shot(value: 3, zone: .three, isMade: false), number: 8),
      event(9, .block, number: 8, team: .nyk),
    ])
    #expect(rows[9]?.midRangeBlocks == 1)
    #expect(rows[9]?.threeBlocks == 1)
    #expect(rows[9]?.paintBlocks == 0)
    #expect(rows[1]?.midRangeBlocks == 0)
  }

  @Test("minutes of the fourth quarter follow from substitutions; those seen first on the floor began it")
  func fourthQuarter() {
    var events = (1...4).map { event($0, .presence, period: 4, clock: 700) }
    events += [
      event(5, .substitution(player: 6), period: 4, clock: 300),
      event(6, .freeThrow(isMade: true, isSingle: false), period: 4, clock: 100),
      event(1, .substitution(player: 5), period: 4, clock: 60),
      event(7, .presence, period: 3, clock: 5),
      event(1, .shot(value: 3, zone: .three, isMade: true), period: 5, clock: 200),
    ]
    let rows = counted(events)
    #expect(rows[1]?.fourthQuarterSeconds == 660)
    #expect(rows[2]?.fourthQuarterSeconds == 720)
    #expect(rows[5]?.fourthQuarterSeconds == 480)
    #expect(rows[6]?.fourthQuarterSeconds == 300)
    #expect(rows[7]?.fourthQuarterSeconds == 0)
    #expect(rows.values.compactMap(\.fourthQuarterSeconds).reduce(0, +) == 5 * 720)
    #expect(rows[6]?.fourthQuarterPoints == 1)
    #expect(rows[1]?.fourthQuarterPoints == 0, "overtime is not the fourth quarter")
    #expect(rows[1]?.points == 3)
  }

  @Test("with a place on the floor unaccounted for, those not seen have no minutes, and the others have theirs")
  func unseenStarter() {
    let rows = counted((1...4).map { event($0, .presence, period: 4, clock: 700) } + [event(5, .presence, period: 2)])
    #expect(rows[1]?.fourthQuarterSeconds == 720)
    #expect(rows[5]?.fourthQuarterSeconds == nil)
  }

  private static let header =
    "game_id,action_id,action_number,period,seconds_left,team,player_id,action_type,sub_type,shot_result,shot_value,"
    + "x_legacy,y_legacy,shot_distance,score_home,score_away,sub_in_player_id,description"

  private static let lines = [
    "0021100001,1,2,1,720.0,,,period,start,,,,,,0,0,,Start of 1st Period",
    "0021100001,2,4,1,702.0,BOS,1,Missed Shot,Jump Shot,Missed,2,81,20,8,,,,MISS",
    "0021100001,3,4,1,702.0,NYK,2,,,,,,,,,,,Hardaway BLOCK (1 BLK)",
    "0021100001,4,6,4,640.0,BOS,1,Made Shot,Layup Shot,Made,2,5,5,0,2,0,,Doncic Layup (2 PTS)",
    "0021100001,5,8,4,640.0,BOS,1,Free Throw,Free Throw 1 of 1,,,,,,3,0,,Doncic Free Throw 1 of 1 (3 PTS)",
    "0021100001,6,9,4,600.0,NYK,2,Foul,Technical,,,,,,,,,Hardaway T.FOUL",
  ]

  @Test("events of an archive become a row for each player of the game")
  func archive() async throws {
    let phases = try await OneNight().phases()
    try phases.write([Self.header] + Self.lines, to: "pbp_2011-12.csv")
    let done = try await phases.process(OneNight.date)
    #expect(done["raw_play_by_play"]?.status == .complete)
    #expect(
      try await phases.select(
        "SELECT player_id, team, pts, and_ones, mid_range_blocks, paint_blocks, q4_points, q4_seconds FROM raw_play_by_play"
      ) == [["1", "BOS", "3", "1", "0", "0", "3", "720.0"], ["2", "NYK", "0", "0", "1", "0", "0", ""]])
  }

  @Test("R62: a wrong event is left out with its reason, and the rest of the game is counted")
  func quarantined() async throws {
    let wrong = [
      ("0021100001,7,10,4,721.0,BOS,1,Rebound,,,,,,,,,,R", "'seconds_left' is '721.0', expected seconds of the period"),
      ("0021100001,7,10,4,20.0,XYZ,1,Rebound,,,,,,,,,,R", "'XYZ' is no team"),
      ("0021100001,7,10,4,20.0,MIA,1,Rebound,,,,,,,,,,R", "MIA does not play in game 0021100001"),
      ("0021100001,7,10,4,20.0,BOS,1,Made Shot,,Made,4,0,0,0,2,0,,S", "'shot_value' is '4', expected 2 or 3"),
      (
        "0021100001,7,10,4,20.0,BOS,1,Substitution,,,,,,,,,,SUB", "'sub_in_player_id' is empty, expected a whole number"
      ),
    ]
    for (line, reason) in wrong {
      let phases = try await OneNight().phases()
      try phases.write([Self.header] + Self.lines + [line], to: "pbp_2011-12.csv")
      let done = try await phases.process(OneNight.date)
      #expect(done["raw_play_by_play"]?.status == .degraded)
      #expect(done["raw_play_by_play"]?.rows == 2)
      #expect(
        try await phases.select("SELECT table_name, line, reason FROM raw_quarantine")
          == [["raw_play_by_play", "8", reason]])
    }
  }
}
