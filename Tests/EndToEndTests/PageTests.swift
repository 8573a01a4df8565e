import Contracts
import Foundation
import Ledger
import League
import TestKit
import Testing
import Warehouse

@Suite("The page in a browser", .serialized, .timeLimit(.minutes(5)))
struct PageTests {
  /// Where pictures of the last run are kept: the folder that `PICTURES` names, or one beside what was built.
  private var pictures: URL {
    ProcessInfo.processInfo.environment["PICTURES"].map { URL(fileURLWithPath: $0, isDirectory: true) }
      ?? Built.folder.appendingPathComponent("pictures")
  }

  private func coordinator(_ stack: RunningStack) throws -> String {
    struct Address: Decodable { var url: String }
    let file = URL(fileURLWithPath: stack.data + "/coordinator.json")
    return try JSONDecoder().decode(Address.self, from: Data(contentsOf: file)).url
  }

  /// A table that a replay wrote, made to stand as failed.
  private func breakCell(_ warehouse: SQLiteWarehouse) async throws -> GameDate {
    try await warehouse.write { writer in
      let text = try writer.first(
        "SELECT max(game_date) FROM output_grid WHERE phase = 'phase3' AND state = 'complete'"
      ) {
        $0.text(0)
      }
      let date = try #require(text.flatMap { GameDate($0) })
      var cell = try #require(try Ledger.cell(CellKey("player_game_summary", date), in: writer))
      let token = try cell.life.take(owner: "somebody", until: 1, now: 0)
      try cell.life.finish(token: token, state: .failed)
      cell.error = "<img src=x onerror=alert(1)> cannot be read"
      cell.errorCategory = .permanent
      try Ledger.put(cell, change: try Ledger.nextChange(in: writer), at: "2024-01-01T00:00:00.000Z", in: writer)
      return date
    }
  }

  @Test(
    "it fills during a replay, a cell opens by key, a failed one is tried again; desktop and phone, light and dark",
    .enabled(if: Browser.executable != nil, "Chromium is not installed (Debian: chromium)"))
  func replay() async throws {
    let stack = try await RunningStack(archive: try Archives.small.get().path)
    let browser = try Browser()
    try browser.resize(width: 1280, height: 900, isPhone: false)
    let token = try String(contentsOfFile: stack.data + "/token", encoding: .utf8)
    try browser.open(try coordinator(stack) + "/#token=\(token)")
    async let run = Built.run("backcourt", ["backfill", "--all", "--through", "phase4", "--data", stack.data])
    let complete = "document.querySelectorAll('.month .cell.complete').length"
    try await eventually("some of the calendar is filled", within: .seconds(60)) { try browser.number(complete) > 20 }
    let early = try browser.number(complete)
    #expect(try browser.number("document.querySelectorAll('.run .bar').length") == 1)
    #expect(try browser.text("document.getElementById('verdict').className") == "busy")
    #expect(try browser.text("location.hash").isEmpty, "the token does not stay in the address")
    let ended = try await run
    #expect(ended.code == 0, "\(ended.output)\(ended.error)")
    try await eventually("the calendar is as the ledger", within: .seconds(20)) {
      try browser.number("document.querySelectorAll('.month .cell.running, .month .cell.waiting').length") == 0
        && browser.text("document.getElementById('run-list').textContent") == "No run is at work."
    }
    #expect(try browser.number(complete) > early)

    let warehouse = try SQLiteWarehouse(path: stack.data + "/warehouse.sqlite", access: .existing)
    let date = try await breakCell(warehouse)
    try await eventually("the failed cell shows by itself", within: .seconds(20)) {
      try browser.number("document.querySelectorAll('.month .cell.failed').length") == 1
    }
    try await eventually("its cause is listed, as text", within: .seconds(30)) {
      try browser.text("document.getElementById('failure-list').textContent").contains("<img src=x onerror=alert(#)>")
    }
    #expect(try browser.number("document.querySelectorAll('#failure-list img').length") == 0)
    #expect(try browser.text("document.getElementById('verdict-words').textContent").contains("1 cell failed"))
    try take(browser)

    _ = try browser.value("document.querySelector('.month .cell.failed').focus()")
    #expect(try browser.text("document.getElementById('tip').textContent").hasPrefix("\(date) phase3: failed"))
    try browser.press("Enter")
    try await eventually("the cell is explained", within: .seconds(10)) {
      try browser.text("document.getElementById('explained')?.textContent ?? ''").contains(
        "player_game_summary on \(date)")
    }
    try save(browser.picture(), as: "cell")
    try browser.press("Escape")
    #expect(try browser.value("document.getElementById('cell').open") as? Bool == false)
    _ = try browser.value("document.querySelector('.month .cell.failed').focus()")
    try browser.press("ArrowLeft")
    #expect(try browser.text("document.activeElement.day.phase") == "phase3")
    #expect(try browser.text("document.activeElement.day.date") < "\(date)")

    _ = try browser.value(
      "[...document.querySelectorAll('#failure-list button')].find(b => b.textContent === 'Retry').click()")
    try await eventually("what failed was tried again and is whole", within: .seconds(60)) {
      try browser.number("document.querySelectorAll('.month .cell.failed').length") == 0
        && browser.text("document.getElementById('failure-list').textContent") == "Nothing has failed."
    }
    #expect(
      try browser.text("document.getElementById('verdict-words').textContent").contains("never ran"), "phases 5 and 6")
    #expect(browser.complaints.isEmpty, "\(browser.complaints)")
    try await stack.stop()
  }

  private func take(_ browser: Browser) throws {
    for (name, width, height) in [("desktop", 1280, 900), ("phone", 375, 812)] {
      try browser.resize(width: width, height: height, isPhone: name == "phone")
      for scheme in Browser.Scheme.allCases {
        try browser.show(in: scheme)
        try save(browser.picture(), as: "\(name)-\(scheme.rawValue)")
      }
      #expect(try browser.number("document.documentElement.scrollWidth") <= width, "\(name) scrolls sideways")
    }
    try browser.resize(width: 1280, height: 900, isPhone: false)
    try browser.show(in: .light)
  }

  private func save(_ picture: Data, as name: String) throws {
    #expect(picture.count > 10_000, "\(name)")
    try FileManager.default.createDirectory(at: pictures, withIntermediateDirectories: true)
    try picture.write(to: pictures.appendingPathComponent("\(name).png"))
  }
}
