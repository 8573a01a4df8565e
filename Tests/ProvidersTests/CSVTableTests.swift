import League
import Providers
import Testing

@Suite("CSV")
struct CSVTableTests {
  private func table(_ text: String, name: String = "player_box_2022-23.csv.gz") throws -> CSVTable {
    try CSVTable(Array(text.utf8), name: name)
  }

  @Test("fields are read by the name of their column, whatever the order")
  func byName() throws {
    let table = try table("pts,name,minutes_exact,win,game_date\n33,Luka Dončić,35.2,1,2023-01-05\n")
    let row = try #require(table.rows.first)
    #expect(try row.int(table.column("pts")) == 33)
    #expect(try row.text(table.column("name")) == "Luka Dončić")
    #expect(try row.double(table.column("minutes_exact")) == 35.2)
    #expect(try row.flag(table.column("win")))
    #expect(try row.date(table.column("game_date")) == GameDate("2023-01-05"))
  }

  @Test("R66: an empty field is nil, and so is a column that is not there")
  func empty() throws {
    let table = try table("pts,ast\n,7\n")
    let row = try #require(table.rows.first)
    #expect(try row.optionalInt(table.optionalColumn("pts")) == nil)
    #expect(try row.optionalInt(table.optionalColumn("reb")) == nil)
    #expect(try row.optionalDouble(table.optionalColumn("pts")) == nil)
    #expect(try row.optionalText(table.optionalColumn("pts")) == nil)
    #expect(try row.optionalFlag(table.optionalColumn("pts")) == nil)
  }

  @Test("an error names file, line, column, what stands there and what was expected")
  func errorText() throws {
    let table = try table("name,pts\nA,1\nB,x\nC,\n")
    let points = try table.column("pts")
    let error = providerError { _ = try table.rows[1].int(points) }
    #expect(error?.description == "player_box_2022-23.csv.gz line 3: 'pts' is 'x', expected a whole number")
    let missing = providerError { _ = try table.rows[2].int(points) }
    #expect(missing?.description == "player_box_2022-23.csv.gz line 4: 'pts' is empty, expected a whole number")
  }

  @Test(
    "what is not a plain number is refused",
    arguments: ["1.5", "0x1f", "1e", "-", "+", ".", "1.2.3", "1-2", "nan", "1 ", "99999999999999999999"])
  func notWhole(text: String) throws {
    let table = try table("pts\n\(text)\n")
    #expect(throws: ProviderError.self) { try table.rows[0].int(table.column("pts")) }
  }

  @Test(
    "decimals read as the nearest double",
    arguments: ["0.1", "-0.455", "23.10", "1234567.891", "0.30000000000000004", "-7", "1e-3", "240.50"])
  func decimals(text: String) throws {
    let table = try table("x\n\(text)\n")
    #expect(try table.rows[0].double(table.column("x")) == Double(text))
  }

  @Test("names of numbers are no numbers", arguments: ["nan", "inf", "-infinity", "0x10", "1e999"])
  func namedNumbers(text: String) throws {
    let table = try table("x\n\(text)\n")
    #expect(throws: ProviderError.self) { try table.rows[0].double(table.column("x")) }
  }

  @Test("a whole number may be written with a zero fraction")
  func wholeWithFraction() throws {
    let table = try table("x\n-110.0\n")
    #expect(try table.rows[0].int(table.column("x")) == -110)
  }

  @Test("quoted fields may hold commas, doubled quotes and line breaks, and lines stay countable")
  func quotes() throws {
    let table = try table("name,note,pts\n\"Portis, Bobby\",\"a \"\"b\"\"\nc\",4\r\nX,,5\n")
    let (name, note, points) = (try table.column("name"), try table.column("note"), try table.column("pts"))
    #expect(try table.rows.map { try $0.int(points) } == [4, 5])
    #expect(try table.rows[0].text(name) == "Portis, Bobby")
    #expect(try table.rows[0].text(note) == "a \"b\"\nc")
    #expect(table.rows.map(\.line) == [2, 4])
    #expect(table.rows[0].source == "\"Portis, Bobby\",\"a \"\"b\"\"\nc\",4")
  }

  @Test("a quote that is never closed is an error at its line")
  func openQuote() {
    let error = providerError { _ = try table("a,b\n1,2\n3,\"x\n5,6\n", name: "x.csv") }
    #expect(error?.description == "x.csv line 3: a quote is opened and never closed")
  }

  @Test("carriage returns, a byte order mark, empty lines and a missing last line end do no harm")
  func lineEnds() throws {
    let table = try table("\u{feff}a,b\r\n1,2\r\n\r\n3,4")
    #expect(table.columns == ["a", "b"])
    #expect(try table.rows.map { try $0.int(table.column("b")) } == [2, 4])
  }

  @Test("a last line with too few fields refuses the file")
  func cutShort() {
    let error = providerError { _ = try table("a,b,c\n1,2,3\n4,5", name: "x.csv") }
    #expect(
      error?.description == "x.csv line 3: the last line has 2 fields, expected 3; the file seems cut short")
  }

  @Test("another line with a wrong number of fields fails alone")
  func wrongShape() throws {
    let table = try table("a,b\n1,2\n3\n4,5\n", name: "x.csv")
    let column = try table.column("b")
    #expect(try table.rows[0].int(column) == 2)
    #expect(try table.rows[2].int(column) == 5)
    let error = providerError { _ = try table.rows[1].int(column) }
    #expect(error?.description == "x.csv line 3: the line has 1 fields, expected 2")
    #expect(table.rows[1].source == "3")
  }

  @Test("a missing column is an error that lists the columns there are")
  func missingColumn() throws {
    let table = try table("a,b\n", name: "x.csv")
    let error = providerError { _ = try table.column("pts") }
    #expect(error?.description == "x.csv has no column 'pts'; it has a, b")
  }

  @Test("a text is compared without being made")
  func matches() throws {
    let table = try table("market\nplayer_points\nplayer_points_alternate\n")
    let market = try table.column("market")
    #expect(try table.rows.map { try $0.matches(market, "player_points") } == [true, false])
  }
}
