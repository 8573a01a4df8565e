import Foundation
import League
import Providers
import Testing

@Suite("The archive")
struct ArchiveSourceTests {
  private let games = "game_id,season,game_date,home_score\n1,2011-12,2011-10-25,90\n2,2011-12,2011-10-27,95\n"

  private func date(_ text: String) throws -> GameDate { try #require(GameDate(text[...])) }

  @Test("its seasons are those with a games file, compressed or plain")
  func seasons() throws {
    let folder = try TemporaryFolder()
    try folder.writeGzip(games, to: "games_2011-12.csv.gz")
    try folder.write(games, to: "games_2009-10.csv")
    try folder.write(games, to: "games_of_old.csv")
    try folder.write(games, to: "team_box_2010-11.csv")
    let archive = try ArchiveSource(directory: folder.path)
    #expect(try archive.seasons() == [Season(startYear: 2009), Season(startYear: 2011)])
  }

  @Test("a schedule is the games file byte for byte")
  func schedule() throws {
    let folder = try TemporaryFolder()
    try folder.writeGzip(games, to: "games_2011-12.csv.gz")
    let payload = try ArchiveSource(directory: folder.path).schedule(of: Season(startYear: 2011))
    #expect(payload == Payload(source: "archive", file: "games_2011-12", bytes: Array(games.utf8), lines: 2))
  }

  @Test("the schedule of a season that is not there is an error that names those that are")
  func missingSeason() throws {
    let folder = try TemporaryFolder()
    try folder.write(games, to: "games_2011-12.csv")
    let archive = try ArchiveSource(directory: folder.path)
    let error = providerError { _ = try archive.schedule(of: Season(startYear: 2020)) }
    #expect(error?.description == "the archive \(folder.path) has no games_2020-21.csv.gz; it has 2011-12")
  }

  @Test("a slice is the header and the date's lines in file order, wherever they stand in the file")
  func slice() throws {
    let folder = try TemporaryFolder()
    let header = "game_date,note,pts\n"
    let lines = ["2011-10-25,\"a,\nb\",1\n", "2011-10-26,,2\n", "2011-10-25,c,3\n", "\n", "2011-10-25,d,4\r\n"]
    try folder.writeGzip(header + lines.joined(), to: "player_box_2011-12.csv.gz")
    let archive = try ArchiveSource(directory: folder.path)
    let slices = try archive.slices(of: .playerBox, on: date("2011-10-25"))
    #expect(slices.map { String(decoding: $0.bytes, as: UTF8.self) } == [header + lines[0] + lines[2] + lines[4]])
    #expect(slices.map(\.lines) == [3])
    #expect(try archive.slices(of: .playerBox, on: date("2011-10-26")).map(\.lines) == [1])
    #expect(try archive.slices(of: .playerBox, on: date("2011-10-27")) == [])
  }

  @Test("a kind whose file is absent has no slices, and each file that has lines gives one")
  func severalFiles() throws {
    let folder = try TemporaryFolder()
    try folder.write("game_date,pts\n2011-10-25,1\n2011-10-26,2\n", to: "player_box_2011-12.csv")
    try folder.write("game_date,pts\n2011-10-26,3\n2011-10-27,4\n", to: "player_box_reduced_2011-12.csv")
    let archive = try ArchiveSource(directory: folder.path)
    #expect(
      try archive.slices(of: .playerBox, on: date("2011-10-26")).map(\.file)
        == ["player_box_2011-12", "player_box_reduced_2011-12"])
    #expect(
      try archive.slices(of: .playerBox, on: date("2011-10-27")).map(\.file) == ["player_box_reduced_2011-12"])
    #expect(try archive.slices(of: .shots, on: date("2011-10-26")) == [])
  }

  @Test("play by play is found by its game, and one that is not on the schedule is an error")
  func playByPlay() throws {
    let folder = try TemporaryFolder()
    try folder.write(games, to: "games_2011-12.csv")
    try folder.write("game_id,action_id\n1,1\n1,2\n2,1\n", to: "pbp_2011-12.csv")
    let archive = try ArchiveSource(directory: folder.path)
    #expect(try archive.slices(of: .playByPlay, on: date("2011-10-25")).map(\.lines) == [2])
    #expect(try archive.slices(of: .playByPlay, on: date("2011-10-27")).map(\.lines) == [1])
    try folder.write(
      games.replacingOccurrences(of: "2,2011-12,2011-10-27", with: "2,2011-12,2011-10-28"), to: "games_2011-12.csv")
    #expect(try archive.slices(of: .playByPlay, on: date("2011-10-27")) == [], "the game was moved")
    #expect(try archive.slices(of: .playByPlay, on: date("2011-10-28")).map(\.lines) == [1])
    try folder.write("game_id,action_id\n3,1\n", to: "pbp_2011-12.csv")
    let error = providerError { _ = try archive.slices(of: .playByPlay, on: try date("2011-10-25")) }
    #expect(
      error?.description == "pbp_2011-12.csv line 2: 'game_id' is '3', expected a game of the season's games file")
  }

  @Test("news of a day stands under the first game date after it, and after the last game nowhere")
  func injuries() throws {
    let folder = try TemporaryFolder()
    try folder.write(games, to: "games_2011-12.csv")
    try folder.write(
      "date,activated\n2011-10-01,a\n2011-10-25,b\n2011-10-26,c\n2011-10-27,d\n", to: "injury_transactions_2011-12.csv")
    let archive = try ArchiveSource(directory: folder.path)
    func text(_ day: String) throws -> [String] {
      try archive.slices(of: .injuries, on: date(day)).map { String(decoding: $0.bytes, as: UTF8.self) }
    }
    #expect(try text("2011-10-25") == ["date,activated\n2011-10-01,a\n"])
    #expect(try text("2011-10-27") == ["date,activated\n2011-10-25,b\n2011-10-26,c\n"])
  }

  @Test("a corrected file is seen by the next call")
  func correction() throws {
    let folder = try TemporaryFolder()
    try folder.writeGzip("game_date,pts\n2011-10-25,10\n", to: "team_box_2011-12.csv.gz")
    let archive = try ArchiveSource(directory: folder.path)
    let first = try archive.slices(of: .teamBox, on: date("2011-10-25"))
    try folder.writeGzip("game_date,pts\n2011-10-25,11\n", to: "team_box_2011-12.csv.gz")
    let second = try archive.slices(of: .teamBox, on: date("2011-10-25"))
    #expect(first.map(\.bytes) == [Array("game_date,pts\n2011-10-25,10\n".utf8)])
    #expect(second.map(\.bytes) == [Array("game_date,pts\n2011-10-25,11\n".utf8)])
    try FileManager.default.removeItem(atPath: folder.path + "/team_box_2011-12.csv.gz")
    #expect(try archive.slices(of: .teamBox, on: date("2011-10-25")) == [])
  }

  @Test("a file that is cut short is an error, not an absence")
  func truncated() throws {
    let folder = try TemporaryFolder()
    let whole = try Gzip.compress(Array("game_date,pts\n2011-10-25,10\n2011-10-26,12\n".utf8))
    try Data(whole.dropLast(7)).write(to: URL(fileURLWithPath: folder.path + "/shots_2011-12.csv.gz"))
    try folder.write("game_date,pts\n2011-10-25,10\n2011-10-26", to: "team_box_2011-12.csv")
    let archive = try ArchiveSource(directory: folder.path)
    #expect(throws: ProviderError.self) { try archive.slices(of: .shots, on: date("2011-10-25")) }
    let error = providerError { _ = try archive.slices(of: .teamBox, on: try date("2011-10-25")) }
    #expect(
      error?.description
        == "team_box_2011-12.csv line 3: the last line does not have 2 fields; the file seems cut short")
  }

  @Test("a line without a date is an error that names the line")
  func lineWithoutDate() throws {
    let folder = try TemporaryFolder()
    try folder.write("pts,game_date\n1,2011-10-25\n\n2,2011-02-30\n3,2011-10-25\n", to: "shots_2011-12.csv")
    let archive = try ArchiveSource(directory: folder.path)
    let error = providerError { _ = try archive.slices(of: .shots, on: try date("2011-10-25")) }
    #expect(
      error?.description == "shots_2011-12.csv line 4: 'game_date' is '2011-02-30', expected a date (YYYY-MM-DD)")
  }

  @Test("a file that stands there both compressed and plain is an error")
  func ambiguous() throws {
    let folder = try TemporaryFolder()
    try folder.write(games, to: "games_2011-12.csv")
    try folder.writeGzip(games, to: "games_2011-12.csv.gz")
    let archive = try ArchiveSource(directory: folder.path)
    let error = providerError { _ = try archive.schedule(of: Season(startYear: 2011)) }
    #expect(error?.description.contains("remove one") == true)
  }

  @Test("a directory that is not there is an error")
  func noDirectory() {
    #expect(throws: ProviderError.archiveMissing(directory: "/nowhere/at/all")) {
      try ArchiveSource(directory: "/nowhere/at/all")
    }
  }

  @Test("files are read again after the cache let go of them")
  func smallCache() throws {
    let folder = try TemporaryFolder()
    try folder.write("game_date,pts\n2011-10-25,1\n", to: "shots_2011-12.csv")
    try folder.write("game_date,pts\n2011-10-25,2\n", to: "team_box_2011-12.csv")
    let archive = try ArchiveSource(directory: folder.path, cacheBytes: 40)
    for _ in 0..<3 {
      #expect(try archive.slices(of: .shots, on: date("2011-10-25")).first?.bytes.suffix(2) == [49, 10])
      #expect(try archive.slices(of: .teamBox, on: date("2011-10-25")).first?.bytes.suffix(2) == [50, 10])
    }
  }

  @Test("archive:DIR, live and sim:http://… select a source, and nothing else does")
  func selector() throws {
    #expect(try SourceSelector("archive:/data/a:b") == .archive(directory: "/data/a:b"))
    #expect(try SourceSelector("live") == .live)
    #expect(try SourceSelector("sim:http://127.0.0.1:8430") == .simulator(address: "http://127.0.0.1:8430"))
    for text in ["live", "sim:http://127.0.0.1:8430", "archive:a"] {
      #expect(try SourceSelector(text).description == text)
    }
    for text in ["archive:", "archive", "/data", "http://x", "", "live:", "live:x", "sim:", "sim:127.0.0.1"] {
      let error = providerError { _ = try SourceSelector(text) }
      #expect(error?.description.hasPrefix("'\(text)' is not a source; write archive:DIR") == true)
    }
  }
}
